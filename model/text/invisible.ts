import type { Span } from './span.ts'

/*
 * Invisible characters: blanks that do not break or are wider than others, soft hyphens, joiners, marks of
 * direction, separators, control characters. A plain space and a line break are not among them. Neither is what belongs to
 * the picture of an emoji or only chooses its form (variation selectors, tags).
 */

/** The sign to draw for a character, and its name. */
interface Kind {
  readonly sign: string
  readonly name: string
  /** Whether the character has a width of its own: each is marked then, not only the first of several. */
  readonly wide?: true
}

/** First and last code point with what they are. In order. */
const KINDS: readonly (readonly [first: number, last: number, kind: Kind])[] = [
  [0x09, 0x09, { sign: '→', name: 'tab', wide: true }],
  [0xa0, 0xa0, { sign: '°', name: 'no-break space', wide: true }],
  [0xad, 0xad, { sign: '¬', name: 'soft hyphen' }],
  [0x34f, 0x34f, { sign: 'CGJ', name: 'combining grapheme joiner' }],
  [0x61c, 0x61c, { sign: 'ALM', name: 'Arabic letter mark' }],
  [0x115f, 0x1160, { sign: 'HF', name: 'Hangul filler' }],
  [0x180e, 0x180e, { sign: 'MVS', name: 'Mongolian vowel separator' }],
  [0x2000, 0x2001, { sign: '·', name: 'quad', wide: true }],
  [0x2002, 0x2002, { sign: '·', name: 'en space', wide: true }],
  [0x2003, 0x2003, { sign: '·', name: 'em space', wide: true }],
  [0x2004, 0x2004, { sign: '·', name: 'three-per-em space', wide: true }],
  [0x2005, 0x2005, { sign: '·', name: 'four-per-em space', wide: true }],
  [0x2006, 0x2006, { sign: '·', name: 'six-per-em space', wide: true }],
  [0x2007, 0x2007, { sign: '°', name: 'figure space', wide: true }],
  [0x2008, 0x2008, { sign: '·', name: 'punctuation space', wide: true }],
  [0x2009, 0x2009, { sign: '·', name: 'thin space', wide: true }],
  [0x200a, 0x200a, { sign: '·', name: 'hair space', wide: true }],
  [0x200b, 0x200b, { sign: '/', name: 'zero-width space' }],
  [0x200c, 0x200c, { sign: '|', name: 'zero-width non-joiner' }],
  [0x200d, 0x200d, { sign: '+', name: 'zero-width joiner' }],
  [0x200e, 0x200e, { sign: 'LRM', name: 'left-to-right mark' }],
  [0x200f, 0x200f, { sign: 'RLM', name: 'right-to-left mark' }],
  [0x2028, 0x2028, { sign: '↵', name: 'line separator' }],
  [0x2029, 0x2029, { sign: '¶', name: 'paragraph separator' }],
  [0x202a, 0x202a, { sign: 'LRE', name: 'left-to-right embedding' }],
  [0x202b, 0x202b, { sign: 'RLE', name: 'right-to-left embedding' }],
  [0x202c, 0x202c, { sign: 'PDF', name: 'pop directional formatting' }],
  [0x202d, 0x202d, { sign: 'LRO', name: 'left-to-right override' }],
  [0x202e, 0x202e, { sign: 'RLO', name: 'right-to-left override' }],
  [0x202f, 0x202f, { sign: '°', name: 'narrow no-break space', wide: true }],
  [0x205f, 0x205f, { sign: '·', name: 'medium mathematical space', wide: true }],
  [0x2060, 0x2060, { sign: 'WJ', name: 'word joiner' }],
  [0x2061, 0x2064, { sign: 'IM', name: 'invisible mathematical sign' }],
  [0x2066, 0x2066, { sign: 'LRI', name: 'left-to-right isolate' }],
  [0x2067, 0x2067, { sign: 'RLI', name: 'right-to-left isolate' }],
  [0x2068, 0x2068, { sign: 'FSI', name: 'first strong isolate' }],
  [0x2069, 0x2069, { sign: 'PDI', name: 'pop directional isolate' }],
  [0x206a, 0x206f, { sign: 'DEP', name: 'deprecated format character' }],
  [0x3000, 0x3000, { sign: '·', name: 'ideographic space', wide: true }],
  [0x3164, 0x3164, { sign: 'HF', name: 'Hangul filler', wide: true }],
  [0xfeff, 0xfeff, { sign: 'BOM', name: 'byte-order mark, or zero-width no-break space' }],
  [0xffa0, 0xffa0, { sign: 'HF', name: 'halfwidth Hangul filler', wide: true }],
]

const ZERO_WIDTH_JOINER = 0x200d

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0')
const escaped = (code: number): string => `\\u${hex(code).toLowerCase()}`

/** Adjacent ranges as one, so that the pattern can be read where it is shown. */
function merged(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const joined: [number, number][] = []
  for (const [first, last] of ranges) {
    const before = joined[joined.length - 1]
    if (before && before[1] + 1 === first) before[1] = last
    else joined.push([first, last])
  }
  return joined
}

/** C0, with the tab but without the line feed, and C1. */
const CONTROLS: readonly (readonly [number, number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
]

const OTHERS = KINDS.filter(([first]) => first > 0x9f).map(([first, last]) => [first, last] as const)

/** A regular expression for one of these characters; it finds the joiners inside an emoji as well. */
export const INVISIBLE_PATTERN = `[${merged([...CONTROLS, ...OTHERS])
  .map(([first, last]) => (first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`))
  .join('')}]`

const known = new Map<number, Kind>()
for (const [first, last, kind] of KINDS) for (let code = first; code <= last; code++) known.set(code, kind)

/** A character without an entry is a control character; its sign is its number. */
const kindOf = (code: number): Kind => known.get(code) ?? { sign: hex(code).slice(2), name: 'control character' }

/** The same characters, several of one kind together. */
const RUNS = new RegExp(`(${INVISIBLE_PATTERN})\\1*`, 'g')

const PICTOGRAPH = /^\p{Extended_Pictographic}/u
/** The end of a picture: its sign, in colour or with a skin tone. */
const PICTURE_BEFORE = /\p{Extended_Pictographic}\ufe0f?[\u{1f3fb}-\u{1f3ff}]?$/u

/** Whether a joiner makes one picture of two: it is as visible as they are. */
const joinsPictures = (text: string, at: number): boolean =>
  PICTOGRAPH.test(text.slice(at + 1, at + 3)) && PICTURE_BEFORE.test(text.slice(Math.max(0, at - 5), at))

/** An invisible character, or several of the same in a row. */
export interface Invisible extends Span {
  readonly code: number
  readonly sign: string
  /** Name, number and how many: "soft hyphen (U+00AD)", "3 × zero-width space (U+200B)". */
  readonly title: string
  readonly wide: boolean
}

/** The invisible characters of a stretch of a text, in order, in UTF-16 offsets of the text. */
export function invisiblesIn(text: string, { start, end }: Span): Invisible[] {
  const found: Invisible[] = []
  for (const { 0: run, index } of text.slice(start, end).matchAll(RUNS)) {
    const code = run.charCodeAt(0)
    if (code === ZERO_WIDTH_JOINER && run.length === 1 && joinsPictures(text, start + index)) continue
    const { sign, name, wide = false } = kindOf(code)
    const title = `${name} (U+${hex(code)})`
    if (wide) {
      for (let i = 0; i < run.length; i++) {
        const at = start + index + i
        found.push({ start: at, end: at + 1, code, sign, title, wide })
      }
    } else {
      const many = run.length > 1 ? `${run.length} × ${title}` : title
      found.push({ start: start + index, end: start + index + run.length, code, sign, title: many, wide })
    }
  }
  return found
}
