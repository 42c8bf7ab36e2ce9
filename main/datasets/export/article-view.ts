import type { Annotation } from '../../../model/record/annotation.ts'
import type { ExportedArticle } from '../../formats/kit/exporter.ts'

/** What a view gives in the place of an article's own parts. Nothing is read before it is asked for. */
export interface ViewedParts {
  annotations(): Iterable<Annotation>
  relations(): ExportedArticle['relations']
  suggestions(): ExportedArticle['suggestions']
}

/** An article with other annotations, relations and suggestions. */
export const articleView = (item: ExportedArticle, parts: ViewedParts): ExportedArticle => ({
  article: item.article,
  get text() {
    return item.text
  },
  get blocks() {
    return item.blocks
  },
  originalBytes: () => item.originalBytes(),
  get relations() {
    return parts.relations()
  },
  get suggestions() {
    return parts.suggestions()
  },
  annotations: () => parts.annotations(),
})
