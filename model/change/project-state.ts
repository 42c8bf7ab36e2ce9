/** By what two states of a project are told apart. */
export interface ProjectState {
  /** Id of the project. */
  readonly project: string
  /** Its version and the last line of its log, as one word. */
  readonly state: string
  /** When somebody last changed it (ISO 8601); null where nobody has since it was made. */
  readonly changedAt: string | null
}
