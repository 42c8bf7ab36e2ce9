import type { Check } from '../../check.ts'

export const unreadableLines: Check = {
  id: 'readable-log',
  title: 'Every line of the change log can be read',
  severity: 'damage',
  means: 'A line of the log is no change; what it did is not known any more.',
  start: (_project, found) => ({
    unreadable({ table, id, rowid, why }) {
      if (table === 'change_log') found(id, `Change ${rowid} of the log cannot be read: ${why}`)
    },
  }),
}
