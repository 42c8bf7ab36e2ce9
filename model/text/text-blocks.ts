import type { Block } from './block.ts'
import { type Span, splitsSurrogatePair } from './span.ts'

/** Blocks are cut near this many UTF-16 units, so that the window never lays out a huge one. */
export const BLOCK_LENGTH = 2000

/** No line of a hard-wrapped paragraph is longer than this. */
const WRAP_MAXIMUM = 100
/** Most lines of a hard-wrapped paragraph, the last aside, are longer than this. */
const WRAP_MINIMUM = 50
const HEADLINE_MAXIMUM = 200

const NOT_A_HEADLINE = /[.…,;:]["'”’»)\]]*$/u

const length = ({ start, end }: Span): number => end - start

/**
 * The blocks of a plain text. Lines are blocks, except where a paragraph was wrapped by hand; a short first line is the
 * headline; very long paragraphs are cut at the ends of sentences. Blocks hold every character but the line ends and
 * blank lines between them.
 */
export function textBlocks(text: string): Block[] {
  const runs = linesInRuns(text)
  const wrapped = runs.some((run) => run.length > 2 && isWrapped(run))
  const spans = runs.flatMap((run, position) => joinWrapped(run, wrapped && position > 0))
  const headline = spans.length > 1 && spans[0] ? isHeadline(text, spans[0]) : false
  return spans.flatMap((span, position): Block[] =>
    position === 0 && headline ? [{ ...span, kind: 'heading', level: 1 }] : cutLong(text, span),
  )
}

/** Lines that are not blank, in runs without a blank line between them. */
function linesInRuns(text: string): Span[][] {
  const runs: Span[][] = []
  let run: Span[] = []
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (isBlank(text, start, end)) {
      if (run.length > 0) runs.push(run)
      run = []
    } else run.push({ start, end })
    start = end + 1
  }
  if (run.length > 0) runs.push(run)
  return runs
}

/** Looks at the line only: a search that goes on to the next character that is not white takes hours in a blank file. */
const isBlank = (text: string, start: number, end: number): boolean => !/\S/.test(text.slice(start, end))

/** Whether a run of lines looks like one paragraph that an editor or a mail program wrapped. */
function isWrapped(run: readonly Span[]): boolean {
  const full = run.slice(0, -1)
  const long = full.filter((line) => length(line) > WRAP_MINIMUM).length
  return run.every((line) => length(line) <= WRAP_MAXIMUM) && long * 4 >= full.length * 3
}

/** In a text that is wrapped elsewhere, two lines are enough to be a paragraph. */
function joinWrapped(run: readonly Span[], twoAreEnough: boolean): readonly Span[] {
  const first = run[0]
  const last = run[run.length - 1]
  const joins = run.length >= (twoAreEnough ? 2 : 3) && isWrapped(run)
  return joins && first && last ? [{ start: first.start, end: last.end }] : run
}

function isHeadline(text: string, span: Span): boolean {
  const line = text.slice(span.start, span.end).trim()
  return line.length <= HEADLINE_MAXIMUM && !line.includes('\n') && !NOT_A_HEADLINE.test(line)
}

/** A block, or several where it is longer than {@link BLOCK_LENGTH}: cut at the ends of sentences, for display only. */
export function cutLong(text: string, span: Span): Block[] {
  const blocks: Block[] = []
  let start = span.start
  while (span.end - start > BLOCK_LENGTH) {
    const end = cutPoint(text, start)
    if (isBlank(text, end, span.end)) break
    blocks.push(piece(start, end, blocks.length))
    start = end
  }
  blocks.push(piece(start, span.end, blocks.length))
  return blocks
}

const piece = (start: number, end: number, position: number): Block =>
  position === 0 ? { start, end, kind: 'paragraph' } : { start, end, kind: 'paragraph', continues: true }

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/** Where to cut a paragraph that is longer than a block: after a sentence, else after a blank, else between characters. */
function cutPoint(text: string, start: number): number {
  const window = text.slice(start, start + BLOCK_LENGTH)
  let best = 0
  for (const { index } of sentences.segment(window)) best = index
  if (best > BLOCK_LENGTH / 4) return start + best
  const blank = window.search(/\s\S*$/u)
  if (blank > BLOCK_LENGTH / 4) return start + blank + 1
  let end = start + BLOCK_LENGTH
  while (end > start + BLOCK_LENGTH / 2 && belongsToCharacterBefore(text, end)) end--
  return splitsSurrogatePair(text, end) ? end - 1 : end
}

const JOINS = /[\p{M}\u200c\u200d]/u

/** Whether what stands at an offset (UTF-16) is shown with what stands before it: accents, joiners, half characters. */
function belongsToCharacterBefore(text: string, offset: number): boolean {
  if (splitsSurrogatePair(text, offset)) return true
  const point = text.codePointAt(offset)
  const before = text.charAt(offset - 1)
  return (point !== undefined && JOINS.test(String.fromCodePoint(point))) || before === '\u200d'
}
