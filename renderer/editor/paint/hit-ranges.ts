import { hitAt, hitCount, hitFrom, type Hits } from '../../../model/text/hits.ts'
import type { Span } from '../../../model/text/span.ts'

/**
 * DOM ranges over the hits in one block, in order. `element` shows exactly the text of `block`, in any number of text
 * nodes. A hit across blocks has a range in each. Ranges are static: the engine would update every live one at each
 * change of the page.
 */
export function rangesInBlock(element: Element, block: Span, hits: Hits): StaticRange[] {
  const ranges: StaticRange[] = []
  const count = hitCount(hits)
  let next = hitFrom(hits, block.start)
  if (next >= count || hitAt(hits, next).start >= block.end) return ranges
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let begun: { readonly startContainer: Node; readonly startOffset: number } | null = null
  let offset = block.start
  for (let node = walker.nextNode(); node && next < count; node = walker.nextNode()) {
    const end = offset + (node.textContent?.length ?? 0)
    while (next < count) {
      const hit = hitAt(hits, next)
      const [from, to] = [Math.max(hit.start, block.start), Math.min(hit.end, block.end)]
      if (from >= end || from >= block.end) break
      begun ??= { startContainer: node, startOffset: from - offset }
      // It continues in the next text node.
      if (to > end) break
      ranges.push(new StaticRange({ ...begun, endContainer: node, endOffset: to - offset }))
      begun = null
      // A hit that continues in the next block is not finished.
      if (hit.end > block.end) return ranges
      next++
    }
    offset = end
  }
  return ranges
}
