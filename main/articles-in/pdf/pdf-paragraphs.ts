import type { TextBlock } from '../html/html-blocks.ts'
import type { PdfLine } from './pdf-lines.ts'

/* From lines to paragraphs and headings. */

export interface Paragraphs {
  readonly blocks: readonly TextBlock[]
  /** Words that were divided at the end of a line and are whole again. */
  readonly joined: number
}

/** Of the text's size: letters so much larger are a heading. */
const HEADING = 1.15
/** Of the usual distance of lines: more is a gap between paragraphs. */
const PARAGRAPH_GAP = 1.35
/** In points: a line that begins so much further right than the column begins a paragraph. */
const INDENT = 6
/** Of the column's width: a line that ends before it, at a full stop, ends a paragraph. */
const SHORT = 0.85

const HEADING_LENGTH = 200

/** Joins the lines of all pages. A paragraph that goes on in the next column or on the next page stays one. */
export function paragraphsOf(pages: readonly (readonly PdfLine[])[]): Paragraphs {
  const lines = pages.flat()
  const bodySize = usual(lines.map(({ size, text }) => [size, text.length]))
  const spacing = usual(
    lines.flatMap((line, position) => {
      const before = lines[position - 1]
      const gap = before && before.page === line.page ? before.y - line.y : 0
      return gap > 0 && gap < 4 * line.size ? [[Math.round(gap * 2) / 2, 1] as const] : []
    }),
  )
  const blocks: { kind: 'heading' | 'paragraph'; level: number | null; text: string; page: number }[] = []
  let joined = 0
  let before: PdfLine | null = null
  for (const line of lines) {
    const isHeading = line.size > bodySize * HEADING && line.text.length <= HEADING_LENGTH
    const block = blocks[blocks.length - 1]
    const goesOn =
      before !== null &&
      block !== undefined &&
      (block.kind === 'heading') === isHeading &&
      Math.abs(before.size - line.size) < bodySize * 0.1 &&
      !(isHeading ? startsHeading(before, line) : startsParagraph(before, line, spacing, columnOf(lines, line)))
    if (goesOn) {
      const whole = joinLines(block.text, line.text)
      block.text = whole.text
      joined += whole.joined ? 1 : 0
    } else {
      const level = isHeading ? (line.size > bodySize * 1.6 ? 1 : 2) : null
      blocks.push({ kind: isHeading ? 'heading' : 'paragraph', level, text: line.text, page: line.page })
    }
    before = line
  }
  return { blocks, joined }
}

/** The value that most of the text has, by weight. */
function usual(values: readonly (readonly [value: number, weight: number])[]): number {
  const weights = new Map<number, number>()
  for (const [value, weight] of values) {
    const rounded = Math.round(value * 2) / 2
    weights.set(rounded, (weights.get(rounded) ?? 0) + weight)
  }
  return [...weights].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0]
}

interface Column {
  readonly left: number
  readonly right: number
}

/** The column a line is in: as wide as the lines of its page that begin near it. */
function columnOf(lines: readonly PdfLine[], line: PdfLine): Column {
  let { left, right } = line
  for (const other of nearby(lines, line)) {
    if (Math.abs(other.left - line.left) > 4 * line.size) continue
    left = Math.min(left, other.left)
    right = Math.max(right, other.right)
  }
  return { left, right }
}

const LINES_AROUND = 12

function nearby(lines: readonly PdfLine[], line: PdfLine): readonly PdfLine[] {
  const at = lines.indexOf(line)
  return lines.slice(Math.max(0, at - LINES_AROUND), at + LINES_AROUND).filter(({ page }) => page === line.page)
}

/** Lines of one heading are closer than twice the size of its letters. */
const startsHeading = (before: PdfLine, line: PdfLine): boolean =>
  before.page !== line.page || before.y <= line.y || before.y - line.y > 2 * line.size

const ENDS_SENTENCE = /[.!?…:;]["'”’»)\]]*$/u

function startsParagraph(before: PdfLine, line: PdfLine, spacing: number, column: Column): boolean {
  const gap = before.y - line.y
  const below = before.page === line.page && gap > 0
  // In another column or on another page only the text itself can tell.
  if (!below) return ENDS_SENTENCE.test(before.text)
  if (gap > spacing * PARAGRAPH_GAP) return true
  const width = column.right - column.left
  if (line.left - column.left > INDENT && line.left - before.left > INDENT && width > 100) return true
  return ENDS_SENTENCE.test(before.text) && before.right < column.left + width * SHORT
}

const WIDE_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u

/** A word that was divided is whole again; scripts without blanks get none between lines. */
function joinLines(text: string, next: string): { readonly text: string; readonly joined: boolean } {
  if (/\p{L}[-\u00ad\u2010]$/u.test(text) && /^\p{Ll}/u.test(next)) {
    return { text: text.slice(0, -1) + next, joined: true }
  }
  const wide = WIDE_SCRIPT.test(text.slice(-1)) && WIDE_SCRIPT.test(next.slice(0, 1))
  return { text: `${text}${wide ? '' : ' '}${next}`, joined: false }
}
