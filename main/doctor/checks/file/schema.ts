import { schemaVersion } from '../../../store/sqlite/migrate.ts'
import { schemaDifferences } from '../../../store/sqlite/schema-check.ts'
import { MIGRATIONS } from '../../../store/sqlite/migrations/index.ts'
import type { Check } from '../../check.ts'

export const schema: Check = {
  id: 'schema',
  title: 'Tables are as this program makes them',
  severity: 'damage',
  means: 'Another program added, removed or altered tables, indexes or triggers.',
  start: ({ db }, found) => ({
    whole() {
      // A project of an older version that does not open is looked at as it is.
      const own = MIGRATIONS.slice(0, schemaVersion(db))
      for (const difference of schemaDifferences(db, own)) found(null, `${difference}.`)
    },
  }),
}
