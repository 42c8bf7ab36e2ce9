import type { Span } from './span.ts'
import { countWhile } from '../value/sorted.ts'

/**
 * Places where a text holds what was searched for, as `[start, end, start, end, …]` in UTF-16 units: sorted and disjoint.
 * Half a million of them are one buffer, which goes to another thread and back without being copied.
 */
export type Hits = Uint32Array<ArrayBuffer>

export const NO_HITS: Hits = new Uint32Array(0)

export const hitCount = (hits: Hits): number => hits.length >> 1

/** The hit with a number, from 0; it must exist. */
export const hitAt = (hits: Hits, number: number): Span => ({
  start: hits[number * 2] as number,
  end: hits[number * 2 + 1] as number,
})

/** Number of the first hit that ends behind an offset, for what is painted from there on. */
export const hitFrom = (hits: Hits, offset: number): number =>
  countWhile(hitCount(hits), (number) => (hits[number * 2 + 1] as number) <= offset)

/** How many hits start before an offset: the number of the first one at or behind it. */
export const hitsBefore = (hits: Hits, offset: number): number =>
  countWhile(hitCount(hits), (number) => (hits[number * 2] as number) < offset)

/** Makes a list of hits from spans that are sorted and disjoint. */
export const hitsOf = (spans: readonly Span[]): Hits => new Uint32Array(spans.flatMap(({ start, end }) => [start, end]))
