import { lowerBound, upperBound } from '../value/sorted.ts'
import type { Span } from './span.ts'

/** Position of the first span that ends after an offset, in a list sorted by end; the length where there is none. */
export const firstEndingAfter = (sorted: readonly Span[], offset: number): number =>
  upperBound(sorted, offset, ({ end }) => end)

/** Position of the first span that starts at an offset or after it, in a list sorted by start; the length where there is none. */
export const firstStartingFrom = (sorted: readonly Span[], offset: number): number =>
  lowerBound(sorted, offset, ({ start }) => start)

/** Whether one of the sorted, disjoint spans shares a unit with a span. */
export const overlapsAny = (sorted: readonly Span[], { start, end }: Span): boolean =>
  (sorted[firstEndingAfter(sorted, start)]?.start ?? end) < end
