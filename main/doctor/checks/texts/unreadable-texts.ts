import type { Check } from '../../check.ts'

export const unreadableTexts: Check = {
  id: 'readable-texts',
  title: 'Every text and source file can be read',
  severity: 'damage',
  means: 'A stored text or source file is not what the program writes; its article cannot be opened.',
  start: (_project, found) => ({
    unreadable({ table, id, rowid, why }) {
      if (table === 'bodies' || table === 'originals') {
        found(id, `Row ${rowid} of ${table} (${id ?? 'no id'}) cannot be read: ${why}`)
      }
    },
  }),
}
