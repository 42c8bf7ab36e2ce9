import { type Change, type Origin, sameValue } from '../../../model/change/change.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import { type Failure, fail, ok, type Result } from '../../../model/value/result.ts'
import { appendToLog, logSequence } from './change-log.ts'
import { checkOutcome, invalidChange } from './check-change.ts'
import { batchLines, moveHistory, pushHistory } from './history.ts'
import { findRecord, insertRecord, removeRecord } from './records.ts'
import type { WriteHandle } from './sqlite.ts'
import { isStorable } from '../../../model/value/storable.ts'
import type { BodyCache } from './texts.ts'

/** Where a change comes from. */
export interface ChangeOrigin {
  readonly origin: Origin
  /** Undo and redo: id of the user's change that is taken back or repeated. */
  readonly of: string | null
  readonly annotator: string
  /** ISO 8601, UTC */
  readonly at: string
}

/**
 * Saves a change: its rows, its line in the log and its place in the undo history, in one transaction that is on disk
 * when this returns. Nothing is changed when it fails: `conflict` when what it updates or removes is not as it
 * remembers, `quote-mismatch` when a quote is not in the text, `invalid-record` when something it needs is missing.
 * A change that is saved already is not saved again; its place in the log comes back.
 * `before` runs in the same transaction, for the bytes and the text of an imported article.
 */
export function saveChange(
  db: WriteHandle,
  bodies: BodyCache,
  change: Change,
  from: ChangeOrigin,
  before: () => void = () => {},
): Result<{ readonly sequence: number }> {
  return db.transaction(
    () => {
      const known = logSequence(db, change.id)
      if (known !== null) return ok({ sequence: known })
      before()
      const failure = applyChecked(db, bodies, change)
      if (failure) return { ok: false as const, failure }
      const { origin, of } = from
      if ((origin === 'undo' || origin === 'redo') !== (of !== null)) return missingOrigin(change)
      // Taking back one of many lines would leave the others.
      if (of !== null && batchLines(db, of)) return partOfBatch(change)
      const sequence = appendToLog(db, { change, ...from })
      if (origin === 'user') pushHistory(db, sequence)
      if (of !== null && (origin === 'undo' || origin === 'redo')) {
        const moved = moveHistory(db, origin, of)
        if (!moved.ok) return moved
      }
      return ok({ sequence })
    },
    (result) => result.ok,
  )
}

const missingOrigin = (change: Change) =>
  fail('invalid-record', `"${change.title}" does not say which change it takes back.`, 'Please report this.')

const partOfBatch = (change: Change) =>
  fail('conflict', `"${change.title}" was one of many changes.`, 'Reload the project and undo all of them.')

/** Writes the rows of a change and checks what they make. What was written stands even where it fails: roll back. */
export const applyChecked = (db: WriteHandle, bodies: BodyCache, change: Change): Failure | null =>
  applyRows(db, change) ?? checkOutcome(db, bodies, change)

const conflict = (change: Change, key: string, what: string): Failure =>
  fail(
    'conflict',
    `"${change.title}" does not fit the project as it is now: ${what}.`,
    'Reload the project and repeat the step.',
    [key],
  ).failure

/** The same order and refusals as the model's applyChange, against what is stored. */
function applyRows(db: WriteHandle, change: Change): Failure | null {
  const takeAway = (record: ProjectRecord, verb: string): Failure | null => {
    const key = recordKey(record)
    const stored = findRecord(db, record)
    if (!stored) return conflict(change, key, `what it ${verb} is not there`)
    if (!sameValue(stored, record)) return conflict(change, key, `what it ${verb} has been changed since`)
    removeRecord(db, record)
    return null
  }
  for (const record of change.removed) {
    const failure = takeAway(record, 'removes')
    if (failure) return failure
  }
  for (const [before, after] of change.updated) {
    const key = recordKey(before)
    if (recordKey(after) !== key) return invalidChange(change, 'an update may not turn a record into another', [key])
    const failure = takeAway(before, 'updates') ?? put(db, change, after)
    if (failure) return failure
  }
  for (const record of change.added) {
    if (findRecord(db, record)) return conflict(change, recordKey(record), 'what it adds is there already')
    const failure = put(db, change, record)
    if (failure) return failure
  }
  return null
}

function put(db: WriteHandle, change: Change, record: ProjectRecord): Failure | null {
  // SQLite keeps UTF-8, which has no half characters, and its functions end a text at a zero character; decoders leave
  // out what is called "__proto__". What came back would no longer match the log.
  if (!isStorable(record)) {
    const what = 'it holds half a character, a zero character or the name "__proto__"'
    return invalidChange(change, what, [recordKey(record)])
  }
  insertRecord(db, record)
  return null
}
