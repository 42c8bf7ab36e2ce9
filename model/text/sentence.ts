import type { ArticleBody } from './block.ts'
import { beginningInWords, endInWords } from './shorten.ts'
import type { Span } from './span.ts'
import { firstEndingAfter } from './sorted-spans.ts'

/** A quote with what comes before and after it in its sentence. */
export interface InSentence {
  readonly before: string
  readonly quote: string
  readonly after: string
}

/** UTF-16 units kept on either side: nobody reads a sentence as long as a page in a list. */
const LONGEST_SIDE = 240

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(language: string | null): Intl.Segmenter {
  const key = language ?? ''
  let found = segmenters.get(key)
  if (!found) {
    found = makeSegmenter(key)
    segmenters.set(key, found)
  }
  return found
}

/** For the language of an article, which may be no language at all. */
function makeSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity: 'sentence' })
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'sentence' })
  }
}

/** The first block that reaches an offset; blocks are sorted and disjoint. */
const blockAt = ({ blocks, text }: ArticleBody, offset: number): Span =>
  blocks[firstEndingAfter(blocks, offset)] ?? { start: 0, end: text.length }

/**
 * A span (UTF-16) of an article in its sentence, within its paragraph; both sides are cut where they grow long. A span
 * over several sentences is shown in all of them.
 */
export function inSentence(body: ArticleBody, span: Span, language: string | null): InSentence {
  const block = blockAt(body, span.start)
  const blockEnd = Math.max(block.end, span.end)
  const text = body.text.slice(block.start, blockEnd)
  let start = block.start
  let end = blockEnd
  for (const { index, segment } of segmenterOf(language).segment(text)) {
    const from = block.start + index
    const until = from + segment.length
    if (from <= span.start) start = from
    if (until >= span.end) {
      end = until
      break
    }
  }
  const quote = body.text.slice(span.start, span.end)
  return {
    before: endInWords(body.text.slice(start, span.start), LONGEST_SIDE).trimStart(),
    quote,
    after: beginningInWords(body.text.slice(span.end, end), LONGEST_SIDE).trimEnd(),
  }
}
