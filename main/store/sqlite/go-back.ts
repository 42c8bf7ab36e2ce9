import { applyChange } from '../../../model/change/apply.ts'
import { invertChange } from '../../../model/change/change.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { DamagedProject } from '../damaged-project.ts'
import { findLogEntry } from './change-log.ts'
import { numberColumn } from './columns.ts'
import { query, type ReadHandle, type WriteHandle } from './sqlite.ts'
import { viewOfStore } from './sqlite-view.ts'
import { writeDelta } from './write-delta.ts'

/*
 * A copy of a project is taken back to what it was after a line of its log: later lines are undone from the last to the
 * first, and go with their steps of undo. Texts and originals stay; nothing but earlier lines names them.
 */

const lastSequence = query('last-sequence', 'SELECT max(sequence) AS number FROM change_log')
const untilTime = query('sequence-at', 'SELECT max(sequence) AS number FROM change_log WHERE at <= ?')
const ofChange = query('sequence-of', 'SELECT max(sequence) AS number FROM change_log WHERE change_id = ?')
const markStep = query(
  'mark-step-of',
  'UPDATE history SET undone = ? WHERE sequence = (SELECT sequence FROM change_log WHERE change_id = ?)',
)
const dropSteps = query('drop-later-steps', 'DELETE FROM history WHERE sequence > ?')
const dropLines = query('drop-later-lines', 'DELETE FROM change_log WHERE sequence > ?')

/** A moment: a time (ISO 8601), the id of a change, or a line of the log. What it names is still done. */
export type Moment = { readonly time: string } | { readonly change: string } | { readonly line: number }

const noMoment = () =>
  fail('not-found', 'The log of this project knows no such moment.', 'Choose a later time, or a change of the log.')

/** The line of the log after which a moment is. */
export function lineOf(db: ReadHandle, moment: Moment): Result<number> {
  if ('line' in moment) return moment.line >= 1 && findLogEntry(db, moment.line) ? ok(moment.line) : noMoment()
  const row = 'time' in moment ? db.get(untilTime, moment.time) : db.get(ofChange, moment.change)
  return typeof row?.number === 'number' ? ok(row.number) : noMoment()
}

/**
 * Takes a project back to what it was after a line of its log, in one transaction. Throws {@link DamagedProject} where a
 * line does not fit what is stored.
 * @param tell Told now and then how many lines are done, of how many.
 */
export function goBack(
  db: WriteHandle,
  line: number,
  tell: (done: number, of: number) => void = () => undefined,
): void {
  db.transaction(
    () => {
      const last = numberColumn(db.get(lastSequence) ?? {}, 'number')
      for (let sequence = last; sequence > line; sequence--) {
        undoLine(db, sequence)
        tell(last - sequence + 1, last - line)
      }
      db.run(dropSteps, line)
      db.run(dropLines, line)
    },
    () => true,
  )
}

function undoLine(db: WriteHandle, sequence: number): void {
  const entry = findLogEntry(db, sequence)
  if (!entry) return
  const { change, origin, of } = entry
  const delta = applyChange(viewOfStore(db), invertChange(change, change.id))
  if (!delta.ok) throw new DamagedProject(`Change ${sequence} of the log does not fit what is stored.`)
  writeDelta(db, delta.value)
  if (of !== null) db.run(markStep, origin === 'undo' ? 0 : 1, of)
}
