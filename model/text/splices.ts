import type { Span } from './span.ts'

/** A place of a text where something else stands afterwards. `at` is a UTF-16 offset into the text before. */
export interface Splice {
  readonly at: number
  readonly removed: string
  readonly inserted: string
}

/**
 * One edit of a text: splices sorted by place, with at least one kept character between two of them, each of which
 * changes something. All offsets are into the text before, so their order of application does not matter.
 */
export type Splices = readonly Splice[]

const endOf = ({ at, removed }: Splice): number => at + removed.length
const growthOf = ({ removed, inserted }: Splice): number => inserted.length - removed.length

/** Whether splices are sorted, apart from each other, change something, and remove what stands in the text. */
export function fitsText(splices: Splices, text: string): boolean {
  let last = -1
  for (const splice of splices) {
    if (splice.at <= last || splice.removed === splice.inserted) return false
    if (splice.at > text.length || !text.startsWith(splice.removed, splice.at)) return false
    last = endOf(splice)
  }
  return true
}

/** The text after the splices. They must fit it: see {@link fitsText}. */
export function spliceText(text: string, splices: Splices): string {
  const pieces: string[] = []
  let from = 0
  for (const splice of splices) {
    pieces.push(text.slice(from, splice.at), splice.inserted)
    from = endOf(splice)
  }
  pieces.push(text.slice(from))
  return pieces.join('')
}

/** The splices that lead back; their offsets are into the text after. */
export function invertSplices(splices: Splices): Splices {
  let moved = 0
  return splices.map((splice) => {
    const back = { at: splice.at + moved, removed: splice.inserted, inserted: splice.removed }
    moved += growthOf(splice)
    return back
  })
}

/** An edit as a walk over the text: characters are kept, removed or inserted. */
type Step =
  | { readonly kind: 'keep'; readonly length: number }
  | { readonly kind: 'remove' | 'insert'; readonly text: string }

/** Beyond the last splice everything is kept, however long the text is. */
const KEEP_REST: Step = { kind: 'keep', length: Number.POSITIVE_INFINITY }

function stepsOf(splices: Splices): Step[] {
  const steps: Step[] = []
  let from = 0
  for (const splice of splices) {
    if (splice.at > from) steps.push({ kind: 'keep', length: splice.at - from })
    if (splice.removed !== '') steps.push({ kind: 'remove', text: splice.removed })
    if (splice.inserted !== '') steps.push({ kind: 'insert', text: splice.inserted })
    from = endOf(splice)
  }
  steps.push(KEEP_REST)
  return steps
}

/** Collects a walk as splices: what is removed and inserted between two kept characters is one. */
function createCollector() {
  const splices: Splice[] = []
  let at = 0
  let removed = ''
  let inserted = ''
  const flush = (): void => {
    if (removed !== inserted) splices.push({ at: at - removed.length, removed, inserted })
    removed = ''
    inserted = ''
  }
  return {
    keep(length: number): void {
      if (length > 0) flush()
      at += length
    },
    remove(text: string): void {
      removed += text
      at += text.length
    },
    insert(text: string): void {
      inserted += text
    },
    finish(): Splices {
      flush()
      return splices
    },
  }
}

const lengthOf = (step: Step): number => (step.kind === 'keep' ? step.length : step.text.length)

/** What is left of a step behind its first `length` characters; null where nothing is. */
function restOf(step: Step, length: number): Step | null {
  if (length >= lengthOf(step)) return null
  return step.kind === 'keep'
    ? { kind: 'keep', length: step.length - length }
    : { kind: step.kind, text: step.text.slice(length) }
}

/**
 * One edit with the effect of two. A character that both keep stays kept, so a span that both leave alone is left alone
 * by the composition as well.
 * @param second Its offsets are into the text after `first`.
 */
export function composeSplices(first: Splices, second: Splices): Splices {
  const earlier = stepsOf(first)
  const later = stepsOf(second)
  const made = createCollector()
  let [a, b] = [earlier.shift(), later.shift()]
  while (a && b && !(a === KEEP_REST && b === KEEP_REST)) {
    if (a.kind === 'remove') {
      made.remove(a.text)
      a = earlier.shift()
      continue
    }
    if (b.kind === 'insert') {
      made.insert(b.text)
      b = later.shift()
      continue
    }
    // The first keeps or inserts what the second keeps or removes.
    const length = Math.min(lengthOf(a), lengthOf(b))
    if (b.kind === 'keep') {
      if (a.kind === 'keep') made.keep(length)
      else made.insert(a.text.slice(0, length))
    } else if (a.kind === 'keep') made.remove(b.text.slice(0, length))
    a = a === KEEP_REST ? a : (restOf(a, length) ?? earlier.shift())
    b = b === KEEP_REST ? b : (restOf(b, length) ?? later.shift())
  }
  return made.finish()
}

/** What an edit does to a span: it stands elsewhere with the same text, its text has changed, or nothing of it is left. */
export type MappedSpan = { readonly kind: 'kept' | 'touched'; readonly span: Span } | { readonly kind: 'gone' }

/**
 * Where a span is after an edit. Text inserted exactly at an edge stays outside; text replaced at an edge, or all of it,
 * keeps the span on the replacement; a replacement that crosses one edge cuts it there; one that covers more than the
 * span leaves nothing. Source: the rules of every peer that moves annotations, without their faults at edges.
 */
export function mapSpan({ start, end }: Span, splices: Splices): MappedSpan {
  let [from, to] = [start, end]
  let touched = false
  for (const splice of splices.toReversed()) {
    const [first, last] = [splice.at, endOf(splice)]
    if (first >= to) continue
    if (last <= from) {
      from += growthOf(splice)
      to += growthOf(splice)
      continue
    }
    touched = true
    if (from <= first && last <= to) {
      to += growthOf(splice)
      if (to === from) return { kind: 'gone' }
    } else if (first < from && last < to) {
      from = first + splice.inserted.length
      to += growthOf(splice)
    } else if (from < first && to < last) to = first
    else return { kind: 'gone' }
  }
  return { kind: touched ? 'touched' : 'kept', span: { start: from, end: to } }
}
