import { type Span, splitsSurrogatePair } from '../text/span.ts'

/** One span of an annotation with the exact text under it and up to 32 UTF-16 units of context on either side. */
export interface Fragment extends Span {
  readonly quote: string
  readonly prefix: string
  readonly suffix: string
}

export type AnnotationStatus = 'draft' | 'final' | 'disputed'
export const ANNOTATION_STATUSES: readonly AnnotationStatus[] = ['draft', 'final', 'disputed']

/** How an annotation came to be. */
export type Provenance = 'manual' | 'suggested' | 'imported'
export const PROVENANCES: readonly Provenance[] = ['manual', 'suggested', 'imported']

/** Attribute id → value. A choice holds the value's id, an entity attribute the entity's id. */
export type Attributes = Readonly<Record<string, string>>

/** One act of an annotator. Several fragments make it discontinuous; none make it about the whole article. */
export interface Annotation {
  readonly kind: 'annotation'
  /** UUIDv7 */
  readonly id: string
  readonly article: string
  /** Id of the annotation type in the codebook. */
  readonly type: string
  /** Sorted by start, disjoint. */
  readonly fragments: readonly Fragment[]
  readonly attributes: Attributes
  /** 0 to 1, or null where nobody said. */
  readonly confidence: number | null
  readonly note: string
  readonly status: AnnotationStatus
  /** Id of the annotator. */
  readonly annotator: string
  /** ISO 8601, UTC */
  readonly createdAt: string
  readonly updatedAt: string
  readonly provenance: Provenance
  readonly codebookVersion: number
}

/** First start and last end, in UTF-16 units; `{-1, -1}` for an annotation of the whole article. */
export function hull(annotation: Pick<Annotation, 'fragments'>): Span {
  const first = annotation.fragments[0]
  const last = annotation.fragments[annotation.fragments.length - 1]
  return first && last ? { start: first.start, end: last.end } : { start: -1, end: -1 }
}

/**
 * Reading order: by start, then the longer one first (so that an outer annotation precedes what it encloses), then by
 * id. Annotations of the whole article come first. Code and SQL sort alike.
 */
export function compareAnnotations(a: Annotation, b: Annotation): number {
  const x = hull(a)
  const y = hull(b)
  return x.start - y.start || y.end - x.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** The quotes of all fragments, joined as people read them. */
export const quoteOf = (annotation: Pick<Annotation, 'fragments'>): string =>
  annotation.fragments.map((fragment) => fragment.quote).join(' … ')

/** Whether a fragment begins or ends inside a character (a surrogate pair) of the text. */
export const splitsCharacters = ({ fragments }: Pick<Annotation, 'fragments'>, text: string): boolean =>
  fragments.some(({ start, end }) => splitsSurrogatePair(text, start) || splitsSurrogatePair(text, end))

/** The fragments whose text is not their quote, by their position in the list. Empty means it can be trusted. */
export function mismatchedFragments(annotation: Pick<Annotation, 'fragments'>, text: string): number[] {
  const wrong: number[] = []
  annotation.fragments.forEach((fragment, position) => {
    if (text.slice(fragment.start, fragment.end) !== fragment.quote) wrong.push(position)
  })
  return wrong
}
