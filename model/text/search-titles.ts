import { comparable, fitOf } from './fuzzy.ts'

const MARKS = /\p{M}+/gu
const BEYOND_ASCII = /[^\0-\x7f]/

/** A title as searching compares it: lower case, without diacritics. It may be longer or shorter than before. */
export function foldForTitles(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase()
  const bare = text.normalize('NFKD').replaceAll(MARKS, '')
  // By way of upper case "ß" meets "SS"; the sigma at the end of a word meets the other one.
  return bare.toUpperCase().toLowerCase().replaceAll('ς', 'σ')
}

/** The words of a query, folded; white space parts them. */
export const foldedWords = (query: string): string[] => foldForTitles(query).split(/\s+/).filter(Boolean)

/**
 * How well a query fits a title, higher is better, or null where it does not ({@link fitOf}). Case and diacritics do not
 * matter.
 */
export const titleScore = (query: string, title: string): number | null =>
  fitOf(comparable(foldForTitles(query).trim()), comparable(foldForTitles(title)))

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
