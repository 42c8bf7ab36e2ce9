import type { Annotation } from '../../../model/record/annotation.ts'
import type { Invisible } from '../../../model/text/invisible.ts'
import type { Span } from '../../../model/text/span.ts'

/** Underline lanes that are drawn; annotations beyond them are counted in the chip. */
export const LANES = 3

/** A stretch of one block inside which nothing begins or ends, painted as one element. UTF-16 offsets. */
export interface Segment extends Span {
  /** The annotation in each drawn lane, nearest to the text first. */
  readonly lanes: readonly (Annotation | null)[]
  /** Number of annotations over this stretch without a lane. */
  readonly hidden: number
  /** Annotations with a fragment that begins here, in reading order. */
  readonly begins: readonly Annotation[]
  readonly selected: boolean
  /** Whether this is between fragments of the selected annotation. */
  readonly gap: boolean
  /** The invisible character at this place, or one of several; null where there is none or they are not shown. */
  readonly invisible: Invisible | null
}

interface Placed extends Span {
  readonly annotation: Annotation
  readonly lane: number
}

/**
 * Gives each annotation the lowest lane that is free over its whole stretch of the block, so that a discontinuous one
 * keeps its lane across the gap. Reading order puts outer annotations nearest to the text.
 */
function place(block: Span, annotations: readonly Annotation[]): Placed[] {
  const laneEnds: number[] = []
  const placed: Placed[] = []
  for (const annotation of annotations) {
    const inside: Span[] = []
    for (const fragment of annotation.fragments) {
      const start = Math.max(fragment.start, block.start)
      const end = Math.min(fragment.end, block.end)
      if (start < end) inside.push({ start, end })
    }
    const first = inside[0]
    const last = inside[inside.length - 1]
    if (!first || !last) continue
    let lane = laneEnds.findIndex((end) => end <= first.start)
    if (lane < 0) lane = laneEnds.length
    laneEnds[lane] = last.end
    for (const { start, end } of inside) placed.push({ start, end, annotation, lane })
  }
  return placed
}

/**
 * The parts of a block between the fragments of an annotation with a fragment in it. A gap that continues in other
 * blocks is cut at the edge of this one.
 */
function gapsIn(block: Span, { fragments }: Annotation): Span[] {
  return fragments.slice(1).flatMap((fragment, i) => {
    const start = Math.max(fragments[i]?.end ?? fragment.start, block.start)
    const end = Math.min(fragment.start, block.end)
    return start < end ? [{ start, end }] : []
  })
}

/**
 * Cuts the tagged parts of a block into segments. `annotations` are those that overlap the block, in reading order.
 * Every fragment is covered exactly by the segments that name it. Untagged text has no segment, except for gaps of the
 * selected annotation and for invisible characters to show (sorted, within the block).
 */
export function layoutBlock(
  block: Span,
  annotations: readonly Annotation[],
  selected: string | null,
  invisibles: readonly Invisible[] = [],
): Segment[] {
  const placed = place(block, annotations)
  if (placed.length + invisibles.length === 0) return []
  const chosen = annotations.find(({ id }) => id === selected)
  const gaps = chosen ? gapsIn(block, chosen) : []
  const bounds = [...new Set([...placed, ...gaps, ...invisibles].flatMap(({ start, end }) => [start, end]))].sort(
    (a, b) => a - b,
  )
  const byStart = [...placed].sort((a, b) => a.start - b.start)
  const segments: Segment[] = []
  let open: Placed[] = []
  let next = 0
  let nextInvisible = 0
  for (let i = 0; i + 1 < bounds.length; i++) {
    const start = bounds[i] as number
    const end = bounds[i + 1] as number
    open = open.filter((item) => item.end > start)
    const begins: Annotation[] = []
    for (let item = byStart[next]; item && item.start === start; item = byStart[++next]) {
      open.push(item)
      // A fragment that continues from the block before begins there, not here.
      if (item.annotation.fragments.some((fragment) => fragment.start === start)) begins.push(item.annotation)
    }
    const gap = gaps.some((item) => item.start <= start && end <= item.end)
    while ((invisibles[nextInvisible]?.end ?? end) <= start) nextInvisible++
    const shown = invisibles[nextInvisible]
    const invisible = shown && shown.start <= start ? shown : null
    if (open.length === 0 && !gap && !invisible) continue
    const lanes: (Annotation | null)[] = Array.from({ length: LANES }, () => null)
    let hidden = 0
    for (const { lane, annotation } of open) {
      if (lane < LANES) lanes[lane] = annotation
      else hidden++
    }
    const isSelected = open.some((item) => item.annotation.id === selected)
    segments.push({ start, end, lanes, hidden, begins, selected: isSelected, gap, invisible })
  }
  return segments
}
