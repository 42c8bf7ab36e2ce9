import { query } from '../../../store/sqlite/sqlite.ts'
import type { Check } from '../../check.ts'

const integrity = query('integrity-check', 'PRAGMA integrity_check(100)')

export const fileIntegrity: Check = {
  id: 'file',
  title: 'File is whole',
  severity: 'damage',
  means: 'Parts of the file were overwritten or lost: its pages, indexes or rules do not fit each other.',
  start: ({ db }, found) => ({
    whole() {
      for (const row of db.iterate(integrity)) {
        for (const message of String(row.integrity_check).split('\n')) {
          if (message !== 'ok' && !message.startsWith('*** in database')) found(null, message)
        }
      }
    },
  }),
}
