import { type Flow, type ParagraphShape, PLAIN_PARAGRAPH } from './rtf-flow.ts'
import type { Languages } from './rtf-languages.ts'

/** What the words in a group are about. */
export type Mode = 'text' | 'silent' | 'fonts' | 'styles' | 'info' | 'time' | 'pair'

/** What holds within a group of an RTF file; a group in it begins with a copy. */
export interface Group {
  readonly mode: Mode
  /** Where text goes; null: nowhere. */
  readonly sink: ((text: string) => void) | null
  readonly flow: Flow
  /** Whether it began with `\*`: who does not know its word passes over it. */
  readonly starred: boolean
  /** Within a pair, what held around it. */
  readonly around: Pick<Group, 'mode' | 'sink'> | null
  /** Number in the font table. */
  readonly font: number | null
  /** Characters after a `\u` that stand for it where Unicode is not known (`\uc`). */
  readonly substitutes: number
  readonly hidden: boolean
  readonly deleted: boolean
  readonly languages: Languages
  readonly paragraph: ParagraphShape
}

export const NO_LANGUAGES: Languages = { western: null, eastern: null, complex: null }

/** What holds before the first group. */
export const firstGroup = (flow: Flow): Group => ({
  mode: 'text',
  sink: flow.add,
  flow,
  starred: false,
  around: null,
  font: null,
  substitutes: 1,
  hidden: false,
  deleted: false,
  languages: NO_LANGUAGES,
  paragraph: PLAIN_PARAGRAPH,
})

/** The words that choose a language → for which script; the defaults among them hold after `\plain` too. */
export const LANGUAGE_WORDS: ReadonlyMap<string, keyof Languages> = new Map([
  ['lang', 'western'],
  ['langfe', 'eastern'],
  ['alang', 'complex'],
  ['deflang', 'western'],
  ['deflangfe', 'eastern'],
  ['adeflang', 'complex'],
])

/** What a word of a paragraph makes of its shape; null for words that say nothing about it. */
export function reshaped(shape: ParagraphShape, word: string, value: number | null): ParagraphShape | null {
  switch (word) {
    case 's':
      return { ...shape, style: value }
    case 'outlinelevel':
      return { ...shape, outline: value }
    case 'ls':
      return { ...shape, listed: value !== null && value > 0 }
    case 'intbl':
      return { ...shape, inTable: true }
    case 'itap':
      return { ...shape, inTable: value !== null && value > 0 }
    default:
      return null
  }
}
