import type { Block } from '../../../model/text/block.ts'
import type { BuiltDocument } from './build-document.ts'
import { ownKey, upperBound } from '../../../model/value/sorted.ts'

/**
 * Which side an offset between two blocks belongs to: -1 the end of the block before, 1 the start of the one after.
 */
export type Side = -1 | 1

/** Translates between article offsets (UTF-16 units of the text) and ProseMirror positions. The text never changes. */
export interface PositionMap {
  /** Offset → position. An offset in the gap between blocks goes to the edge on the given side. */
  toPosition(offset: number, side?: Side): number
  /** Position → offset. A position between blocks goes to the nearest edge of the block before it. */
  toOffset(position: number): number
  /** The block that holds an offset; in a gap, the block on the given side. */
  blockAt(offset: number, side?: Side): number
  /** The section a block is in. */
  sectionOf(block: number): number
  /** Positions `[from, to)` of a section's node in the document. */
  sectionRange(section: number): { readonly from: number; readonly to: number }
  /** Blocks `[first, end)` of a section. */
  blocksOf(section: number): { readonly first: number; readonly end: number }
  readonly blocks: readonly Block[]
  readonly sectionCount: number
}

/** Position of the last entry of a sorted list that is not above a value; 0 where all are above it. */
const lastNotAbove = (sorted: ArrayLike<number>, value: number): number =>
  Math.max(0, upperBound(sorted, value, ownKey) - 1)

/** Builds the map of a document. A node's opening and closing each take one position (ProseMirror's counting). */
export function positionMap({ blocks, sectionStarts, doc }: BuiltDocument): PositionMap {
  const starts = new Int32Array(blocks.length)
  const offsets = new Int32Array(blocks.length)
  const sectionFrom = new Int32Array(sectionStarts.length + 1)
  let position = 0
  let section = -1
  blocks.forEach((block, i) => {
    if (sectionStarts[section + 1] === i) {
      if (section >= 0) position++
      section++
      sectionFrom[section] = position
      position++
    }
    starts[i] = position + 1
    offsets[i] = block.start
    position += block.end - block.start + 2
  })
  sectionFrom[sectionStarts.length] = doc.content.size

  const block = (i: number): Block => blocks[i] as Block
  const start = (i: number): number => starts[i] as number

  const blockAt = (offset: number, side: Side = 1): number => {
    const at = lastNotAbove(offsets, offset)
    const { start: from, end } = block(at)
    // Two pieces of one paragraph share an offset; the side decides.
    if (side < 0 && offset === from && at > 0 && block(at - 1).end === offset) return at - 1
    return side > 0 && offset > end && at + 1 < blocks.length ? at + 1 : at
  }

  return {
    blocks,
    sectionCount: sectionStarts.length,
    blockAt,
    toPosition(offset, side = 1) {
      const at = blockAt(offset, side)
      const { start: from, end } = block(at)
      return start(at) + Math.min(Math.max(offset, from), end) - from
    },
    toOffset(at) {
      const found = lastNotAbove(starts, at)
      const { start: from, end } = block(found)
      return Math.min(Math.max(from + at - start(found), from), end)
    },
    sectionOf: (at) => lastNotAbove(sectionStarts, at),
    sectionRange: (at) => ({ from: sectionFrom[at] as number, to: sectionFrom[at + 1] as number }),
    blocksOf: (at) => ({ first: sectionStarts[at] as number, end: sectionStarts[at + 1] ?? blocks.length }),
  }
}
