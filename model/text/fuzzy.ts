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
const SCATTERED = 100

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
 * How much of a name, in UTF-16 units, it takes to meet letters in their order, or null where it cannot. In every word that
 * they come from, they come from its start on: letters from the middles of words are there by chance. The shortest of all
 * ways to place them counts, not the first: "hbd" is H, B and d of "Harbour Board".
 */
function scatteredLength(letters: string, name: string): number | null {
  if (!isSubsequence(letters, name)) return null
  const nowhere = -1
  /** The last place where the letters so far can start, with the last of them at each place of the name. */
  let starts: number[] = Array.from({ length: name.length }, () => nowhere)
  for (let i = 0; i < letters.length; i++) {
    const earlier = starts
    /** The same with the last of the letters so far anywhere before, and anywhere before in the same word. */
    let before = nowhere
    let within = nowhere
    starts = earlier.map((_, at) => {
      const begins = isLetter(name.charAt(at)) && !isLetter(name.charAt(at - 1))
      const last = earlier[at - 1] ?? nowhere
      before = Math.max(before, last)
      within = begins ? nowhere : Math.max(within, last)
      if (name.charAt(at) !== letters.charAt(i)) return nowhere
      if (!begins) return within
      return i === 0 ? at : before
    })
  }
  return starts.reduce<number | null>((shortest, start, at) => {
    const length = at + 1 - start
    return start === nowhere || (shortest !== null && shortest <= length) ? shortest : length
  }, null)
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
  const length = word.length > 1 ? scatteredLength(word, folded) : null
  return length === null ? null : SCATTERED - Math.min(length - word.length, SCATTERED - 1)
}

/**
 * How well what was typed fits a name or title, both folded in the same way; higher is better, null where it does not fit.
 * Every word must fit: starts of words best, then initials ("nq": Next quote), then parts of words, then letters in their
 * order from the starts of words on ("gru": Gómez Ruiz). The order of the words hardly matters. Only fits of the same typed
 * text can be compared.
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
