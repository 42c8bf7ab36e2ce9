import type { RecordKind, RecordOf } from '../../../model/record/project.ts'
import { readPast } from './damage.ts'
import { columnsOf } from './record-columns.ts'
import type { Query, ReadHandle, Row, SqlValue } from './sqlite.ts'

/** A kind of record that has columns of its own. */
type ColumnKind = Exclude<RecordKind, 'codebook'>

/** The record in the column "packed" of a row; null, and noted, where it cannot be read. */
export function readRecord<K extends ColumnKind>(db: ReadHandle, kind: K, row: Row): RecordOf<K> | null {
  const { unpack, identify } = columnsOf(kind)
  const { packed } = row
  return readPast(
    db,
    () => ({ kind, ...identify(packed) }),
    () => unpack(packed),
  )
}

/** The records of a query that selects them as "packed"; those that cannot be read are left out, and noted. */
export const recordsOf = <K extends ColumnKind>(
  db: ReadHandle,
  kind: K,
  statement: Query,
  ...values: readonly SqlValue[]
): RecordOf<K>[] => db.all(statement, ...values).flatMap((row) => readRecord(db, kind, row) ?? [])

/** The same one by one, so that memory does not grow with their number. */
export function* eachRecord<K extends ColumnKind>(
  db: ReadHandle,
  kind: K,
  statement: Query,
  ...values: readonly SqlValue[]
): IterableIterator<RecordOf<K>> {
  for (const row of db.iterate(statement, ...values)) {
    const record = readRecord(db, kind, row)
    if (record) yield record
  }
}

/** Selects a kind of record as "packed" from its table. */
export const packedColumn = (kind: ColumnKind, table: string): string => `${columnsOf(kind).packed(table)} AS packed`
