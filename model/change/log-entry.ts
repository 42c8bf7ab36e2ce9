import { recordKey } from '../record/project.ts'
import { referencesOf } from '../record/kinds.ts'
import type { Change, Origin } from './change.ts'

/** A line of the change log: what was done, by whom, when, in which file, and what it follows. */
export interface LogEntry {
  /** Counts from 1 within a file. */
  readonly sequence: number
  readonly change: Change
  readonly origin: Origin
  /** Undo and redo: id of the user's change that was taken back or repeated. */
  readonly of: string | null
  readonly annotator: string
  /** ISO 8601, UTC */
  readonly at: string
  /** The file that wrote the line: a copy of a project goes on as another one. */
  readonly replica: string
  /** Id of the change before it; null for the first. */
  readonly parent: string | null
  /** SHA-256 over this line and the hash of the line before it. */
  readonly hash: string
}

/** Where a change comes from. */
export type ChangeOrigin = Pick<LogEntry, 'origin' | 'of' | 'annotator' | 'at'>

const keysOf = ({ added, updated, removed }: Change): string[] =>
  [...added, ...updated.map(([, after]) => after), ...removed].map(recordKey)

/** Whether a later change is about what an earlier one left: the same records, or ones that need them. */
export function buildsUpon(later: Change, earlier: Change): boolean {
  const keys = new Set(keysOf(earlier))
  if (keysOf(later).some((key) => keys.has(key))) return true
  const made = [...later.added, ...later.updated.map(([, after]) => after)]
  return made.some((record) => referencesOf(record, null).some(({ kind, id }) => keys.has(`${kind}:${id}`)))
}
