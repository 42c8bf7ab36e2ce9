import type { Span } from './span.ts'

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })

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
