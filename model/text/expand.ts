import type { Block } from './block.ts'
import { isCharacterBoundary } from './characters.ts'
import { quotationsIn } from './quotation-marks.ts'
import { sentencesOf } from './segment.ts'
import { normaliseSpan, type Span, trimSpan } from './span.ts'

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end
const length = ({ start, end }: Span): number => end - start

/** From the first of some stretches to the last that a selection reaches into; null where it reaches into none. */
function hullOf(stretches: readonly Span[], { start, end }: Span): Span | null {
  const met = stretches.filter((item) => item.start <= end && start <= item.end)
  // Between two that touch, a caret means the one after it and a selection those it covers a part of.
  const covered = met.filter((item) => (start === end ? item.end > start : item.start < end && start < item.end))
  const [first] = covered.length > 0 ? covered : met
  const last = covered.length > 0 ? covered[covered.length - 1] : first
  return first && last ? { start: first.start, end: last.end } : null
}

/** Words of a stretch; numbers count, punctuation does not. */
function wordsOf(text: string, { start, end }: Span): Span[] {
  const found: Span[] = []
  for (const { segment, index, isWordLike } of words.segment(text.slice(start, end))) {
    if (isWordLike) found.push({ start: start + index, end: start + index + segment.length })
  }
  return found
}

/** Paragraphs, where the pieces of a long one that was cut for display count as one. */
function paragraphsAround(blocks: readonly Block[], span: Span): Span[] {
  const found: { start: number; end: number }[] = []
  for (const { start, end, continues } of blocks) {
    const last = found[found.length - 1]
    if (continues && last) last.end = end
    else {
      if (start > span.end) break
      found.push({ start, end })
    }
  }
  return found.filter(({ start, end }) => start <= span.end && span.start <= end)
}

/**
 * The next larger unit around a selection: the word, what stands between quotation marks, the same with its marks, the
 * sentence, the paragraph, the article. It contains the selection and is longer; its ends are on whole characters and are
 * not white space. Null where the selection is the whole article. Offsets are UTF-16 units.
 */
export function expandSpan(text: string, blocks: readonly Block[], selection: Span): Span | null {
  const trimmed = normaliseSpan(text, selection)
  const at = Math.min(Math.max(selection.start, 0), text.length)
  const from = trimmed ?? { start: at, end: at }
  const around = paragraphsAround(blocks, from)
  const paragraph = hullOf(around, from)
  const candidates: (Span | null)[] = [paragraph, { start: 0, end: text.length }]
  if (paragraph) {
    candidates.push(
      hullOf(wordsOf(text, paragraph), from),
      // A sentence may run over the cut of a paragraph, so the whole paragraph is read.
      hullOf(sentencesOf(text, paragraph), from),
    )
    for (const part of around) {
      for (const { inside, whole } of quotationsIn(text, part)) candidates.push(inside, whole)
    }
  }
  let best: Span | null = null
  for (const candidate of candidates) {
    const span = candidate && trimSpan(text, candidate)
    if (!span || !contains(span, from) || length(span) <= length(from)) continue
    if (!isCharacterBoundary(text, span.start) || !isCharacterBoundary(text, span.end)) continue
    if (!best || length(span) < length(best)) best = span
  }
  return best
}
