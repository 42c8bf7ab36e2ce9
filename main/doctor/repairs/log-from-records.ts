import { makeChange } from '../../../model/change/change.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import { appendToLog, logEnd } from '../../store/sqlite/change-log.ts'
import { query } from '../../store/sqlite/sqlite.ts'
import { allRecords } from '../../store/sqlite/tables.ts'
import type { Repair } from '../repair.ts'
import { repairAuthor } from './save-repair.ts'

const forgetHistory = query('forget-history', 'DELETE FROM history')
const setAside = query(
  'set-log-aside',
  `INSERT INTO quarantine (origin, row, at, why)
   SELECT 'change_log', json_patch(
     json_object('sequence', sequence, 'change_id', change_id, 'origin', origin, 'change_of', change_of, 'at', at),
     json_object('annotator', annotator, 'title', title, 'replica', replica, 'parent', parent, 'hash', hash,
       'payload', payload)), ?, 'The change log was begun anew.'
   FROM change_log ORDER BY sequence`,
)
const forgetLog = query('forget-log', 'DELETE FROM change_log')

/** Records of one line. */
const AT_ONCE = 5_000

export const logFromRecords: Repair = {
  id: 'log-from-records',
  title: 'Begin the change log anew',
  does: 'Sets the change log aside and begins another one with everything that is stored now. Undo, and who did what until now, are then only in what was set aside.',
  safety: 'destructive',
  undoable: false,
  cures: ['readable-log', 'log-lines', 'log-hashes', 'change-log', 'records-as-logged', 'log-authors', 'log-times'],
  run(db, { now, newId }) {
    const { changes } = logEnd(db)
    const from = { origin: 'import', of: null, annotator: repairAuthor(db), at: now } as const
    db.run(forgetHistory)
    db.run(setAside, now)
    db.run(forgetLog)
    let added: ProjectRecord[] = []
    const append = (): void => {
      if (added.length > 0) appendToLog(db, makeChange(newId(), 'Everything that was stored', { added }), from)
      added = []
    }
    for (const record of allRecords(db)) {
      added.push(record)
      if (added.length === AT_ONCE) append()
    }
    append()
    return changes
  },
}
