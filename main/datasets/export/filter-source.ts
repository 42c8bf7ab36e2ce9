import type { Annotation } from '../../../model/record/annotation.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { ExportFilter } from '../../../model/dataset/dataset-export.ts'
import type { ArticleSource, DatasetSource } from '../../formats/kit/exporter.ts'

/** What a filter has kept out, by id, so that going through a source twice counts once. */
export interface LeftOut {
  readonly annotations: Set<string>
  readonly relations: Set<string>
}

export const EVERYTHING: ExportFilter = { articles: null, types: null, statuses: null, annotators: null }

type Test = (annotation: Annotation) => boolean

function testOf({ articles, types, statuses, annotators }: ExportFilter): Test {
  const tests: Test[] = []
  if (articles) {
    const wanted = new Set(articles)
    tests.push(({ article }) => wanted.has(article))
  }
  if (types) tests.push(({ type }) => types.includes(type))
  if (statuses) tests.push(({ status }) => statuses.includes(status))
  if (annotators) tests.push(({ annotator }) => annotators.includes(annotator))
  return (annotation) => tests.every((test) => test(annotation))
}

/**
 * A source without what the filter leaves out. A relation goes where its source or its target goes. Articles without
 * annotations stay: that nothing is tagged in them is a finding, too.
 */
export function filterSource(source: DatasetSource, filter: ExportFilter, leftOut: LeftOut): DatasetSource {
  if (Object.values(filter).every((part) => part === null)) return source
  const keeps = testOf(filter)
  const { types, statuses, annotators } = filter
  const wanted = filter.articles && new Set(filter.articles)
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
  const filtered = (item: ArticleSource): ArticleSource => ({
    article: item.article,
    get text() {
      return item.text
    },
    get blocks() {
      return item.blocks
    },
    originalBytes: () => item.originalBytes(),
    get relations() {
      return item.relations.filter(keepsRelation)
    },
    get suggestions() {
      // They have no status, and nobody has made them.
      if (statuses || annotators) return []
      return item.suggestions.filter(({ prediction }) => types?.includes(prediction.type) ?? true)
    },
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
      for (const item of source.articles()) if (!wanted || wanted.has(item.article.id)) yield filtered(item)
    },
  }
}

/** A source of one article only; relations to other articles stay, as ids. */
export const onlyArticle = (source: DatasetSource, item: ArticleSource): DatasetSource => ({
  ...source,
  articles: () => [item],
})
