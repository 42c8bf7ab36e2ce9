import type { Span } from '../../text/span.ts'
import { CLOSERS, placeOf, roleOf } from './mark-roles.ts'

/** A pair of quotation marks. The span holds the marks; `depth` is 0 for one that no other pair encloses. */
export interface QuotePair extends Span {
  readonly depth: number
}

/** Marks that a paragraph repeats while a quote goes on. Single marks are left out: they are apostrophes too often. */
const REPEATED = '“„«»"「『'
/** A missing mark must not swallow the rest of the article. */
const MOST_PARAGRAPHS = 40

const MARK = /[“”„«»‹›‘’‚"'「」『』]/gu

/** A mark that has opened and is not closed yet. */
interface Open {
  readonly mark: string
  readonly at: number
  /** For single marks: the first place that may be their end, or a possessive ("the ministers'"); -1 where none is. */
  doubtful: number
  /** Whether a pair of the same kind was closed since: then this one was forgotten rather than left open. */
  passed: boolean
  paragraphs: number
}

/**
 * Pairs the quotation marks of paragraphs, in reading order. Marks that are never closed give no pair, nor do apostrophes
 * and pairs without a letter between them. A quote over several paragraphs is one pair where each repeats the opening mark,
 * or where the next closes it. Linear in the length of the paragraphs.
 */
export function pairQuotes(text: string, paragraphs: readonly Span[]): QuotePair[] {
  const pairs: Span[] = []
  let carried: Open | null = null
  for (const paragraph of paragraphs) carried = pairParagraph(text, paragraph, carried, pairs)
  return withDepth(text, pairs)
}

/** The marks that are open in a paragraph, the deepest one last, and the pairs that were found. */
interface Pairing {
  readonly stack: Open[]
  readonly pairs: Span[]
  /** The mark that is still open from the paragraph before. */
  readonly carried: Open | null
}

function close({ stack, pairs }: Pairing, open: Open, at: number): void {
  pairs.push({ start: open.at, end: at + 1 })
  const [lowest] = stack
  if (lowest && lowest !== open && lowest.mark === open.mark) lowest.passed = true
}

/** Closes a mark that stays open where its end was in doubt. */
function settle(pairing: Pairing, open: Open): void {
  if (open.doubtful >= 0) close(pairing, open, open.doubtful)
}

/** Closes a mark; what was opened after it and is still open is given up. */
function closeOver(pairing: Pairing, open: Open, at: number): void {
  const { stack } = pairing
  for (let top = stack.pop(); top && top !== open; top = stack.pop()) settle(pairing, top)
  close(pairing, open, at)
}

function openAt(pairing: Pairing, mark: string, at: number): void {
  const { stack, carried } = pairing
  const before = stack[stack.length - 1]
  if (before && before.mark === mark && (before === carried || before.doubtful >= 0)) {
    // A new quote begins: the one before ended where that was in doubt, or was not carried over after all.
    stack.pop()
    settle(pairing, before)
  }
  stack.push({ mark, at, doubtful: -1, passed: false, paragraphs: 0 })
}

/** Pairs the marks of one paragraph and gives back the one that the next paragraph may go on with. */
function pairParagraph(text: string, { start, end }: Span, carried: Open | null, pairs: Span[]): Open | null {
  const pairing: Pairing = { stack: carried ? [carried] : [], pairs, carried }
  const { stack } = pairing
  let first = true
  let goesOn = false
  MARK.lastIndex = start
  for (let found = MARK.exec(text); found && found.index < end; found = MARK.exec(text)) {
    const at = found.index
    const mark = found[0]
    const repeats = first && carried !== null && repeatsMark(carried.mark, mark) && text.slice(start, at).trim() === ''
    first = false
    if (repeats) {
      goesOn = true
      continue
    }
    const opener = openFor(stack, mark)
    const role = roleOf(text, at, mark, opener?.mark, placeOf(text, at, start, end))
    if (role === 'open') openAt(pairing, mark, at)
    else if (role === 'close' && opener) closeOver(pairing, opener, at)
    else if (role === 'doubt' && opener && opener.doubtful < 0) opener.doubtful = at
  }
  for (const open of stack.toReversed()) settle(pairing, open)
  const lowest = stack.find((open) => open !== carried || goesOn)
  if (!lowest || lowest.passed || lowest.doubtful >= 0 || !REPEATED.includes(lowest.mark)) return null
  lowest.paragraphs++
  return lowest.paragraphs < MOST_PARAGRAPHS ? lowest : null
}

/** French repeats the closing mark as well. */
const repeatsMark = (open: string, mark: string): boolean => open === mark || (open === '«' && mark === '»')

/** The mark deepest inside that this one could close. Few kinds can be open at once, whatever the text holds. */
function openFor(stack: readonly Open[], mark: string): Open | undefined {
  for (let i = stack.length - 1; i >= Math.max(0, stack.length - DEEPEST); i--) {
    const open = stack[i]
    if (open && CLOSERS[open.mark]?.includes(mark)) return open
  }
  return undefined
}

/** Open marks that are searched for one to close. Texts do not nest deeper, and the time must stay linear for any text. */
const DEEPEST = 8

const ANY_LETTER = /[\p{L}\p{N}]/gu

/** Sorts pairs, drops those without a letter and those that cross another, and counts what encloses each. */
function withDepth(text: string, pairs: readonly Span[]): QuotePair[] {
  const sorted = [...pairs].sort((a, b) => a.start - b.start || b.end - a.end)
  const around: Span[] = []
  const found: QuotePair[] = []
  // The first letter at or after where a pair starts. Pairs come in order, so that all of them read the text once.
  let letter = -1
  for (const pair of sorted) {
    if (letter < pair.start) {
      ANY_LETTER.lastIndex = pair.start
      letter = ANY_LETTER.exec(text)?.index ?? text.length
    }
    if (letter >= pair.end) continue
    while (around.length > 0 && (around[around.length - 1] as Span).end <= pair.start) around.pop()
    const outer = around[around.length - 1]
    if (outer && outer.end < pair.end) continue
    found.push({ ...pair, depth: around.length })
    around.push(pair)
  }
  return found
}
