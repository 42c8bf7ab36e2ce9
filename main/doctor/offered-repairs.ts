import type { CheckResult } from './check.ts'
import { foundBy } from './repair.ts'
import { REPAIRS } from './repairs/index.ts'

/** A repair that can help with what was found. */
export interface OfferedRepair {
  readonly id: string
  readonly title: string
  /** What it does, and what is lost by it, as sentences. */
  readonly does: string
  readonly isSafe: boolean
  /** Whether the change log can take it back. */
  readonly isUndoable: boolean
  /** Why it cannot help here, as a sentence; null where it can. */
  readonly refused: string | null
}

/** The repairs for what was found, in the order in which they run. */
export const offeredRepairs = (results: readonly CheckResult[]): OfferedRepair[] =>
  REPAIRS.filter(({ cures }) => foundBy(results, cures) > 0).map((repair) => ({
    id: repair.id,
    title: repair.title,
    does: repair.does,
    isSafe: repair.safety === 'safe',
    isUndoable: repair.undoable,
    refused: repair.refuses?.(results) ?? null,
  }))
