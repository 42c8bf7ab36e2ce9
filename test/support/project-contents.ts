import { readLog } from '../../main/store/sqlite/change-log.ts'
import { openSnapshot } from '../../main/store/sqlite/project-file.ts'
import { query } from '../../main/store/sqlite/sqlite.ts'
import { allRecords } from '../../main/store/sqlite/tables.ts'
import { type ProjectRecord, recordKey } from '../../model/record/project.ts'
import { valueOf } from './result.ts'

const bodies = query('test-bodies', 'SELECT id FROM bodies ORDER BY id')
const originals = query('test-originals', 'SELECT sha256 FROM originals ORDER BY sha256')
const steps = query('test-steps', 'SELECT * FROM history ORDER BY sequence')

/** All that is in a project: its records by key, the hashes of its texts and source files, its log and its undo stacks. */
export function contentsOf(path: string) {
  const db = valueOf(openSnapshot(path))
  try {
    const records = new Map<string, ProjectRecord>([...allRecords(db)].map((record) => [recordKey(record), record]))
    const log = [...readLog(db)]
    return { records, texts: db.all(bodies), originals: db.all(originals), log, steps: db.all(steps) }
  } finally {
    db.close()
  }
}
