import type { ForeignArticle } from '../../main/formats/kit/reader.ts'
import type { SmallProject } from './project.ts'
import { spansOf } from './round-trip.ts'

/** The suggestions of an article of a project, as a format without loss keeps them. */
export function suggestionsOf({ suggestions = [] }: SmallProject, article: string) {
  return suggestions
    .filter(({ prediction }) => prediction.article === article)
    .map(({ prediction, rejection }) => ({
      key: prediction.id,
      type: prediction.type,
      spans: prediction.fragments.map(({ start, end }) => [start, end]),
      attributes: prediction.attributes,
      links: prediction.links.map(({ role, target }) => [role, target]),
      note: prediction.note,
      score: prediction.score,
      createdAt: prediction.createdAt,
      source: prediction.source,
      rejected: rejection && { annotator: rejection.annotator, createdAt: rejection.createdAt },
    }))
}

/** The suggestions that a reader gives, in these words. */
export const suggestionsRead = (article: ForeignArticle) => {
  const spans = new Map(spansOf(article).map((item) => [item.key, item.spans]))
  return article.annotations.flatMap(({ key, type, attributes, note, confidence, createdAt, suggestion }) => {
    const links = article.relations.filter(({ source }) => source === key)
    const ends = links.map(({ role, target }) => [role, 'annotation' in target ? target.annotation : target.entity])
    const said = { key, type, spans: spans.get(key), attributes, links: ends, note, score: confidence, createdAt }
    return suggestion ? [Object.assign(said, suggestion)] : []
  })
}
