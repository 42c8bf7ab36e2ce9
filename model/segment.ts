import type { Block } from './article.ts'
import type { Span } from './span.ts'

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The block that holds an offset (its end counts), else the next one, else the last. -1 when there are none. */
export function blockIndexAt(blocks: readonly Block[], offset: number): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks[middle] as Block).end < offset) low = middle + 1
    else high = middle
  }
  return Math.min(low, blocks.length - 1)
}

/** Sentences of a block after Unicode's rules (UAX #29), without the white space between them. UTF-16 offsets. */
export function sentencesOf(text: string, block: Span): Span[] {
  const found: Span[] = []
  for (const { segment, index } of sentences.segment(text.slice(block.start, block.end))) {
    const lead = segment.length - segment.trimStart().length
    const body = segment.trim()
    if (body) {
      const start = block.start + index + lead
      found.push({ start, end: start + body.length })
    }
  }
  return found
}

/** The word (UAX #29) that covers or touches an offset within a block, or null between words. */
export function wordAt(text: string, block: Span, offset: number): Span | null {
  let touching: Span | null = null
  for (const { segment, index, isWordLike } of words.segment(text.slice(block.start, block.end))) {
    const start = block.start + index
    if (start > offset) break
    const end = start + segment.length
    if (!isWordLike || end < offset) continue
    if (offset < end) return { start, end }
    touching = { start, end }
  }
  return touching
}
