import { logHash, NO_HASH } from '../../log-hash.ts'
import { nullableTextColumn, numberColumn, textColumn } from '../columns.ts'
import { query, type WriteHandle } from '../sqlite.ts'
import type { Migration } from './migration.ts'

/**
 * Each line of the log carries the hash of the one before. `quarantine` keeps rows that cannot be read, taken out of
 * their tables so that the rest works. `seals` says how many records of a kind an article has, and what they hash to.
 */
export const chain: Migration = {
  version: 7,
  sql: `
ALTER TABLE change_log ADD COLUMN hash TEXT NOT NULL DEFAULT '';

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  row TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;

CREATE TABLE seals (
  kind TEXT NOT NULL,
  article TEXT NOT NULL,
  count INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (kind, article)
) STRICT, WITHOUT ROWID;
`,
  run: chainLog,
}

const lines = query('chain-lines', 'SELECT sequence FROM change_log ORDER BY sequence')
const line = query(
  'chain-line',
  'SELECT change_id, origin, change_of, annotator, at, replica, parent, payload FROM change_log WHERE sequence = ?',
)
const seal = query('chain-seal', 'UPDATE change_log SET hash = ? WHERE sequence = ?')

/** Writes the hashes of all lines anew. */
export function chainLog(db: WriteHandle): void {
  let before = NO_HASH
  for (const number of db.all(lines)) {
    const sequence = numberColumn(number, 'sequence')
    const row = db.get(line, sequence) ?? {}
    const said = {
      changeId: textColumn(row, 'change_id'),
      origin: textColumn(row, 'origin'),
      of: nullableTextColumn(row, 'change_of'),
      annotator: textColumn(row, 'annotator'),
      at: textColumn(row, 'at'),
      replica: nullableTextColumn(row, 'replica'),
      parent: nullableTextColumn(row, 'parent'),
    }
    before = logHash(before, said, textColumn(row, 'payload'))
    db.run(seal, before, sequence)
  }
}
