import { KINDS } from '../../../../model/record/kinds.ts'
import type { RecordKind } from '../../../../model/record/project.ts'
import { TABLES } from '../../../store/sqlite/tables.ts'
import type { Check } from '../../check.ts'

/** One check for each kind of record. */
export const unreadableRecords: readonly Check[] = (Object.keys(TABLES) as RecordKind[]).map((kind) => ({
  id: `readable-${TABLES[kind].name}`,
  title: `Every ${KINDS[kind].noun.split(' ').at(-1)} can be read`,
  severity: 'damage',
  means: `What is stored is no ${KINDS[kind].noun.split(' ').at(-1)}; the program leaves it out.`,
  start: (_project, found) => ({
    unreadable({ kind: own, id, rowid, why }) {
      if (own === kind) found(id, `Row ${rowid} of ${TABLES[kind].name} (${id ?? 'no id'}) cannot be read: ${why}`)
    },
  }),
}))
