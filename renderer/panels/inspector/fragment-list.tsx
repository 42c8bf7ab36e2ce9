import './fragment-list.css'
import type { Annotation } from '../../../model/record/annotation.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import { dropFragment } from '../../commands/spans.ts'
import { focusPane } from '../../components/focus.ts'
import { Icon } from '../../components/icons.tsx'
import type { Session } from '../../session/project/session.ts'
import { QUOTE_IN_ROW } from '../annotations/annotation-labels.ts'

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
              title={beginningOf(fragment.quote, QUOTE_IN_ROW)}
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
                {beginningOf(fragment.quote, QUOTE_IN_ROW)}
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
