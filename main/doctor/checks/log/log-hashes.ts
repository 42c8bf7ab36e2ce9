import { logHash, NO_HASH } from '../../../store/log-hash.ts'
import type { Check } from '../../check.ts'

export const logHashes: Check = {
  id: 'log-hashes',
  title: 'The change log is one chain',
  severity: 'damage',
  means: 'A line of the log was altered, moved, put in or taken out after it was written.',
  start(_project, found) {
    let before: string | null = NO_HASH
    return {
      line(line) {
        const isOwn = before !== null && logHash(before, line, line.payload) === line.hash
        if (before !== null && !isOwn) {
          found(line.changeId, `Change ${line.sequence} of the log is not what was written after the one before it.`)
        }
        before = line.hash
      },
      unreadable({ table, row }) {
        if (table === 'change_log') before = typeof row.hash === 'string' ? row.hash : null
      },
      gap({ table }) {
        if (table === 'change_log') before = null
      },
    }
  },
}
