import type { CheckResult } from './check.ts'
import type { WriteHandle } from '../store/sqlite/sqlite.ts'

/** What a repair may use beside the project. */
export interface RepairContext {
  /** ISO 8601, UTC */
  readonly now: string
  readonly newId: () => string
}

/** One repair of the doctor: a file in `repairs/` and a line in its index. It works on a copy of the project. */
export interface Repair {
  readonly id: string
  readonly title: string
  /** What it does, and what is lost by it, as sentences. */
  readonly does: string
  /** A destructive one loses something for good, except in the copy that is kept; it runs only when it is named. */
  readonly safety: 'safe' | 'destructive'
  /** Whether the change log can take it back. */
  readonly undoable: boolean
  /** Ids of the checks whose findings it is for. */
  readonly cures: readonly string[]
  /** Why it cannot help here, as a sentence; null where it can. */
  refuses?(results: readonly CheckResult[]): string | null
  /** Repairs what it can, and says how many things that were. */
  run(db: WriteHandle, context: RepairContext): number
}

/** How much a check found; what could not be finished counts as something. */
export const foundBy = (results: readonly CheckResult[], ids: readonly string[]): number =>
  results.reduce(
    (sum, { id, count, unfinished }) => (ids.includes(id) ? sum + count + (unfinished === null ? 0 : 1) : sum),
    0,
  )
