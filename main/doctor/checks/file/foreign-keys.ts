import { query } from '../../../store/sqlite/sqlite.ts'
import type { Check } from '../../check.ts'

const foreignKeys = query('foreign-key-check', 'PRAGMA foreign_key_check')

export const foreignKeysCheck: Check = {
  id: 'references',
  title: 'References between tables',
  severity: 'wrong',
  means: 'A row needs another one that is not there: an annotation its article, a relation its ends.',
  start: ({ db }, found) => ({
    whole() {
      for (const row of db.iterate(foreignKeys)) {
        found(
          null,
          `Row ${String(row.rowid)} of ${String(row.table)} refers to ${String(row.parent)} that are not there.`,
        )
      }
    },
  }),
}
