import './inspector.css'
import { useStoreAfterPaint } from '../../components/use-store.ts'
import type { Session } from '../../session/project/session.ts'
import { selectedAnnotation } from '../../session/project/state.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { InspectorForm } from './inspector-form.tsx'

interface InspectorProps {
  readonly window: WindowModel
  readonly session: Session
}

/** What is said about the selected annotation, to be read and edited. */
export function Inspector({ window, session }: InspectorProps) {
  const annotation = useStoreAfterPaint(session, selectedAnnotation)
  return (
    <section className="inspector" aria-label="Inspector">
      {annotation ? (
        <InspectorForm key={annotation.id} window={window} session={session} annotation={annotation} />
      ) : (
        <p className="empty">Select an annotation in the list or in the text to see and edit what is said about it.</p>
      )}
    </section>
  )
}
