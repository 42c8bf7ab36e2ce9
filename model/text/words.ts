import { splitsSurrogatePair } from './span.ts'

/** Scripts that are written without spaces between words, as alternatives of a regular expression with flag u. */
export const SPACELESS =
  '\\p{scx=Han}|\\p{scx=Hiragana}|\\p{scx=Katakana}|\\p{sc=Bopomofo}|\\p{sc=Thai}|\\p{sc=Lao}|\\p{sc=Khmer}|\\p{sc=Myanmar}|\\p{sc=Tibetan}|\\p{sc=Javanese}|\\p{sc=Balinese}'

/** A letter, digit or underscore of a script with spaces, as the source of a regular expression with flag u. */
const WORD_SOURCE = `(?!${SPACELESS})[\\p{L}\\p{N}\\p{Pc}]`

const WORD = new RegExp(WORD_SOURCE, 'u')
const MARK = /\p{M}/u

/**
 * The edge of a word as an assertion for regular expressions with flag u: not between two letters or digits, whatever
 * marks they carry. In scripts without spaces every place between characters counts as an edge. Apostrophes and hyphens end a word, so that a
 * name is found before "'s" and in compounds.
 */
export const WORD_EDGE = `(?:(?<!${WORD_SOURCE}\\p{M}*)|(?!${WORD_SOURCE}))`

/** Characters without a width that may stand inside a word: soft hyphen, joiners. */
const isUnseen = (unit: number): boolean =>
  unit === 0xad || unit === 0x200b || unit === 0x200c || unit === 0x200d || unit === 0x2060

const isAsciiWord = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f

const isWordAt = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return unit < 0x80 ? isAsciiWord(unit) : WORD.test(String.fromCodePoint(text.codePointAt(at) ?? 0))
}

/** Offset of the visible letter before an offset, with marks and characters without a width skipped; -1 where none is. */
function letterBefore(text: string, offset: number): number {
  let at = offset
  while (--at >= 0) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) return at
    if (splitsSurrogatePair(text, at)) at--
    if (!isUnseen(unit) && !MARK.test(String.fromCodePoint(text.codePointAt(at) ?? 0))) return at
  }
  return -1
}

/** Whether an offset (UTF-16) is the edge of a word in the sense of {@link WORD_EDGE}; a soft hyphen is no edge. */
export function isWordEdge(text: string, offset: number): boolean {
  const before = letterBefore(text, offset)
  let after = offset
  while (after < text.length && isUnseen(text.charCodeAt(after))) after++
  return before < 0 || after >= text.length || !(isWordAt(text, before) && isWordAt(text, after))
}
