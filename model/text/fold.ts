import { characterEnd } from './characters.ts'
import { PLAIN_LETTERS } from './plain-letters.ts'
import { countWhile } from '../value/sorted.ts'

/** What a search tells apart. */
export interface Folding {
  readonly matchCase: boolean
  readonly ignoreDiacritics: boolean
}

/**
 * A folded text, and the way back: a place in `folded` is a place in the text only where a
 * character begins or ends in both. All offsets are UTF-16 units.
 */
export interface FoldedText {
  readonly folded: string
  /** Where the character begins in the text that begins here in `folded`, or -1 where none does. */
  startOf(at: number): number
  /** Where the character ends in the text that ends here in `folded`, or -1 where none does. */
  endOf(at: number): number
}

/*
 * Characters without a width that only steer line breaks, joining or direction: soft hyphen, zero-width space and
 * non-joiner, word joiner, byte-order mark, directional marks. Also variation selectors.
 */
const UNSEEN = /[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\p{Variation_Selector}]/gu
const PICTOGRAPH = /\p{Extended_Pictographic}/u
/** Marks that readers see as additions to a letter. To them, the vowels of Indic scripts and the voicing of kana are letters. */
const DIACRITIC = /(?![\u3099\u309a])(?=\p{M})[\p{sc=Inherited}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}]/gu
const WHITE_SPACE = /\s/gu
/** Browsers fold them, too: people do not type curly quotation marks into a search. */
const SINGLE_QUOTE = /[\u2018-\u201b\u02bc]/gu
const DOUBLE_QUOTE = /[\u201c-\u201f]/gu

/** The letters of {@link PLAIN_LETTERS}, small and capital. The capital of ı is a plain I. */
const STROKES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PLAIN_LETTERS).flatMap(([letter, plain]) =>
    letter === 'ı'
      ? [[letter, plain]]
      : [
          [letter, plain],
          [letter.toUpperCase(), plain.toUpperCase()],
        ],
  ),
)
const STROKE = new RegExp(`[${Object.keys(STROKES).join('')}]`, 'gu')

/**
 * Unicode's full case folding, as far as JavaScript can tell it: ß and ẞ are "ss", final sigma is sigma. The dot of a
 * dotted i is dropped and a dotless one gets none: which of them belongs to I depends on the language, and a reader
 * looking for "istanbul" means both.
 */
const foldCase = (text: string): string =>
  text.toLowerCase().toUpperCase().toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ı', 'i')

function foldCharacter(character: string, { matchCase, ignoreDiacritics }: Folding): string {
  let folded = character.normalize('NFKD')
  // An accent that stands alone becomes a blank with an accent there: that would be found as a blank.
  if (folded.startsWith(' ') && folded.length > 1) folded = character.normalize('NFD')
  folded = folded.replace(UNSEEN, '')
  if (!PICTOGRAPH.test(folded)) folded = folded.replaceAll('\u200d', '')
  if (ignoreDiacritics) folded = folded.replace(DIACRITIC, '').replace(STROKE, (letter) => STROKES[letter] ?? letter)
  if (!matchCase) folded = foldCase(folded)
  return folded.replace(WHITE_SPACE, ' ').replace(SINGLE_QUOTE, "'").replace(DOUBLE_QUOTE, '"').normalize('NFKC')
}

/** How many folds of characters with several units are kept. */
const KEPT_CHARACTERS = 20_000

const UNKNOWN = -1
/** The character folds to none or several units. */
const SEVERAL = -2
/** The unit may belong to the character before it. */
const JOINS = -3

/** What one kind of folding does with each UTF-16 unit that is a character of its own, and with other characters. */
interface FoldingTable {
  readonly units: Int32Array
  readonly characters: Map<string, string>
}

const tables = new Map<string, FoldingTable>()

function tableOf({ matchCase, ignoreDiacritics }: Folding): FoldingTable {
  const name = `${matchCase}-${ignoreDiacritics}`
  let table = tables.get(name)
  if (!table) {
    table = { units: new Int32Array(0x1_0000).fill(UNKNOWN), characters: new Map() }
    tables.set(name, table)
  }
  return table
}

/** Units that the rules of characters could join to what stands before: above U+0300 nearly anything may. */
const MAY_JOIN = /[\p{M}\p{Cs}\u0e33\u0eb3\u{200c}-\u{200d}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u

function learnUnit(unit: number, folding: Folding): number {
  const character = String.fromCharCode(unit)
  if (MAY_JOIN.test(character)) return JOINS
  const folded = foldCharacter(character, folding)
  return folded.length === 1 ? folded.charCodeAt(0) : SEVERAL
}

/** A list of numbers that grows. */
class Numbers {
  private values = new Int32Array(64)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.length * 2)
      grown.set(this.values)
      this.values = grown
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index] as number
  }
}

/**
 * Folds a text character by character. Compatible forms (ligatures, full width, no-break spaces), composed and
 * decomposed letters, straight and curly quotation marks are the same in every folding. Takes about 10 ms a megabyte of
 * text in letters; the result can be kept as long as the text.
 */
export function foldForFind(text: string, folding: Folding): FoldedText {
  const { units, characters } = tableOf(folding)
  const foldOf = (character: string): string => {
    let folded = characters.get(character)
    if (folded === undefined) {
      folded = foldCharacter(character, folding)
      // Texts with heaps of marks would let it grow without end.
      if (characters.size >= KEPT_CHARACTERS) characters.clear()
      characters.set(character, folded)
    }
    return folded
  }
  let out = new Uint16Array(text.length + 16)
  let length = 0
  // The characters whose fold is not one unit for one: where they are in the text and in what is folded.
  const [textStarts, textEnds, foldStarts, foldEnds] = [new Numbers(), new Numbers(), new Numbers(), new Numbers()]

  const kindOf = (at: number): number => {
    const unit = text.charCodeAt(at)
    let kind = units[unit] as number
    if (kind === UNKNOWN) {
      kind = learnUnit(unit, folding)
      units[unit] = kind
    }
    return kind
  }

  const end = text.length
  let next = end > 0 ? kindOf(0) : 0
  for (let at = 0; at < end; ) {
    const kind = next
    next = at + 1 < end ? kindOf(at + 1) : 0
    if (kind >= 0 && next !== JOINS) {
      if (length === out.length) out = grow(out, length + 1)
      out[length++] = kind
      at++
      continue
    }
    const after = characterEnd(text, at)
    const folded = foldOf(text.slice(at, after))
    if (length + folded.length > out.length) out = grow(out, length + folded.length)
    foldStarts.push(length)
    for (let i = 0; i < folded.length; i++) out[length++] = folded.charCodeAt(i)
    foldEnds.push(length)
    textStarts.push(at)
    at = after
    textEnds.push(at)
    if (at < end) next = kindOf(at)
  }

  /** The last odd character that begins in the fold before `at`, or at it where `inclusive`. -1 where none does. */
  const oddBefore = (at: number, inclusive: boolean): number => {
    const limit = inclusive ? at + 1 : at
    return countWhile(foldStarts.length, (odd) => foldStarts.at(odd) < limit) - 1
  }

  return {
    folded: new TextDecoder('utf-16le', { ignoreBOM: true }).decode(out.subarray(0, length)),
    startOf(at) {
      const odd = oddBefore(at, true)
      if (odd < 0) return at
      // One that folds to nothing is skipped: a hit begins with something that was searched for.
      if (at >= foldEnds.at(odd)) return textEnds.at(odd) + at - foldEnds.at(odd)
      return at === foldStarts.at(odd) ? textStarts.at(odd) : -1
    },
    endOf(at) {
      const odd = oddBefore(at, false)
      if (odd < 0) return at
      return at >= foldEnds.at(odd) ? textEnds.at(odd) + at - foldEnds.at(odd) : -1
    },
  }
}

function grow(units: Uint16Array<ArrayBuffer>, least: number): Uint16Array<ArrayBuffer> {
  const grown = new Uint16Array(Math.max(least, units.length + (units.length >> 1)))
  grown.set(units)
  return grown
}
