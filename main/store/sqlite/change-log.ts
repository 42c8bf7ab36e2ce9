import { type Change, ORIGINS } from '../../../model/change/change.ts'
import { decodeChange, encodeForLog } from '../../../model/change/codec.ts'
import { logHash, NO_HASH } from '../log-hash.ts'
import { buildsUpon, type ChangeOrigin, type LogEntry } from '../../../model/change/log-entry.ts'
import { nullableTextColumn, numberColumn, textColumn } from './columns.ts'
import { readPast } from './damage.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'
import { DamagedProject } from '../damaged-project.ts'

const COLUMNS = 'sequence, change_id, origin, change_of, annotator, at, replica, parent, hash, payload'

const append = query(
  'append-change',
  `INSERT INTO change_log (change_id, origin, change_of, annotator, at, title, payload, replica, parent, hash)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
)
const lastLine = query('last-change', 'SELECT sequence, change_id, hash FROM change_log ORDER BY sequence DESC LIMIT 1')
const replicaNow = query('replica-now', 'SELECT id FROM replicas ORDER BY sequence DESC LIMIT 1')
const sequenceOf = query('change-sequence', 'SELECT sequence FROM change_log WHERE change_id = ?')
const after = query('change-log', `SELECT ${COLUMNS} FROM change_log WHERE sequence > ? ORDER BY sequence`)
const findOne = query('find-change', `SELECT ${COLUMNS} FROM change_log WHERE sequence = ?`)
const byOthers = query(
  'changes-by-others',
  `SELECT ${COLUMNS} FROM change_log WHERE sequence > ?1 AND annotator <> ?2 ORDER BY sequence LIMIT ?3`,
)

// Of every version of a project: no column that came later is named.
const lastId = query('last-change-id', 'SELECT change_id FROM change_log ORDER BY sequence DESC LIMIT 1')
const lastAct = query('last-act', "SELECT at FROM change_log WHERE origin <> 'system' ORDER BY sequence DESC LIMIT 1")

function entryOf(row: Row): LogEntry {
  const sequence = numberColumn(row, 'sequence')
  const decoded = decodeChange(textColumn(row, 'payload'))
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
    replica: textColumn(row, 'replica'),
    parent: nullableTextColumn(row, 'parent'),
    hash: textColumn(row, 'hash'),
  }
}

/** What a line says, as it is stored. */
export const storedLine = (row: Row) => ({
  changeId: textColumn(row, 'change_id'),
  origin: textColumn(row, 'origin'),
  of: nullableTextColumn(row, 'change_of'),
  annotator: textColumn(row, 'annotator'),
  at: textColumn(row, 'at'),
  replica: nullableTextColumn(row, 'replica'),
  parent: nullableTextColumn(row, 'parent'),
  hash: textColumn(row, 'hash'),
  payload: textColumn(row, 'payload'),
})

/** A line of the log; null, and noted, where it cannot be read. */
const readEntry = (db: ReadHandle, row: Row): LogEntry | null =>
  readPast(
    db,
    () => ({ kind: 'change', id: String(row.change_id), article: null }),
    () => entryOf(row),
  )

/** Appends a line and returns its sequence number. `json`: the change as the log keeps it, where that is known. */
export function appendToLog(db: WriteHandle, change: Change, from: ChangeOrigin, json?: string): number {
  const { origin, of, annotator, at } = from
  const last = db.get(lastLine)
  const parent = last ? textColumn(last, 'change_id') : null
  const replica = nullableTextColumn(db.get(replicaNow) ?? { id: null }, 'id')
  const payload = json ?? encodeForLog(change)
  const said = { changeId: change.id, origin, of, annotator, at, replica, parent }
  const hash = logHash(last ? textColumn(last, 'hash') : NO_HASH, said, payload)
  db.run(append, change.id, origin, of, annotator, at, change.title, payload, replica, parent, hash)
  return logSequence(db, change.id) as number
}

/** How many lines the log has, and the hash of the last: written down elsewhere, it shows whether any was altered since. */
export function logEnd(db: ReadHandle): { readonly changes: number; readonly hash: string } {
  const last = db.get(lastLine)
  return last
    ? { changes: numberColumn(last, 'sequence'), hash: textColumn(last, 'hash') }
    : { changes: 0, hash: NO_HASH }
}

/** Sequence number of a change that is in the log already; null otherwise. */
export function logSequence(db: ReadHandle, changeId: string): number | null {
  const row = db.get(sequenceOf, changeId)
  return row ? numberColumn(row, 'sequence') : null
}

/** Id of the last change of the log; null where there is none. */
export function lastChange(db: ReadHandle): string | null {
  const row = db.get(lastId)
  return row ? textColumn(row, 'change_id') : null
}

/** When somebody last changed the project (ISO 8601); null where nobody has since it was made. */
export function lastChangedAt(db: ReadHandle): string | null {
  const row = db.get(lastAct)
  return row ? textColumn(row, 'at') : null
}

export function findLogEntry(db: ReadHandle, sequence: number): LogEntry | null {
  const row = db.get(findOne, sequence)
  return row ? entryOf(row) : null
}

/** The log after a line (0: all of it), oldest first, one line at a time. Texts are only named: see `bodies`. */
export function* readLog(db: ReadHandle, sequence = 0): IterableIterator<LogEntry> {
  for (const row of db.iterate(after, sequence)) yield entryOf(row)
}

/** Lines that are looked through for what others built upon a change: as many as a person could still care about. */
const RECENT_LINES = 10_000

/** The first line in which somebody else built upon a change of the log; null where nobody did. */
export function builtUponBy(db: ReadHandle, changeId: string, annotator: string): LogEntry | null {
  const sequence = logSequence(db, changeId)
  const entry = sequence === null ? null : findLogEntry(db, sequence)
  if (!entry) return null
  for (const row of db.iterate(byOthers, entry.sequence, annotator, RECENT_LINES)) {
    const later = readEntry(db, row)
    if (later && buildsUpon(later.change, entry.change)) return later
  }
  return null
}
