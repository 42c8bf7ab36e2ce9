import type { ProjectRecord, RecordKind } from '../../../model/record/project.ts'
import type { RecordTable } from '../../store/sqlite/record-table.ts'
import { TABLES } from '../../store/sqlite/tables.ts'
import type { Repair } from '../repair.ts'
import { rowsOf } from '../reading/rows.ts'
import { quarantineRow } from './quarantine.ts'

const KINDS = Object.keys(TABLES) as RecordKind[]

export const quarantineUnreadable: Repair = {
  id: 'quarantine',
  title: 'Set aside what cannot be read',
  does: 'Takes records that cannot be read out of their tables, so that the rest works. They are kept in the project, in a table of their own.',
  safety: 'safe',
  undoable: false,
  cures: [...KINDS.map((kind) => `readable-${TABLES[kind].name}`), 'fragments'],
  run(db, { now }) {
    let count = 0
    for (const kind of KINDS) {
      // TypeScript cannot see that all of them read rows.
      const table = TABLES[kind] as unknown as RecordTable<ProjectRecord>
      const unreadable: [Parameters<typeof quarantineRow>[2], string][] = []
      for (const row of rowsOf(db, table.name, table.list, () => undefined)) {
        try {
          table.read(row)
        } catch (error) {
          unreadable.push([row, error instanceof Error ? error.message : String(error)])
        }
      }
      for (const [row, why] of unreadable) quarantineRow(db, table.name, row, now, why)
      count += unreadable.length
    }
    return count
  },
}
