import type { ReadArticle } from './importer.ts'
import { libraryVersion } from './libraries.ts'

/** Shorter texts say too little. In UTF-16 units. */
const SHORTEST = 60
/** As much as is enough. */
const SAMPLE = 4_000

/** From this accuracy on, and so far ahead of the next language, the library is believed. */
const SURE = 0.5
const AHEAD = 0.25

/**
 * Gives articles whose file does not say their language the one that their words are of, where that is plain to see. How
 * it was found out is on record, as a library that took part.
 */
export async function withLanguage(articles: readonly ReadArticle[]): Promise<readonly ReadArticle[]> {
  if (articles.every(({ language, body }) => language !== null || body.text.length < SHORTEST)) return articles
  const { detectAll } = await import('tinyld')
  return articles.map((article) => {
    const { language, body, library } = article
    if (language !== null || body.text.length < SHORTEST) return article
    const [first, second] = detectAll(body.text.slice(0, SAMPLE))
    if (!first || first.accuracy < SURE || first.accuracy - (second?.accuracy ?? 0) < AHEAD) return article
    const named = [library, libraryVersion('tinyld')].filter((name) => name !== null).join(', ')
    return Object.assign({}, article, { language: first.lang, library: named })
  })
}
