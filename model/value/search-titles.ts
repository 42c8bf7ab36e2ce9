const MARKS = /\p{M}+/gu
const BEYOND_ASCII = /[^\0-\x7f]/

/** Text as searching compares it: lower case, without diacritics. It may be longer or shorter than the text it comes from. */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase()
  const bare = text.normalize('NFKD').replaceAll(MARKS, '')
  // By way of upper case "ß" meets "SS"; the sigma at the end of a word meets the other one.
  return bare.toUpperCase().toLowerCase().replaceAll('ς', 'σ')
}

/** The words of a query, folded; white space parts them. */
export const foldedWords = (query: string): string[] => foldText(query).split(/\s+/).filter(Boolean)

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u

// Better kinds of match are far enough apart that no place within a title makes up for a worse kind.
const WORD_START = 1_000
const INITIALS = 700
const INSIDE = 400
const SCATTERED = 100

/** How well one folded word of a query fits a folded title, or null. */
function wordScore(word: string, title: string, titleWords: readonly string[]): number | null {
  const start = titleWords.findIndex((item) => item.startsWith(word))
  // An earlier word is a better place, a whole word a better fit.
  if (start >= 0) return WORD_START - Math.min(start, 50) * 2 + (titleWords[start] === word ? 1 : 0)
  if (
    word.length > 1 &&
    titleWords
      .map(([initial = '']) => initial)
      .join('')
      .includes(word)
  )
    return INITIALS
  if (title.includes(word)) return INSIDE
  const scattered = word.length > 1 ? scatteredLength(word, title, titleWords) : null
  return scattered === null ? null : SCATTERED - Math.min(scattered - word.length, SCATTERED - 1)
}

/** How much of a title it takes to meet all letters of a word in order, from the start of a word on; null where it cannot. */
function scatteredLength(word: string, title: string, titleWords: readonly string[]): number | null {
  let shortest: number | null = null
  let from = 0
  for (const titleWord of titleWords) {
    from = title.indexOf(titleWord, from)
    let at = from - 1
    for (const letter of word) {
      at = titleWord[0] === word[0] ? title.indexOf(letter, at + 1) : -1
      if (at < 0) break
    }
    if (at >= 0) shortest = Math.min(shortest ?? Number.POSITIVE_INFINITY, at + 1 - from)
    from += titleWord.length
  }
  return shortest
}

/**
 * How well a query fits a title, higher is better, or null where it does not. Every word of the query must fit: starts
 * of words best, then initials ("nq": Next quote), then what stands inside words, then letters in order. Case and
 * diacritics do not matter, the order of words hardly.
 */
export function titleScore(query: string, title: string): number | null {
  const folded = foldText(title)
  const titleWords = folded.split(BETWEEN_WORDS).filter(Boolean)
  let score = 0
  for (const word of foldedWords(query)) {
    const own = wordScore(word, folded, titleWords)
    if (own === null) return null
    score += own
  }
  return score + (folded.startsWith(foldText(query).trim()) ? 1 : 0)
}

/** The items whose title fits a query, the best first; equally good ones, and all for an empty query, in their order. */
export function searchTitles<T>(query: string, items: readonly T[], titleOf: (item: T) => string): T[] {
  return items
    .flatMap((item) => {
      const score = titleScore(query, titleOf(item))
      return score === null ? [] : [{ item, score }]
    })
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item)
}
