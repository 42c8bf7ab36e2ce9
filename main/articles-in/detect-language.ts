import type { ReadArticle } from './importer.ts'
import { libraryVersion } from './libraries.ts'

/** Shorter texts are not enough to detect a language. In UTF-16 units. */
const SHORTEST = 60
/** Units of a text that are enough. */
const SAMPLE = 4_000

/** The accuracy, and the lead over the next language, from which a detected language is used. */
const SURE = 0.5
const AHEAD = 0.25

/**
 * Detects the language of articles whose file does not say it, where the text is clear. The library that detected it is
 * recorded with the article.
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
