import type { Annotation } from '../../model/annotation.ts'
import { dropFragment } from '../commands/spans.ts'
import { focusPane } from '../focus.ts'
import { Icon } from '../components/icons.tsx'
import type { Session } from '../session/session.ts'

interface FragmentListProps {
  readonly session: Session
  readonly annotation: Annotation
  readonly disabled: boolean
}

/** The fragments of a discontinuous annotation, each with a way to it and a way to remove it. */
export function FragmentList({ session, annotation, disabled }: FragmentListProps) {
  const { id, fragments } = annotation
  if (fragments.length < 2) return null
  return (
    <section className="fragments" aria-label="Fragments">
      <p className="field-label">{fragments.length} fragments</p>
      <ol>
        {fragments.map((fragment, i) => (
          <li key={fragment.start}>
            <button
              type="button"
              className="fragment-jump"
              title={fragment.quote}
              onClick={() => {
                focusPane('text')
                session.selectText({ start: fragment.start, end: fragment.end }, { scroll: true })
              }}
            >
              <span className="fragment-number">
                <span className="visually-hidden">Show fragment </span>
                {i + 1}
              </span>
              <span className="fragment-quote" dir="auto">
                {fragment.quote}
              </span>
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove fragment ${i + 1}`}
              title={`Remove fragment ${i + 1}`}
              disabled={disabled}
              onClick={() => dropFragment(session, id, fragment)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
