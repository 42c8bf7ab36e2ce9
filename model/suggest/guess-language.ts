import { LANGUAGES } from './languages/index.ts'
import type { Language } from './languages/language.ts'

/** UTF-16 units of the text that are read: the first page is enough. */
const SAMPLE = 8_000
/** Common words that must be found before a language is assumed. */
const LEAST_HITS = 3

const WORD = /[\p{L}\p{M}]+/gu

/**
 * The language that rules should read a text in: that of the tag (BCP 47) where the article has one, else the one whose
 * commonest words are found most often at its beginning. Null where no rule knows the
 * language of the tag, and where the text has too few common words.
 */
export function languageOf(tag: string | null, text: string): Language | null {
  if (tag) {
    const [primary] = tag.toLowerCase().split('-')
    return LANGUAGES.find(({ id }) => id === primary) ?? null
  }
  const found = text.slice(0, SAMPLE).toLowerCase().match(WORD) ?? []
  let best: Language | null = null
  let most = LEAST_HITS - 1
  for (const language of LANGUAGES) {
    const hits = found.filter((word) => language.common.has(word)).length
    if (hits > most) {
      best = language
      most = hits
    }
  }
  return best
}
