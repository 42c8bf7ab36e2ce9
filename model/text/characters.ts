import { splitsSurrogatePair } from './span.ts'

/*
 * Characters as people count them: a letter with its accents, an emoji with everything joined to it. The rules are those
 * of extended grapheme clusters (UAX #29) without the two that keep Indic conjuncts and prepended marks together. They
 * are written out here because asking Intl.Segmenter at every place costs a hundred times as much.
 */

const ZERO_WIDTH_JOINER = 0x200d
/** Marks, skin tones, the letters inside a flag's tag, and two vowels that Unicode does not count as marks. */
const EXTENDS = /[\p{M}\p{Emoji_Modifier}\u{200c}-\u{200d}\u{e0020}-\u{e007f}\u0e33\u0eb3]/u
const PICTOGRAPH = /\p{Extended_Pictographic}/u
/** Line ends and characters that only steer: nothing is joined to them. */
const STANDS_ALONE = /(?![\u{200c}-\u{200d}\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

const isRegional = (code: number): boolean => code >= 0x1f1e6 && code <= 0x1f1ff

/** Hangul by its place in a syllable: leading, vowel, trailing, or whole syllables without and with a trailing one. */
type Jamo = 'L' | 'V' | 'T' | 'LV' | 'LVT' | null

function jamoOf(code: number): Jamo {
  if (code < 0x1100) return null
  if (code <= 0x115f || (code >= 0xa960 && code <= 0xa97c)) return 'L'
  if (code <= 0x11a7 || (code >= 0xd7b0 && code <= 0xd7c6)) return 'V'
  if (code <= 0x11ff || (code >= 0xd7cb && code <= 0xd7fb)) return 'T'
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28 === 0 ? 'LV' : 'LVT'
  return null
}

function joinsSyllable(before: Jamo, after: Jamo): boolean {
  if (before === 'L') return after === 'L' || after === 'V' || after === 'LV' || after === 'LVT'
  if (before === 'V' || before === 'LV') return after === 'V' || after === 'T'
  return (before === 'T' || before === 'LVT') && after === 'T'
}

const widthOf = (code: number): number => (code > 0xffff ? 2 : 1)

/** What the rules ask of a code point. Only the rules below U+0300 are trivial, so the answers are kept. */
interface Traits {
  readonly extends: boolean
  readonly pictograph: boolean
  readonly alone: boolean
  readonly jamo: Jamo
}

const traits = new Map<number, Traits>()

function traitsOf(code: number): Traits {
  let known = traits.get(code)
  if (!known) {
    const point = String.fromCodePoint(code)
    known = {
      extends: EXTENDS.test(point),
      pictograph: PICTOGRAPH.test(point),
      alone: STANDS_ALONE.test(point),
      jamo: jamoOf(code),
    }
    traits.set(code, known)
  }
  return known
}

/** Whether a code point can stand inside a character, so that the ones before it have to be read. */
function mayContinue(code: number): boolean {
  if (code < 0x300) return false
  const { extends: extending, pictograph, jamo } = traitsOf(code)
  return extending || pictograph || jamo !== null || isRegional(code)
}

/** Where the character that begins at `start` ends (UTF-16). `start` must be a boundary inside the text. */
export function characterEnd(text: string, start: number): number {
  let code = text.codePointAt(start) ?? 0
  let end = start + widthOf(code)
  if (end >= text.length) return text.length
  if (isRegional(code)) {
    const next = text.codePointAt(end) ?? 0
    if (isRegional(next)) end += widthOf(next)
  }
  const first = traitsOf(code)
  if (first.alone) return end
  let { pictograph, jamo } = first
  while (end < text.length) {
    const next = text.codePointAt(end) ?? 0
    if (next < 0x300) break
    const found = traitsOf(next)
    const joined =
      found.extends || (pictograph && code === ZERO_WIDTH_JOINER && found.pictograph) || joinsSyllable(jamo, found.jamo)
    if (!joined) break
    // Marks keep a pictograph open for a joiner; after a syllable they end it.
    if (found.extends) jamo = null
    else {
      pictograph = found.pictograph
      jamo = found.jamo
    }
    code = next
    end += widthOf(next)
  }
  return end
}

/** Code point that ends at an offset, which must not split a pair. */
function codePointBefore(text: string, offset: number): number {
  const at = splitsSurrogatePair(text, offset - 1) ? offset - 2 : offset - 1
  return text.codePointAt(at) ?? 0
}

/**
 * Whether a span may begin or end at an offset (UTF-16): not inside a surrogate pair, not between a letter and its
 * marks, not inside an emoji made of several.
 */
export function isCharacterBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true
  if (splitsSurrogatePair(text, offset)) return false
  if (!mayContinue(text.codePointAt(offset) ?? 0)) return true
  // Back to where a character surely begins, then forward again.
  let start = offset
  while (start > 0 && mayContinue(text.codePointAt(start) ?? 0)) {
    start -= widthOf(codePointBefore(text, start))
  }
  while (start < offset) start = characterEnd(text, start)
  return start === offset
}

/** The boundary at or before an offset. */
export function characterStartBefore(text: string, offset: number): number {
  let at = Math.min(Math.max(offset, 0), text.length)
  while (!isCharacterBoundary(text, at)) at--
  return at
}

/** The boundary at or after an offset. */
export function characterEndAfter(text: string, offset: number): number {
  let at = Math.min(Math.max(offset, 0), text.length)
  while (!isCharacterBoundary(text, at)) at++
  return at
}
