import type { Change } from '../../../model/change/change.ts'
import { appendToLog } from '../../store/sqlite/change-log.ts'
import { applyChecked } from '../../store/sqlite/save-change.ts'
import { query, type ReadHandle, type WriteHandle } from '../../store/sqlite/sqlite.ts'
import { createBodyCache } from '../../store/sqlite/texts.ts'

const latest = query('latest-author', 'SELECT annotator FROM change_log ORDER BY sequence DESC LIMIT 1')
const any = query('any-annotator', 'SELECT id AS annotator FROM annotators ORDER BY id LIMIT 1')

/** In whose name a repair changes records: whoever worked on the project last. */
export const repairAuthor = (db: ReadHandle): string => String((db.get(latest) ?? db.get(any))?.annotator ?? 'unknown')

/** Saves what a repair does to records, with its line in the log, in the transaction of the repair. Throws why it cannot. */
export function saveRepair(db: WriteHandle, change: Change, now: string): void {
  const failure = applyChecked(db, createBodyCache(db), change)
  if (failure) throw new Error(failure.message)
  appendToLog(db, change, { origin: 'system', of: null, annotator: repairAuthor(db), at: now })
}
