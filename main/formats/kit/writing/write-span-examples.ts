import type { Annotation } from '../../../../model/record/annotation.ts'
import { offsetConverter } from '../../../../model/text/offsets.ts'
import type { Relation } from '../../../../model/record/relation.ts'
import { type ArticleExtra, annotationExtra, articleExtra } from '../standoff/extra.ts'
import { ARTICLE_LOSS, FRAGMENTS_LOSS, LOST_END_LOSS, TO_ENTRY_LOSS, WHOLE_ARTICLE_LOSS } from './common-losses.ts'
import type { ExportedArticle, DatasetSource } from '../exporter.ts'
import type { LossLog } from '../losses.ts'

/*
 * The form that tools for training language models share: a text and labelled spans in it, an article a line. Which
 * spans make one annotation, and all that is said about it, goes along under a key of our own.
 */

/** A fragment of an annotation. Offsets in code points (`start`, `end`) and in UTF-16 units (`from`, `to`). */
export interface ExampleSpan {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
  readonly annotation: Annotation
}

export interface Example {
  /** In reading order; an annotation of several fragments has several. */
  readonly spans: readonly ExampleSpan[]
  readonly extra: ArticleExtra
}

/** An article's annotations as spans; `keep` may leave some out and records them as lost itself. */
export function exampleOf(
  format: string,
  { article, text, annotations }: ExportedArticle,
  { annotators }: DatasetSource,
  losses: LossLog,
  keep: (spanned: readonly Annotation[]) => readonly Annotation[] = (spanned) => spanned,
): Example {
  losses.add(ARTICLE_LOSS.id, article.id)
  const { toFile } = offsetConverter(text, 'codepoint')
  const spanned: Annotation[] = []
  for (const annotation of annotations()) {
    if (annotation.fragments.length > 0) spanned.push(annotation)
    else losses.add(WHOLE_ARTICLE_LOSS.id, annotation.id)
  }
  const kept = keep(spanned)
  const spans = kept.flatMap((annotation) => {
    if (annotation.fragments.length > 1) losses.add(FRAGMENTS_LOSS.id, annotation.id)
    return annotation.fragments.map(({ start, end }) => ({
      start: toFile(start),
      end: toFile(end),
      from: start,
      to: end,
      annotation,
    }))
  })
  const placed = kept.map((annotation) => ({
    ...annotationExtra(annotation),
    type: annotation.type,
    fragments: annotation.fragments.map(({ start, end }): [number, number] => [toFile(start), toFile(end)]),
  }))
  const present = new Set(kept.map(({ annotator }) => annotator))
  const extra = articleExtra(
    format,
    article,
    'codepoint',
    annotators.filter(({ id }) => present.has(id)),
    placed,
  )
  return { spans, extra }
}

/** Relations with both ends among the annotations that are written; the others are recorded as lost. */
export function* linkedRelations(
  relations: readonly Relation[],
  written: ReadonlySet<string>,
  losses: LossLog,
): Iterable<{ readonly relation: Relation; readonly target: string }> {
  for (const relation of relations) {
    if ('entity' in relation.target) losses.add(TO_ENTRY_LOSS.id, relation.id)
    else if (!written.has(relation.source) || !written.has(relation.target.annotation))
      losses.add(LOST_END_LOSS.id, relation.id)
    else yield { relation, target: relation.target.annotation }
  }
}
