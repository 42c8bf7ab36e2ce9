import { schemaDifferences } from '../../store/sqlite/schema-check.ts'
import { MIGRATIONS } from '../../store/sqlite/migrations/index.ts'
import type { Check } from '../check.ts'

export const schema: Check = {
  id: 'schema',
  title: 'Tables are as this program makes them',
  severity: 'damage',
  means: 'Another program added, removed or altered tables, indexes or triggers.',
  start: ({ db }, found) => ({
    whole() {
      for (const difference of schemaDifferences(db, MIGRATIONS)) found(null, `${difference}.`)
    },
  }),
}
