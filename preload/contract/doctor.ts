import type { Failure } from '../../model/value/result.ts'

/** What is being read of a project that is checked (a table, or "file"), and how many rows of it so far. */
export interface DoctorProgress {
  readonly what: string
  readonly rows: number
}

/** What a check found. */
export interface DoctorFinding {
  /** Id of the check. */
  readonly id: string
  readonly title: string
  readonly severity: 'damage' | 'wrong' | 'odd'
  /** What it means, as a sentence. */
  readonly means: string
  readonly count: number
  /** The first of them, as sentences with their ids. */
  readonly first: readonly string[]
  /** Why the check could not be finished; null where it was. */
  readonly unfinished: string | null
}

/** A repair that can help with what was found. */
export interface OfferedRepair {
  readonly id: string
  readonly title: string
  /** What it does, and what is lost by it, as sentences. */
  readonly does: string
  /** A repair that is not safe loses something for good, except in the copy that is kept. */
  readonly isSafe: boolean
  /** Whether the change log can take it back. */
  readonly isUndoable: boolean
  /** Why it cannot help here, as a sentence; null where it can. */
  readonly refused: string | null
}

/** What checking a project gave. */
export interface DoctorReport {
  /** Names what was checked, for its repair. */
  readonly of: string
  /** Name of the file. */
  readonly file: string
  readonly findings: readonly DoctorFinding[]
  /** Titles of the checks that found nothing. */
  readonly sound: readonly string[]
  readonly repairs: readonly OfferedRepair[]
}

/** What became of a repair. */
export interface DoctorOutcome {
  readonly title: string
  /** How many things it repaired. */
  readonly count: number
  /** Why it did nothing; null where it ran. */
  readonly refused: string | null
}

/** What repairing a project did. */
export interface RepairedProject {
  readonly outcomes: readonly DoctorOutcome[]
  /** Name of the file that keeps the project as it was; null where nothing was changed. */
  readonly kept: string | null
  /** What the checks say afterwards. */
  readonly report: DoctorReport
  /** Why the project could not be opened afterwards; null where it is open. */
  readonly notOpened: Failure | null
}
