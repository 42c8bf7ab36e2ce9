import type { ProjectRecord, RecordKind } from '../../../model/record/project.ts'
import type { RecordTable } from '../../store/sqlite/record-table.ts'
import { query } from '../../store/sqlite/sqlite.ts'
import { TABLES } from '../../store/sqlite/tables.ts'
import type { Repair } from '../repair.ts'
import { bareName, recordsOf } from '../reading/packed-records.ts'

const KINDS: readonly RecordKind[] = ['annotation', 'article']

export const recomputeColumns: Repair = {
  id: 'columns',
  title: 'Compute columns anew',
  does: 'Makes the columns by which records are listed and sorted what the records say.',
  safety: 'safe',
  undoable: false,
  cures: ['columns'],
  run(db) {
    let count = 0
    for (const kind of KINDS) {
      // TypeScript cannot see that all of them read rows.
      const table = TABLES[kind] as unknown as RecordTable<ProjectRecord>
      const { names, values } = table.derived
      const set = names.map((name) => `${name} = ?`).join(', ')
      const update = query(`recompute-${table.name}`, `UPDATE ${table.name} SET ${set} WHERE id = ?`)
      const wrong: [string, ReturnType<typeof values>][] = []
      for (const { record, row } of recordsOf(db, table, () => undefined)) {
        if (!record) continue
        const wanted = values(db, record)
        if (names.some((name, i) => row[bareName(name)] !== wanted[i])) wrong.push([record.id, wanted])
      }
      for (const [id, wanted] of wrong) db.run(update, ...wanted, id)
      count += wrong.length
    }
    return count
  },
}
