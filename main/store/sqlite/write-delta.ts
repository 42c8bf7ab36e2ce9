import type { Delta } from '../../../model/change/apply.ts'
import { keepSeals } from './seals.ts'
import type { WriteHandle } from './sqlite.ts'
import { insertRecord, removeRecord } from './tables.ts'

/** Writes what a change does to the records: the one way in which rows of records change. */
export function writeDelta(db: WriteHandle, delta: Delta): void {
  for (const { before, after } of delta) {
    if (before) removeRecord(db, before)
    if (after) insertRecord(db, after)
  }
  keepSeals(db, delta)
}
