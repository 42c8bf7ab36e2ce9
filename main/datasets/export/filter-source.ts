import type { Annotation } from '../../../model/record/annotation.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { ExportFilter } from '../../../model/dataset/dataset-export.ts'
import { articleView } from './article-view.ts'
import type { ExportedArticle, DatasetSource } from '../../formats/kit/exporter.ts'

/** Ids of what a filter has left out: a source that is read twice counts once. */
export interface LeftOut {
  readonly annotations: Set<string>
  readonly relations: Set<string>
}

export const EVERYTHING: ExportFilter = { articles: null, types: null, statuses: null, annotators: null }

type Test = (annotation: Annotation) => boolean

function testOf({ types, statuses, annotators }: ExportFilter): Test {
  const tests: Test[] = []
  if (types) tests.push(({ type }) => types.includes(type))
  if (statuses) tests.push(({ status }) => statuses.includes(status))
  if (annotators) tests.push(({ annotator }) => annotators.includes(annotator))
  return (annotation) => tests.every((test) => test(annotation))
}

/**
 * A source without what the filter leaves out; it has the filter's articles only already. A relation is left out with its
 * source or its target. Articles without annotations stay: that nothing is tagged in them is a finding, too.
 */
export function filterSource(source: DatasetSource, filter: ExportFilter, leftOut: LeftOut): DatasetSource {
  if (Object.values(filter).every((part) => part === null)) return source
  const keeps = testOf(filter)
  const { types, statuses, annotators } = filter
  const annotation = (id: string): Annotation | null => {
    const found = source.annotation(id)
    return found && keeps(found) ? found : null
  }
  const keepsRelation = (relation: Relation): boolean => {
    const { target } = relation
    const kept = annotation(relation.source) !== null && ('entity' in target || annotation(target.annotation) !== null)
    if (!kept) leftOut.relations.add(relation.id)
    return kept
  }
  const filtered = (item: ExportedArticle): ExportedArticle =>
    articleView(item, {
      relations: () => item.relations.filter(keepsRelation),
      // Suggestions have neither a status nor an annotator.
      suggestions: () =>
        statuses || annotators
          ? []
          : item.suggestions.filter(({ prediction }) => types?.includes(prediction.type) ?? true),
      *annotations() {
        for (const candidate of item.annotations()) {
          if (keeps(candidate)) yield candidate
          else leftOut.annotations.add(candidate.id)
        }
      },
    })
  return {
    ...source,
    annotation,
    *articles() {
      for (const item of source.articles()) yield filtered(item)
    },
  }
}

/** A source of one article only; relations to other articles stay, as ids. */
export const onlyArticle = (source: DatasetSource, item: ExportedArticle): DatasetSource => ({
  ...source,
  articles: () => [item],
})
