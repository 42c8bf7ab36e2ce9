import './summary.css'
import { useEffect, useRef } from 'react'
import { partKey } from '../../../model/codebook/codebook-part.ts'
import type { CodebookReview, Decisions } from '../../../model/codebook/codebook-review.ts'
import type { Question } from '../../../model/codebook/codebook-questions.ts'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { SelectField } from '../../components/select-field.tsx'

interface SummaryProps {
  readonly review: CodebookReview
  /** Reasons from the window itself why it cannot be saved, as sentences. */
  readonly refusals: readonly string[]
  readonly decisions: Decisions
  readonly onDecide: (key: string, target: string | null) => void
}

/** What saving would change, which annotations that affects, and the decisions it needs. */
export function Summary({ review, refusals, decisions, onDecide }: SummaryProps) {
  const root = useRef<HTMLDivElement>(null)
  const { differences, questions, notes } = review
  useEffect(() => root.current?.focus(), [])
  return (
    // It takes the focus, so that it is read from its beginning and scrolls with the keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={root} className="codebook-summary" role="group" aria-label="Summary" tabIndex={0}>
      {refusals.length > 0 && (
        <section role="alert" className="summary-refusals">
          <h3>
            <Icon name="warning" /> This cannot be saved yet
          </h3>
          <ul>
            {refusals.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {questions.length > 0 && (
        <section aria-labelledby="summary-questions">
          <h3 id="summary-questions">Removed, but in use</h3>
          <p className="field-hint">
            What is kept is retired: no longer offered, and readable where annotations hold it. What is mapped changes
            the annotations of all articles; undo brings them back.
          </p>
          {questions.map((question) => (
            <Decision key={partKey(question.part)} question={question} decisions={decisions} onDecide={onDecide} />
          ))}
        </section>
      )}
      <section aria-labelledby="summary-changes">
        <h3 id="summary-changes">What changes</h3>
        <ul>
          {differences.map(({ difference, count }) => (
            <li key={difference.kind + (difference.part ? partKey(difference.part) : '')}>
              {difference.sentence}
              {count > 0 && <span className="summary-count"> {uses(difference.part?.kind, count)}</span>}
            </li>
          ))}
        </ul>
      </section>
      {notes.length > 0 && (
        <section aria-labelledby="summary-notes">
          <h3 id="summary-notes">Also</h3>
          <ul>
            {notes.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** "In 1,200 annotations", "In 3 relations". */
const uses = (kind: Question['part']['kind'] | undefined, count: number): string =>
  `In ${formatCount(count, kind === 'role' ? 'relation' : 'annotation')}.`

interface DecisionProps {
  readonly question: Question
  readonly decisions: Decisions
  readonly onDecide: (key: string, target: string | null) => void
}

function Decision({ question, decisions, onDecide }: DecisionProps) {
  const { part, name, count, targets } = question
  const key = partKey(part)
  const able = targets.filter(({ refusal }) => refusal === null)
  const unable = targets.filter(({ refusal }) => refusal !== null)
  const reasons = unable.map((target) => `“${target.name}”: ${target.refusal}`).join('; ')
  return (
    <SelectField
      label={`${part.kind.charAt(0).toUpperCase()}${part.kind.slice(1)} “${name}”, ${uses(part.kind, count).toLowerCase().replace('.', '')}`}
      options={[
        { value: '', name: 'Keep it as retired' },
        ...able.map((target) => ({ value: target.id, name: `Map it onto “${target.name}”` })),
      ]}
      value={decisions.get(key) ?? ''}
      onChange={(target) => onDecide(key, target || null)}
      description={reasons ? `Not possible onto ${reasons}.` : undefined}
    />
  )
}
