import { query, type Row, type WriteHandle } from '../../store/sqlite/sqlite.ts'
import { ROW_NUMBER } from '../reading/rows.ts'

const keep = query('quarantine', 'INSERT INTO quarantine (origin, row, at, why) VALUES (?, ?, ?, ?)')

/** Bytes as hex, so that a row can be kept as JSON. */
const asJson = (row: Row): string =>
  JSON.stringify(row, (_key, value: unknown) =>
    value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value,
  )

/** Takes a row out of its table and keeps it, as JSON, in the table `quarantine`. The row comes with its number. */
export function quarantineRow(db: WriteHandle, table: string, row: Row, at: string, why: string): void {
  db.run(keep, table, asJson(row), at, why)
  db.run(query(`take-out-${table}`, `DELETE FROM ${table} WHERE rowid = ?`), Number(row[ROW_NUMBER]))
}
