import type { Check } from '../../check.ts'

export const unreadablePages: Check = {
  id: 'pages',
  title: 'Pages can be read',
  severity: 'damage',
  means: 'Part of a table lies on pages of the file that cannot be read; what stands there is missing everywhere.',
  start: (_project, found) => ({
    gap({ table, after, until, why }) {
      const end = until === null ? 'to its end' : `to row ${until}`
      found(null, `Table ${table} cannot be read from behind row ${after} ${end}: ${why}.`)
    },
  }),
}
