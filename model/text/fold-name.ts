import { PLAIN_LETTERS } from './plain-letters.ts'

/** Letters and signs of names → what people type for them. */
const PLAIN: Readonly<Record<string, string>> = {
  ...PLAIN_LETTERS,
  þ: 'th',
  ς: 'σ',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '‐': '-',
  '‑': '-',
  '–': '-',
}
const TO_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')

const withoutMarks = (name: string): string => name.normalize('NFKD').replaceAll(/\p{M}/gu, '')

/**
 * A name as it is compared: without case, accents and the width of characters, with single spaces. "Zoë  MÜLLER" and
 * "zoe muller" are one. It goes through upper case, because only there "ß" becomes "SS", and before that through lower case,
 * because "ẞ" has no upper case.
 */
export const foldName = (name: string): string =>
  // Changing the case can bring marks back ("ŉ" becomes two characters), so they are taken off after it as well.
  withoutMarks(withoutMarks(name).toLowerCase().toUpperCase().toLowerCase())
    .replaceAll(TO_PLAIN, (letter) => PLAIN[letter] ?? letter)
    .replaceAll(/\s+/g, ' ')
    .trim()

/** The words of a folded name: runs of letters and digits. "u.s. senate" has the words "u", "s" and "senate". */
export const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? []
