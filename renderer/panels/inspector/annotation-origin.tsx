import type { Annotation } from '../../../model/record/annotation.ts'
import { formatTime } from '../../components/format.ts'
import type { Session } from '../../session/project/session.ts'
import { annotatorName, offsetsOf } from '../annotations/annotation-labels.ts'

const PROVENANCE_NAMES: Readonly<Record<Annotation['provenance'], string>> = {
  manual: 'Tagged by hand',
  suggested: 'Suggested and accepted',
  imported: 'Imported',
}

interface AnnotationOriginProps {
  readonly session: Session
  readonly annotation: Annotation
}

/** Who made an annotation, when, how and where: to be read only. */
export function AnnotationOrigin({ session, annotation }: AnnotationOriginProps) {
  return (
    <dl className="facts">
      <dt>Annotator</dt>
      <dd>{annotatorName(session.getState(), annotation.annotator)}</dd>
      <dt>Created</dt>
      <dd>{formatTime(annotation.createdAt)}</dd>
      <dt>Changed</dt>
      <dd>{formatTime(annotation.updatedAt)}</dd>
      <dt>Provenance</dt>
      <dd>{PROVENANCE_NAMES[annotation.provenance]}</dd>
      <dt>Offsets</dt>
      <dd className="digits">{offsetsOf(annotation)}</dd>
    </dl>
  )
}
