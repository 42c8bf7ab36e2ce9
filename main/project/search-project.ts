import { ok, type Result } from '../../model/value/result.ts'
import type { ArticlePlaces, ArticleTags, ArticleText } from '../../model/text/article-places.ts'
import type { OpenProject } from './open-project.ts'

/** The texts of articles, read without their blocks and not kept: a search goes through each once. */
export function articleTexts({ store }: OpenProject, ids: readonly string[]): Result<readonly ArticleText[]> {
  return store.attempt(() =>
    ok(
      ids.flatMap((article) => {
        const text = store.textOf(article)
        return text === null ? [] : [{ article, text }]
      }),
    ),
  )
}

/** What is tagged at exactly the places asked for. Each place costs a step in the index. */
export function tagsAt({ store }: OpenProject, articles: readonly ArticlePlaces[]): Result<readonly ArticleTags[]> {
  return store.attempt(() =>
    ok(
      articles.map(({ article, places }) => {
        const tags: { place: number; type: string }[] = []
        for (let i = 0; i + 1 < places.length; i += 2) {
          const [start = 0, end = 0] = places.slice(i, i + 2)
          for (const type of store.typesAt(article, { start, end })) tags.push({ place: i / 2, type })
        }
        return { article, tags }
      }),
    ),
  )
}
