import { type Annotation, compareAnnotations, hull } from '../record/annotation.ts'
import type { AnnotationIndex } from './annotation-index.ts'
import { countWhile, lowerBound } from '../value/sorted.ts'
import { append } from '../value/append.ts'

/** Annotations in reading order, by their places: what a list shows and what walking steps through. */
export interface AnnotationRows {
  readonly size: number
  /** The annotation at a place, from 0. */
  at(position: number): Annotation | undefined
  /** Place of an annotation, or -1. */
  positionOf(id: string): number
  /** Number of annotations whose hull starts before `offset`. */
  countBefore(offset: number): number
}

/** The annotations of an index that `keep` keeps of each run. Finding a place among them is a binary search. */
export function keepRows(
  all: Pick<AnnotationIndex, 'runs' | 'get'>,
  keep: (run: readonly Annotation[]) => readonly Annotation[],
): AnnotationRows {
  const items: Annotation[] = []
  for (const run of all.runs()) append(items, keep(run))
  return {
    size: items.length,
    at: (position) => items[position],
    positionOf(id) {
      const annotation = all.get(id)
      if (!annotation) return -1
      const place = countWhile(items.length, (at) => compareAnnotations(items[at] as Annotation, annotation) < 0)
      return items[place]?.id === id ? place : -1
    },
    countBefore: (offset) => lowerBound(items, offset, (item) => hull(item).start),
  }
}
