import { type Change, ORIGINS, type Origin } from '../../../model/change/change.ts'
import { encodeChange } from '../../../model/record/schemas.ts'
import { nullableTextColumn, numberColumn, textColumn } from './columns.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'
import { DamagedProject } from './store-failure.ts'
import { decodeStoredChange } from '../stored-change.ts'

/** A line of the change log: what was done, by whom, when, and where it came from. */
export interface LogEntry {
  readonly sequence: number
  readonly change: Change
  readonly origin: Origin
  /** Undo and redo: id of the user's change that was taken back or repeated. */
  readonly of: string | null
  readonly annotator: string
  /** ISO 8601, UTC */
  readonly at: string
}

const COLUMNS = 'sequence, change_id, origin, change_of, annotator, at, payload'

const append = query(
  'append-change',
  'INSERT INTO change_log (change_id, origin, change_of, annotator, at, title, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
)
const sequenceOf = query('change-sequence', 'SELECT sequence FROM change_log WHERE change_id = ?')
const everything = query('change-log', `SELECT ${COLUMNS} FROM change_log ORDER BY sequence`)
const findOne = query('find-change', `SELECT ${COLUMNS} FROM change_log WHERE sequence = ?`)

function entryOf(row: Row): LogEntry {
  const sequence = numberColumn(row, 'sequence')
  const decoded = decodeStoredChange(textColumn(row, 'payload'))
  if (!decoded.ok) throw new DamagedProject(`Change ${sequence} of the log: ${decoded.failure.message}`)
  const origin = ORIGINS.find((known) => known === row.origin)
  if (!origin) throw new DamagedProject(`Change ${sequence} of the log has no known origin.`)
  return {
    sequence,
    change: decoded.value,
    origin,
    of: nullableTextColumn(row, 'change_of'),
    annotator: textColumn(row, 'annotator'),
    at: textColumn(row, 'at'),
  }
}

/** Appends a line and returns its sequence number, which counts from 1. `json` is the encoded change, if it is known. */
export function appendToLog(db: WriteHandle, entry: Omit<LogEntry, 'sequence'>, json?: string): number {
  const { change, origin, of, annotator, at } = entry
  db.run(append, change.id, origin, of, annotator, at, change.title, json ?? encodeChange(change))
  return logSequence(db, change.id) as number
}

/** Sequence number of a change that is in the log already; null otherwise. */
export function logSequence(db: ReadHandle, changeId: string): number | null {
  const row = db.get(sequenceOf, changeId)
  return row ? numberColumn(row, 'sequence') : null
}

export function findLogEntry(db: ReadHandle, sequence: number): LogEntry | null {
  const row = db.get(findOne, sequence)
  return row ? entryOf(row) : null
}

/** The whole log, oldest first, one line at a time. */
export function* readLog(db: ReadHandle): IterableIterator<LogEntry> {
  for (const row of db.iterate(everything)) yield entryOf(row)
}
