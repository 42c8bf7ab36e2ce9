import { logHash, NO_HASH } from '../log-hash.ts'
import { storedLine } from './change-log.ts'
import { query, type ReadHandle } from './sqlite.ts'

const integrity = query('whole-integrity', 'PRAGMA integrity_check(1)')
const foreignKeys = query('whole-references', 'PRAGMA foreign_key_check')
const lines = query(
  'whole-lines',
  'SELECT change_id, origin, change_of, annotator, at, replica, parent, hash, payload FROM change_log ORDER BY sequence',
)

/**
 * Why a project is not one whole, or null: its tables fit each other and their indexes, nothing refers to what is not
 * there, and the change log is one chain. Reads all of the file, but no record. Throws SQLite's errors and
 * DamagedProject.
 */
export function wholeProblem(db: ReadHandle): string | null {
  const message = db.get(integrity)?.integrity_check
  if (message !== 'ok') return String(message)
  if (db.get(foreignKeys)) return 'Something refers to what is not there.'
  let before = NO_HASH
  for (const row of db.iterate(lines)) {
    const { hash, payload, ...said } = storedLine(row)
    if (logHash(before, said, payload) !== hash) return `Change ${said.changeId} of the log is not in its chain.`
    before = hash
  }
  return null
}
