import { markOf, type AnnotationType } from '../../model/record/codebook.ts'

/** The letter of an annotation type on its colour. The name is there for screen readers and as a title. */
export function TypeChip({ type, name }: { readonly type: AnnotationType | undefined; readonly name: string }) {
  return (
    <span className={`chip chip-${type?.color ?? 'grey'}`} title={name}>
      <span aria-hidden="true">{type ? markOf(type) : '?'}</span>
      <span className="visually-hidden">{name}</span>
    </span>
  )
}
