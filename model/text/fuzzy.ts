import { wordsOf } from './fold-name.ts'

/** A text as it is compared, with its words: runs of letters and digits. */
export interface Comparable {
  readonly folded: string
  readonly words: readonly string[]
}

/** Makes a folded text comparable. */
export const comparable = (folded: string): Comparable => ({ folded, words: wordsOf(folded) })

/** The fit of a name that is what was typed, above all others. */
export const EXACT_FIT = 1_000_000

// Better kinds of match are far enough apart that no place within a name makes up for a worse kind.
const WORD_START = 1_000
const INITIALS = 700
const INSIDE = 400
/** The most that scattered letters in the right order can get. */
const SCATTERED = 300
/** A smaller share of its points is letters that happen to be there: they would bury what was meant. */
const LEAST_SCATTERED = 0.4

const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character)

function isSubsequence(letters: string, name: string): boolean {
  let from = 0
  for (let i = 0; i < letters.length; i++) {
    const at = name.indexOf(letters.charAt(i), from)
    if (at < 0) return false
    from = at + 1
  }
  return true
}

/**
 * How well letters occur in a name in their order, from 0 to 1; null where they do not. A letter that begins a word counts
 * three, one right after the letter before it two. The best of all ways to place them counts, not the first: "hbd" is H, B
 * and d of "Harbour Board".
 */
function scatteredShare(letters: string, name: string): number | null {
  if (!isSubsequence(letters, name)) return null
  const none = Number.NEGATIVE_INFINITY
  /** Most points with the letters so far, the last of them at each place of the name. */
  let points: number[] = Array.from({ length: name.length }, () => 0)
  for (let i = 0; i < letters.length; i++) {
    let before = i === 0 ? 0 : none
    points = points.map((_, at) => {
      if (i > 0 && at > 0) before = Math.max(before, points[at - 1] ?? none)
      if (name.charAt(at) !== letters.charAt(i)) return none
      const begins = isLetter(name.charAt(at)) && (at === 0 || !isLetter(name.charAt(at - 1)))
      const together = i > 0 && at > 0 ? (points[at - 1] ?? none) + 2 : none
      return Math.max(before + (begins ? 3 : 0), together + (begins ? 1 : 0))
    })
  }
  return Math.max(...points) / (letters.length * 3)
}

/** How well one word of what was typed fits a name, or null. */
function wordFit(word: string, { folded, words }: Comparable): number | null {
  const start = words.findIndex((own) => own.startsWith(word))
  // An earlier word is a better place, a whole word a better fit.
  if (start >= 0) return WORD_START - Math.min(start, 50) * 2 + (words[start] === word ? 1 : 0)
  if (
    word.length > 1 &&
    words
      .map((own) => own.charAt(0))
      .join('')
      .includes(word)
  )
    return INITIALS
  if (folded.includes(word)) return INSIDE
  const share = word.length > 1 ? scatteredShare(word, folded) : null
  return share === null || share < LEAST_SCATTERED ? null : Math.round(share * SCATTERED)
}

/**
 * How well what was typed fits a name or title, both folded in the same way; higher is better, null where it does not fit.
 * Every word must fit: starts of words best, then initials ("nq": Next quote), then parts of words, then letters in their
 * order ("gru": Gómez Ruiz). The order of the words hardly matters. Only fits of the same typed text can be compared.
 */
export function fitOf(typed: Comparable, name: Comparable): number | null {
  if (typed.folded === name.folded) return EXACT_FIT
  if (typed.words.length === 0) return name.folded.includes(typed.folded) ? INSIDE : null
  let fit = name.folded.startsWith(typed.folded) ? 1 : 0
  for (const word of typed.words) {
    const own = wordFit(word, name)
    if (own === null) return null
    fit += own
  }
  return fit
}
