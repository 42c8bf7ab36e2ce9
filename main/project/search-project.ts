import { ok, type Result } from '../../model/value/result.ts'
import type { ArticlePlaces, ArticleTags, ArticleText } from '../../model/text/article-places.ts'
import { typesAt } from '../store/sqlite/annotations.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import { textOfArticle } from '../store/sqlite/texts.ts'
import type { OpenProject } from './open-project.ts'

/** The texts of articles, read without their blocks and not kept: a search goes through each once. */
export function articleTexts({ file }: OpenProject, ids: readonly string[]): Result<readonly ArticleText[]> {
  return guarded(file.path, () =>
    ok(
      ids.flatMap((article) => {
        const text = textOfArticle(file.db, article)
        return text === null ? [] : [{ article, text }]
      }),
    ),
  )
}

/** What is tagged at exactly the places asked for. Each place costs a step in the index. */
export function tagsAt({ file }: OpenProject, articles: readonly ArticlePlaces[]): Result<readonly ArticleTags[]> {
  return guarded(file.path, () =>
    ok(
      articles.map(({ article, places }) => {
        const tags: { place: number; type: string }[] = []
        for (let i = 0; i + 1 < places.length; i += 2) {
          const [start = 0, end = 0] = places.slice(i, i + 2)
          for (const type of typesAt(file.db, article, { start, end })) tags.push({ place: i / 2, type })
        }
        return { article, tags }
      }),
    ),
  )
}
