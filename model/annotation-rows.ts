import { type Annotation, compareAnnotations, hull } from './annotation.ts'

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

/**
 * Those of an article's annotations that a test lets through, in reading order. One pass; finding a place in them is a
 * binary search, with `all` telling where an id stands.
 */
export function keepRows(
  all: Iterable<Annotation> & { get(id: string): Annotation | undefined },
  keeps: (annotation: Annotation) => boolean,
): AnnotationRows {
  const items: Annotation[] = []
  for (const annotation of all) if (keeps(annotation)) items.push(annotation)
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
