import { type Span, trimSpan } from './span.ts'

/** What stands between two quotation marks, and the same with its marks. UTF-16 offsets. */
export interface Quotation {
  readonly inside: Span
  readonly whole: Span
}

/**
 * Which marks close what a mark opens, in the languages that use it so: “English”, „German“, „Polish”, ”Swedish”,
 * « French », »Danish«, 「Japanese」… One mark may open in one language and close in another.
 */
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '“”'],
  ['‟', '”'],
  ['”', '”'],
  ['‘', '’'],
  ['‚', '‘’'],
  ['‛', '’'],
  ['’', '’'],
  ['«', '»'],
  ['»', '«»'],
  ['‹', '›'],
  ['›', '‹›'],
  ['「', '」'],
  ['『', '』'],
  ['｢', '｣'],
  ['﹁', '﹂'],
  ['﹃', '﹄'],
  ['《', '》'],
  ['〈', '〉'],
  ['〝', '〞〟'],
  ['"', '"'],
  ["'", "'"],
  ['＂', '＂'],
])

const MARKS = new Set([...CLOSERS.keys(), ...[...CLOSERS.values()].join('')])

/** Marks that open where nothing is there for them to close, whatever stands before them: many scripts have no blanks. */
const OPENERS = new Set('“„‟‘‚‛«‹「『｢﹁﹃《〈〝')

const APOSTROPHES = new Set("'’‘")

/** A letter of a script with blanks. An apostrophe between two of them is not a quotation mark. */
const LETTER = /(?!\p{scx=Han}|\p{scx=Hiragana}|\p{scx=Katakana})[\p{L}\p{N}\p{M}]/u
const BLANK = /^\s?$/u
/** What may stand before a mark that opens: nothing, a blank, a bracket, a dash, another mark. */
const BEFORE_OPENING = /^$|[\s\p{Ps}\p{Pi}\p{Pf}\p{Pd}"'＂„‚¿¡/=]/u
/** What cannot stand behind it. */
const BEHIND_CLOSING = /^$|[\s\p{Pe}.,;:!?。、，！？]/u

/** « texte » keeps a blank inside its marks. */
const keepsBlank = (mark: string): boolean => '«»‹›'.includes(mark)

/**
 * The quotations in a stretch of text, nested ones too, in the order in which they end. Where a mark could open and close,
 * its neighbours decide. A mark without a partner is skipped, and so is an apostrophe. One at the end of a word
 * ("the workers’ vote") looks the same as the end of a quotation that was opened with the same mark.
 */
export function quotationsIn(text: string, stretch: Span): Quotation[] {
  const found: Quotation[] = []
  const open: { readonly mark: string; readonly at: number }[] = []
  for (let at = stretch.start; at < stretch.end; at++) {
    const mark = text.charAt(at)
    if (!MARKS.has(mark)) continue
    const previous = at > stretch.start ? text.charAt(at - 1) : ''
    const next = at + 1 < stretch.end ? text.charAt(at + 1) : ''
    if (APOSTROPHES.has(mark) && LETTER.test(previous) && LETTER.test(next)) continue
    const opening = BEFORE_OPENING.test(previous) && !BEHIND_CLOSING.test(next)
    const partner = open.findLastIndex((item) => CLOSERS.get(item.mark)?.includes(mark))
    if (partner >= 0 && !opening && (!BLANK.test(previous) || keepsBlank(mark))) {
      const start = open[partner]?.at ?? at
      const inside = trimSpan(text, { start: start + 1, end: at })
      if (inside) found.push({ inside, whole: { start, end: at + 1 } })
      // What was opened inside and never closed was no quotation.
      open.length = partner
    } else if (opening || (OPENERS.has(mark) && (!BLANK.test(next) || keepsBlank(mark)))) {
      if (CLOSERS.has(mark)) open.push({ mark, at })
    }
  }
  return found
}
