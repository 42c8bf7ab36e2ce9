import { recordKey, type RecordKind, type RecordOf } from '../../../../model/record/project.ts'
import { TABLES } from '../../../store/sqlite/tables.ts'
import type { Check, StoredAt } from '../../check.ts'
import { bareName } from '../../reading/packed-records.ts'

export const columns: Check = {
  id: 'columns',
  title: 'Columns say what the records say',
  severity: 'wrong',
  means: 'A column that lists and sorts records contradicts them, so that lists come out wrong.',
  start({ db }, found) {
    const look = <K extends RecordKind>(kind: K) => {
      const { names, values } = TABLES[kind].derived
      return (record: RecordOf<K>, { row }: StoredAt): void => {
        const wanted = values(db, record)
        names.forEach((name, i) => {
          const held = row[bareName(name)]
          if (held === wanted[i]) return
          const key = recordKey(record)
          found(
            record.id,
            `${key}: column ${bareName(name)} holds ${String(held)}, but it should be ${String(wanted[i])}.`,
          )
        })
      }
    }
    return {
      records: { annotation: look('annotation'), article: look('article'), codebook: look('codebook') },
    }
  },
}
