import type { Change, Origin } from './change.ts'

/** A change to be saved. */
export interface SaveRequest {
  readonly change: Change
  readonly origin: Extract<Origin, 'user' | 'undo' | 'redo'>
  /** Undo and redo: id of the user's change that is undone or redone. */
  readonly of: string | null
}

/** What saving a change gives. */
export interface SaveReceipt {
  /** Position in the change log. The change is on disk when this arrives. */
  readonly sequence: number
}
