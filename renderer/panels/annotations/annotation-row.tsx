import './annotation-row.css'
import { memo } from 'react'
import { type Annotation, quoteOf } from '../../../model/record/annotation.ts'
import type { AnnotationType } from '../../../model/record/codebook.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import { Icon } from '../../components/icons.tsx'
import { TypeChip } from '../../components/type-chip.tsx'
import { attributeSummary } from '../../session/annotations/attribute-summary.ts'
import { QUOTE_IN_ROW, typeName } from './annotation-labels.ts'

interface AnnotationRowProps {
  readonly annotation: Annotation
  readonly type: AnnotationType | undefined
  readonly mismatch: boolean
}

/** One annotation in the list. Both props are the records themselves, so a row is drawn again only when its own changed. */
export const AnnotationRow = memo(function AnnotationRow({ annotation, type, mismatch }: AnnotationRowProps) {
  const summary = attributeSummary(type, annotation)
  return (
    <span className="row-body">
      <TypeChip type={type} name={typeName(type, annotation.type)} />
      <span className="row-main">
        <span className="row-quote" dir="auto">
          {beginningOf(quoteOf(annotation), QUOTE_IN_ROW) || 'About this article'}
        </span>
        {summary && <span className="row-summary">{summary}</span>}
      </span>
      <span className="row-marks">
        {mismatch && <Mark icon="warning" name="The text is not this quote any more" className="mark-problem" />}
        {annotation.note !== '' && <Mark icon="note" name="Has a note" />}
        {annotation.status !== 'draft' && (
          <span className={`badge badge-${annotation.status}`}>{annotation.status}</span>
        )}
      </span>
    </span>
  )
})

interface MarkProps {
  readonly icon: 'warning' | 'note'
  readonly name: string
  readonly className?: string
}

function Mark({ icon, name, className = '' }: MarkProps) {
  return (
    <span className={`mark ${className}`} title={name}>
      <Icon name={icon} />
      <span className="visually-hidden">{name}</span>
    </span>
  )
}
