import type { Change } from '../../../model/change/change.ts'
import { decodeChange } from '../../../model/change/codec.ts'
import type { ReadHandle } from '../../store/sqlite/sqlite.ts'
import { rowsOf } from './rows.ts'

/** The changes of the log, oldest first, without those that cannot be read. */
export function* readableLines(db: ReadHandle): Generator<Change, void> {
  for (const row of rowsOf(db, 'change_log', 'payload', () => undefined)) {
    const decoded = typeof row.payload === 'string' ? decodeChange(row.payload) : null
    if (decoded?.ok) yield decoded.value
  }
}
