import type { Change } from '../../../model/change/change.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { ChangeStub } from '../../../model/change/history-entry.ts'
import { notNextStep } from '../refusals.ts'
import { findLogEntry, logSequence } from './change-log.ts'
import { numberColumn, textColumn } from './columns.ts'
import { DamagedProject } from '../damaged-project.ts'
import { readPast } from './damage.ts'
import { type Query, query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'

/*
 * The undo stacks on disk, a pair for each annotator: their changes in order, each done or undone. What is undone always
 * lies behind what is done, because a fresh change of the same person drops it. The change log keeps every line.
 */

const dropUndone = query('drop-undone', 'DELETE FROM history WHERE annotator = ? AND undone = 1')
const push = query('push-history', 'INSERT INTO history (sequence, annotator, undone, first) VALUES (?, ?, 0, ?)')
const lastDone = query('last-done', 'SELECT max(sequence) AS sequence FROM history WHERE annotator = ? AND undone = 0')
const firstUndone = query(
  'first-undone',
  'SELECT min(sequence) AS sequence FROM history WHERE annotator = ? AND undone = 1',
)
const firstOf = query('first-of-step', 'SELECT first FROM history WHERE sequence = ?')
const mark = query('mark-undone', 'UPDATE history SET undone = ? WHERE sequence = ?')
const done = query(
  'done',
  `SELECT sequence, change_id, title, octet_length(payload) AS size, first FROM history JOIN change_log USING (sequence)
   WHERE history.annotator = ? AND undone = 0 ORDER BY sequence DESC LIMIT ?`,
)
const undone = query(
  'undone',
  `SELECT sequence, change_id, title, octet_length(payload) AS size, first FROM history JOIN change_log USING (sequence)
   WHERE history.annotator = ? AND undone = 1 ORDER BY sequence LIMIT ?`,
)

const hasSteps = query('has-steps', 'SELECT 1 FROM history WHERE annotator = ? LIMIT 1')
const adopt = query('adopt-steps', 'UPDATE history SET annotator = ? WHERE annotator = ?')

/** Beyond this many bytes older steps are left out, or opening would wait for acts of long ago. */
const HISTORY_SIZE = 16_000_000

/**
 * Puts a change on its annotator's undo stack; what they could redo is gone. `first` is the first line of the log where the
 * step is a batch: all lines from there to `sequence`.
 */
export function pushHistory(db: WriteHandle, annotator: string, sequence: number, first: number | null = null): void {
  db.run(dropUndone, annotator)
  db.run(push, sequence, annotator, first)
}

/** Hands the steps of an annotator to another one, in whose stack they stand in the order of the log. */
export function adoptSteps(db: WriteHandle, of: string, by: string): Result<null> {
  if (!db.get(hasSteps, of)) return ok(null)
  return db.transaction(
    () => {
      db.run(dropUndone, of)
      db.run(dropUndone, by)
      db.run(adopt, by, of)
      return ok(null)
    },
    () => true,
  )
}

/** The lines of the log that a step on either stack is made of; null where its last line is no step, or no batch. */
export function batchLines(db: ReadHandle, id: string): { readonly first: number; readonly last: number } | null {
  const last = logSequence(db, id)
  const first = last === null ? null : db.get(firstOf, last)?.first
  return last === null || typeof first !== 'number' ? null : { first, last }
}

/** Moves a change to its annotator's other stack. It must be the next in line, or undoing would tear a hole. */
export function moveBetweenStacks(
  db: WriteHandle,
  annotator: string,
  direction: 'undo' | 'redo',
  of: string,
): Result<null> {
  const sequence = logSequence(db, of)
  const next = db.get(direction === 'undo' ? lastDone : firstUndone, annotator)?.sequence
  if (sequence === null || sequence !== next) {
    return notNextStep(direction, of)
  }
  db.run(mark, direction === 'undo' ? 1 : 0, sequence)
  return ok(null)
}

/**
 * Both stacks of an annotator, at most `limit` steps each; the last of a list is the next to be undone or redone. Of a
 * step with more than `largest` bytes, and of a batch, there is only the title.
 */
export function readHistory(
  db: ReadHandle,
  annotator: string,
  limit: number,
  largest = Number.POSITIVE_INFINITY,
): { undo: (Change | ChangeStub)[]; redo: (Change | ChangeStub)[] } {
  return {
    undo: readStack(db, done, annotator, limit, largest),
    redo: readStack(db, undone, annotator, limit, largest),
  }
}

function readStack(
  db: ReadHandle,
  side: Query,
  annotator: string,
  limit: number,
  largest: number,
): (Change | ChangeStub)[] {
  const changes: (Change | ChangeStub)[] = []
  let sum = 0
  for (const row of db.all(side, annotator, limit)) {
    const step = readPast(
      db,
      () => ({ kind: 'change', id: String(row.change_id), article: null }),
      () => stepOf(db, row, largest),
    )
    // Steps are taken back one after the other, so what lies behind one that cannot be read is out of reach, too.
    if (!step) break
    if (!('stored' in step)) sum += numberColumn(row, 'size')
    if (sum > HISTORY_SIZE && changes.length > 0) break
    changes.push(step)
  }
  return changes.toReversed()
}

/** Of a large step, and of a batch, there is only the title. */
function stepOf(db: ReadHandle, row: Row, largest: number): Change | ChangeStub {
  const isBatch = row.first !== null
  if (isBatch || numberColumn(row, 'size') > largest) {
    const stored = { id: textColumn(row, 'change_id'), title: textColumn(row, 'title'), stored: true } as const
    return isBatch ? { ...stored, batch: true } : stored
  }
  const sequence = numberColumn(row, 'sequence')
  const entry = findLogEntry(db, sequence)
  if (!entry) throw new DamagedProject(`Change ${sequence} is in the history but not in the log.`)
  return entry.change
}
