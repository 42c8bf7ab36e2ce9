import { homeOf, shiftRecord } from '../../../model/record/kinds.ts'
import { type ProjectRecord, recordKey, type RecordKind } from '../../../model/record/project.ts'
import type { RecordTable } from '../../store/sqlite/record-table.ts'
import { query, type WriteHandle } from '../../store/sqlite/sqlite.ts'
import { insertRecord, removeRecord, TABLES } from '../../store/sqlite/tables.ts'
import { foundBy, type Repair } from '../repair.ts'
import { createLoggedStates } from '../reading/logged-states.ts'
import { recordsOf } from '../reading/packed-records.ts'
import { readableLines } from '../reading/readable-lines.ts'

const forgetCodebook = query('forget-codebook', 'DELETE FROM codebooks WHERE id = ? AND current = 1')

export const recordsFromLog: Repair = {
  id: 'records-from-log',
  title: 'Bring records back from the change log',
  does: 'Makes records that were lost or altered what the change log says of them, and takes away those that it does not know.',
  safety: 'safe',
  undoable: false,
  cures: [
    ...Object.values(TABLES).map(({ name }) => `readable-${name}`),
    'fragments',
    'records-as-logged',
    'project',
    'codebook',
    'codebook-content',
  ],
  refuses(results) {
    const broken = foundBy(results, ['readable-log', 'log-lines', 'log-hashes', 'change-log'])
    return broken === 0 ? null : 'The change log itself is damaged, so it cannot say what the records were.'
  },
  run(db) {
    const logged = createLoggedStates()
    for (const change of readableLines(db)) logged.follow(change)
    /** Keys of what is not as the log left it. */
    const wrong = new Set<string>()
    for (const record of stored(db)) if (logged.compare(record) !== 'same') wrong.add(recordKey(record))
    const lost = logged.missing() > 0
    const right = statesOf(db, (key) => wrong.has(key) || (lost && logged.isMissing(key)))
    for (const key of wrong) {
      const colon = key.indexOf(':')
      remove(db, key.slice(0, colon) as RecordKind, key.slice(colon + 1))
    }
    for (const record of right.values()) {
      // A row that cannot be read stands in its place.
      remove(db, record.kind, record.id)
      insertRecord(db, record)
    }
    return new Set([...wrong, ...right.keys()]).size
  },
}

function remove(db: WriteHandle, kind: RecordKind, id: string): void {
  if (kind === 'codebook') db.run(forgetCodebook, id)
  else removeRecord(db, { kind, id })
}

function* stored(db: WriteHandle): Generator<ProjectRecord, void> {
  for (const kind of Object.keys(TABLES) as RecordKind[]) {
    // TypeScript cannot see that all of them read rows.
    const table = TABLES[kind] as unknown as RecordTable<ProjectRecord>
    for (const { record, row } of recordsOf(db, table, () => undefined)) if (record && table.holds(row)) yield record
  }
}

/** What the log left of some records, by their keys. Memory holds these alone. */
function statesOf(db: WriteHandle, isWanted: (key: string) => boolean): Map<string, ProjectRecord> {
  const states = new Map<string, ProjectRecord>()
  for (const { added, updated, removed, edits } of readableLines(db)) {
    for (const record of removed) states.delete(recordKey(record))
    const named = new Set([...added, ...updated.map(([, after]) => after)].map(recordKey))
    for (const { article, splices } of edits) {
      for (const [key, record] of states) {
        const moved = homeOf(record) === article && !named.has(key) ? shiftRecord(record, splices) : record
        if (moved) states.set(key, moved)
      }
    }
    for (const record of [...updated.map(([, after]) => after), ...added]) {
      const key = recordKey(record)
      if (isWanted(key)) states.set(key, record)
    }
  }
  return states
}
