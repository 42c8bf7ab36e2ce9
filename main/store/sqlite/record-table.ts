import type { RecordKind, RecordOf } from '../../../model/record/project.ts'
import { columnsOf } from './record-columns.ts'
import { eachRecord, packedColumn, readRecord } from './read-records.ts'
import { query, type ReadHandle, type Row, type SqlValue, type WriteHandle } from './sqlite.ts'

/**
 * How records of one kind are kept. What cannot be read is left out and noted: see damage.ts. `remove` returns the number
 * of rows it took away.
 */
export interface RecordTable<R> {
  /** Of the table. */
  readonly name: string
  /** All columns of its rows, for a SELECT. */
  readonly list: string
  /** Columns that follow from the record and from what else is stored. */
  readonly derived: ExtraColumns<R>
  /** Whether a row is a record of the project: of a codebook, only the version in use is one. */
  holds(row: Row): boolean
  /** The record of a row with all columns. Throws DamagedProject. */
  read(row: Row): R
  /** The record as one JSON array, for a SELECT, and how that is read; null where records are kept as one piece. */
  readonly packed: { readonly sql: string; read(packed: SqlValue | undefined): R } | null
  find(db: ReadHandle, id: string): R | null
  all(db: ReadHandle): Iterable<R>
  insert(db: WriteHandle, record: R): void
  remove(db: WriteHandle, id: string): number
}

/** Columns of a table beside those of the record, which follow from it and from what else is stored. */
export interface ExtraColumns<R> {
  readonly names: readonly string[]
  values(db: ReadHandle, record: R): SqlValue[]
}

const NO_EXTRAS: ExtraColumns<unknown> = { names: [], values: () => [] }

/** The table of a kind of record. Its rows are read by id, which is the order in which they came: ids are UUIDv7. */
export function recordTable<K extends Exclude<RecordKind, 'codebook'>>(
  kind: K,
  table: string,
  extra: ExtraColumns<RecordOf<K>> = NO_EXTRAS,
): RecordTable<RecordOf<K>> {
  const columns = columnsOf(kind)
  const names = [...columns.names, ...extra.names]
  const packed = packedColumn(kind, table)
  const findOne = query(`find-${kind}`, `SELECT ${packed} FROM ${table} WHERE id = ?`)
  const everything = query(`all-${table}`, `SELECT ${packed} FROM ${table} ORDER BY id`)
  const insert = query(
    `insert-${kind}`,
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  const remove = query(`remove-${kind}`, `DELETE FROM ${table} WHERE id = ?`)
  return {
    name: table,
    list: names.join(', '),
    derived: extra,
    holds: () => true,
    read: columns.read,
    packed: { sql: columns.packed(table), read: columns.unpack },
    find(db, id) {
      const row = db.get(findOne, id)
      return row ? readRecord(db, kind, row) : null
    },
    all: (db) => eachRecord(db, kind, everything),
    insert(db, record) {
      db.run(insert, ...columns.values(record), ...extra.values(db, record))
    },
    remove: (db, id) => db.run(remove, id),
  }
}
