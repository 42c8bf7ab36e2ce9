import type { Change } from './change.ts'

/** Stands for a change that is too large to be sent before it is needed. The change log gives it by its id. */
export interface ChangeStub {
  readonly id: string
  readonly title: string
  readonly stored: true
  /** Many changes in one step, such as an import: the store undoes and redoes it by itself. */
  readonly batch?: true
}

/** One act that can be undone or redone. */
export interface HistoryEntry {
  readonly change: Change | ChangeStub
  /** Article the act was in, so that undoing it can show it; null for acts on the project, and while it is unknown. */
  readonly article: string | null
}
