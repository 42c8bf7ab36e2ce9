import type { Origin } from '../change/change.ts'

/** An act of the log, as a moment that can be gone back to. An import of many changes is one. */
export interface PastAct {
  /** Its (last) line in the log. */
  readonly line: number
  /** ISO 8601, UTC */
  readonly at: string
  readonly title: string
  /** Name of the annotator. */
  readonly by: string
  readonly origin: Origin
}

/** Acts, the last one first. */
export interface PastActs {
  readonly acts: readonly PastAct[]
  /** Line before which the next page begins; null where there is none. */
  readonly next: number | null
}

/** What an act was, in words. */
export const actInWords = ({ title, origin }: PastAct): string =>
  origin === 'undo' || origin === 'redo' ? `${origin === 'undo' ? 'Undo' : 'Redo'}: ${title}` : title
