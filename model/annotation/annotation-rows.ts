import { type Annotation, compareAnnotations, hull } from '../record/annotation.ts'
import type { AnnotationIndex } from './annotation-index.ts'

/** Annotations in reading order, by their places: what a list shows and what walking goes through. */
export interface AnnotationRows {
  readonly size: number
  /** The annotation at a place, from 0. */
  at(position: number): Annotation | undefined
  /** Place of an annotation, or -1. */
  positionOf(id: string): number
  /** Number of annotations whose hull starts before `offset`. */
  countBefore(offset: number): number
}

/** Number of items of a sorted list that `isBefore` holds for; it must hold for a beginning of the list. */
function countWhile(items: readonly Annotation[], isBefore: (item: Annotation) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(items[middle] as Annotation)) low = middle + 1
    else high = middle
  }
  return low
}

/** Those annotations of an index that `keep` leaves of each of its runs. Finding a place among them is a binary search. */
export function keepRows(
  all: Pick<AnnotationIndex, 'runs' | 'get'>,
  keep: (run: readonly Annotation[]) => readonly Annotation[],
): AnnotationRows {
  const items = ([] as Annotation[]).concat(...[...all.runs()].map(keep))
  return {
    size: items.length,
    at: (position) => items[position],
    positionOf(id) {
      const annotation = all.get(id)
      if (!annotation) return -1
      const place = countWhile(items, (item) => compareAnnotations(item, annotation) < 0)
      return items[place]?.id === id ? place : -1
    },
    countBefore: (offset) => countWhile(items, (item) => hull(item).start < offset),
  }
}
