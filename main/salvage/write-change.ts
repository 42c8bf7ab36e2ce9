import { applyChange } from '../../model/change/apply.ts'
import type { Change } from '../../model/change/change.ts'
import type { ChangeOrigin } from '../../model/change/log-entry.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { appendToLog } from '../store/sqlite/change-log.ts'
import { viewOfStore } from '../store/sqlite/sqlite-view.ts'
import type { WriteHandle } from '../store/sqlite/sqlite.ts'
import { writeDelta } from '../store/sqlite/write-delta.ts'

/**
 * Applies a change to the project that is being put together, and writes its line. Unlike saving, it does not ask whether
 * texts and references are there: a line of the past may need what was lost, and what must not stay is taken away at the
 * end. Gives the number of the line.
 */
export function writeChange(db: WriteHandle, change: Change, from: ChangeOrigin): Result<number> {
  const delta = applyChange(viewOfStore(db), change)
  if (!delta.ok) return delta
  writeDelta(db, delta.value)
  return ok(appendToLog(db, change, from))
}
