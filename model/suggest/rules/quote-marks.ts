import type { Span } from '../../text/span.ts'

/** A pair of quotation marks. The span holds the marks; `depth` is 0 for one that no other pair encloses. */
export interface QuotePair extends Span {
  readonly depth: number
}

/** Which marks may close what a mark has opened. Where a mark opens in one language and closes in another, both stand here. */
const CLOSERS: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '”': '”',
  '«': '»',
  '»': '«»',
  '‹': '›',
  '›': '‹›',
  '‘': '’',
  '‚': '‘’',
  '"': '"',
  "'": "'",
  '「': '」',
  '『': '』',
}

/** Marks that a paragraph repeats while a quote goes on. Single marks are left out: they are apostrophes too often. */
const REPEATED = '“„«»"「『'
/** A missing mark must not swallow the rest of the article. */
const MOST_PARAGRAPHS = 40

const MARK = /[“”„«»‹›‘’‚"'「」『』]/gu
const LETTER = /[\p{L}\p{M}\p{N}]/u
const SPACE = /\s/u
/** What an opening mark stands behind, besides white space and the beginning. */
const BEFORE_OPENING = /[\p{Ps}\p{Pi}\p{Pd}/"'„‚:;,]/u
/** Words that begin with an apostrophe, without it: 'em, 'tis, '90s, 's avonds. */
const ELIDED = /^(?:em|tis|twas|til|cause|bout|n|s|t|k|\d+s?)(?![\p{L}\p{N}])/iu
/** A plural possessive ends in one of these; only then is the apostrophe behind it in doubt. */
const SIBILANT = /[sxz]/iu

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
 * Pairs the quotation marks of paragraphs, in reading order. What is never closed is no pair; neither are apostrophes,
 * and pairs without a letter in them. A quote over several paragraphs is one pair where each repeats the opening mark,
 * or where the next closes it. Linear in the length of the paragraphs.
 */
export function pairQuotes(text: string, paragraphs: readonly Span[]): QuotePair[] {
  const pairs: Span[] = []
  let carried: Open | null = null
  for (const paragraph of paragraphs) carried = pairParagraph(text, paragraph, carried, pairs)
  return withDepth(text, pairs)
}

function pairParagraph(text: string, { start, end }: Span, carried: Open | null, pairs: Span[]): Open | null {
  const stack: Open[] = carried ? [carried] : []
  let first = true
  let goesOn = false
  const close = (open: Open, at: number): void => {
    pairs.push({ start: open.at, end: at + 1 })
    const [lowest] = stack
    if (lowest && lowest !== open && lowest.mark === open.mark) lowest.passed = true
  }
  const settle = (open: Open): void => {
    if (open.doubtful >= 0) close(open, open.doubtful)
  }
  /** Takes an opening mark and all that was opened after it off the stack. */
  const popTo = (open: Open): void => {
    for (let top = stack.pop(); top && top !== open; top = stack.pop()) settle(top)
  }

  MARK.lastIndex = start
  for (let found = MARK.exec(text); found && found.index < end; found = MARK.exec(text)) {
    const at = found.index
    const mark = found[0]
    const opener = openFor(stack, mark)
    const repeats = first && carried !== null && repeatsMark(carried.mark, mark) && text.slice(start, at).trim() === ''
    first = false
    if (repeats) {
      goesOn = true
      continue
    }
    const place = placeOf(text, at, start, end)
    switch (roleOf(text, at, mark, opener, place)) {
      case 'close':
        if (opener) {
          popTo(opener)
          close(opener, at)
        }
        break
      case 'doubt':
        if (opener && opener.doubtful < 0) opener.doubtful = at
        break
      case 'open': {
        const before = stack[stack.length - 1]
        if (before && before.mark === mark && (before === carried || before.doubtful >= 0)) {
          // A new quote begins: the one before ended where that was in doubt, or was not carried over after all.
          stack.pop()
          settle(before)
        }
        stack.push({ mark, at, doubtful: -1, passed: false, paragraphs: 0 })
        break
      }
      case 'none':
        break
    }
  }
  for (const open of stack.toReversed()) settle(open)
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

/** Opening marks that are looked through for one to close. Nobody nests deeper; noise must stay linear. */
const DEEPEST = 8

interface Place {
  readonly before: string
  readonly after: string
  readonly canOpen: boolean
  readonly canClose: boolean
}

/** What the characters around a mark allow: an opening one leans on what follows, a closing one on what precedes. */
function placeOf(text: string, at: number, start: number, end: number): Place {
  const before = at > start ? text.charAt(at - 1) : ''
  const after = at + 1 < end ? text.charAt(at + 1) : ''
  const freeBefore = before === '' || SPACE.test(before)
  const freeAfter = after === '' || SPACE.test(after)
  return {
    before,
    after,
    canOpen: !freeAfter && (freeBefore || BEFORE_OPENING.test(before)),
    canClose: !freeBefore && (freeAfter || !LETTER.test(after)),
  }
}

type Role = 'open' | 'close' | 'doubt' | 'none'

function roleOf(text: string, at: number, mark: string, opener: Open | undefined, place: Place): Role {
  const { before, after, canOpen, canClose } = place
  switch (mark) {
    case '“':
    case '‘':
      // German closes with what English opens with.
      if (opener && canClose) return 'close'
      return canOpen && !isElision(text, at, mark) ? 'open' : 'none'
    case '„':
    case '‚':
      return canOpen ? 'open' : 'none'
    case '「':
    case '『':
      return 'open'
    case '”':
    case '」':
    case '』':
      if (opener) return 'close'
      return mark === '”' && canOpen ? 'open' : 'none'
    case '«':
    case '»':
    case '‹':
    case '›':
      return guillemet(mark, opener, place)
    case '"':
      if (opener && canClose) return 'close'
      return canOpen ? 'open' : 'none'
    default:
      // An apostrophe stands between letters, or for what an elided word has lost.
      if (LETTER.test(before) && LETTER.test(after)) return 'none'
      if (opener && canClose) return isDoubtful(before, after) ? 'doubt' : 'close'
      return mark === "'" && canOpen && !isElision(text, at, mark) ? 'open' : 'none'
  }
}

/** French puts a space inside « the marks », German turns them »around«, Finnish uses one for »both». */
function guillemet(mark: string, opener: Open | undefined, { before, after, canOpen, canClose }: Place): Role {
  const opensFrench = (mark === '«' || mark === '‹') && (before === '' || !LETTER.test(before)) && SPACE.test(after)
  if (opener && (canClose || (SPACE.test(before) && !canOpen && !opensFrench))) return 'close'
  // « text » with the closing mark right before another word is rare, but the mark can mean nothing else.
  if (opener && (opener.mark === '«' || opener.mark === '‹') && CLOSERS[opener.mark] === mark) return 'close'
  return canOpen || opensFrench ? 'open' : 'none'
}

const isDoubtful = (before: string, after: string): boolean => SIBILANT.test(before) && SPACE.test(after)

const isElision = (text: string, at: number, mark: string): boolean =>
  (mark === "'" || mark === '‘') && ELIDED.test(text.slice(at + 1, at + 8))

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
