import type { ProjectRecord } from '../../../model/record/project.ts'
import type { RecordTable } from '../../store/sqlite/record-table.ts'
import { query, type ReadHandle, type Row, type SqlValue } from '../../store/sqlite/sqlite.ts'
import type { Gap } from '../check.ts'
import { ROW_NUMBER, rowsOf } from './rows.ts'

/** A record and its row, or the row and why it is no record. */
export type ReadRecord =
  | { readonly record: ProjectRecord; readonly row: Row }
  | { readonly record: null; readonly row: Row; readonly error: unknown }

/** Records that leave SQLite as one text: row by row, a million take three times as long. */
const AT_ONCE = 1_000

/** Name of a column as a row has it. */
export const bareName = (column: string): string => column.replaceAll('"', '')

/**
 * All records of a table. They are read a thousand at a time; where that fails, because one of them cannot be read or
 * pages are broken, these thousand are read row by row.
 */
export function* recordsOf(
  db: ReadHandle,
  table: RecordTable<ProjectRecord>,
  onGap: (gap: Gap) => void,
): Generator<ReadRecord, void> {
  let last = 0
  for (;;) {
    const batch = table.packed && readBatch(db, table, table.packed, last)
    if (batch) {
      yield* batch.records
      if (batch.records.length === 0) return
      last = batch.last
      continue
    }
    let count = 0
    for (const row of rowsOf(db, table.name, table.list, onGap, last)) {
      yield readRow(table, row)
      last = Number(row[ROW_NUMBER])
      if (table.packed && ++count === AT_ONCE) break
    }
    if (count < AT_ONCE) return
  }
}

function readRow(table: RecordTable<ProjectRecord>, row: Row): ReadRecord {
  try {
    return { record: table.read(row), row }
  } catch (error) {
    return { record: null, row, error }
  }
}

const queries = new Map<string, ReturnType<typeof query>>()

function batchQuery({ name, derived, packed }: RecordTable<ProjectRecord>): ReturnType<typeof query> {
  let found = queries.get(name)
  if (!found) {
    const item = `json_array(rowid, ${packed?.sql} || ''${derived.names.map((column) => `, ${column}`).join('')})`
    found = query(
      `doctor-packed-${name}`,
      `SELECT '[' || coalesce(group_concat(item, ','), '') || ']' AS list
       FROM (SELECT ${item} AS item FROM ${name} WHERE rowid > ? ORDER BY rowid LIMIT ${AT_ONCE})`,
    )
    queries.set(name, found)
  }
  return found
}

/** The next records; null where they have to be read row by row. */
function readBatch(
  db: ReadHandle,
  table: RecordTable<ProjectRecord>,
  packed: NonNullable<RecordTable<ProjectRecord>['packed']>,
  behind: number,
): { readonly records: readonly ReadRecord[]; readonly last: number } | null {
  try {
    const list = JSON.parse(String(db.get(batchQuery(table), behind)?.list)) as readonly (readonly unknown[])[]
    const names = table.derived.names.map(bareName)
    let last = behind
    const records = list.map(([number, item, ...values]): ReadRecord => {
      if (typeof number !== 'number' || number <= last) throw new Error('Rows are not in order.')
      last = number
      const row = Object.fromEntries(names.map((name, i) => [name, values[i] as SqlValue]))
      return { record: packed.read(item as SqlValue), row }
    })
    return { records, last }
  } catch {
    return null
  }
}
