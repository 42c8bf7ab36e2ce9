/** How far a salvage is: pages of all, lines of the log, records. */
export interface SalvageProgress {
  readonly phase: 'pages' | 'texts' | 'log' | 'records'
  readonly done: number
  /** null where it is not known. */
  readonly total: number | null
}

/** What a salvage brought back. */
export interface SalvageOutcome {
  /** The new project. */
  readonly fileName: string
  readonly folder: string
  /** Whether all that was in the damaged project is back as it was. */
  readonly complete: boolean
  /** What came back: "12 of 12 texts". */
  readonly recovered: readonly string[]
  /** What a person should know about it, as sentences. */
  readonly remarks: readonly string[]
  /** Name of the file beside the project that has in full what is not in it; null where there is none. */
  readonly report: string | null
}
