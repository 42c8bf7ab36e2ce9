import { invertChange, sizeOf } from '../../../model/change/change.ts'
import { type Failure, ok, type Result } from '../../../model/value/result.ts'
import type { BatchStep } from '../batch-step.ts'
import type { BatchOrigin, SavedBatch } from '../project-store.ts'
import { noSuchStep } from '../refusals.ts'
import { appendToLog, findLogEntry } from './change-log.ts'
import { batchLines, moveBetweenStacks, pushHistory } from './history.ts'
import { applyChecked } from './save-change.ts'
import type { WriteHandle } from './sqlite.ts'
import { DamagedProject } from '../damaged-project.ts'
import { type BodyCache, storeBody } from './texts.ts'

/*
 * Steps of undo that are too large for one change: an import of a million annotations. The step is many lines of the
 * change log, each a change of its own that follows those before it, and one entry of the history that spans them.
 * Memory holds one line at a time.
 */

/** A larger cache keeps the pages of the indexes that are filled from being written again and again. In KiB. */
const CACHE = 64 * 1024
const USUAL_CACHE = 2 * 1024

/** Runs work in one transaction with the larger cache. Everything is on disk when it returns, or nothing is changed. */
function transaction<T>(db: WriteHandle, work: () => Result<T>): Result<T> {
  db.exec(`PRAGMA cache_size = -${CACHE}`)
  try {
    return db.transaction(work, (result) => result.ok)
  } finally {
    db.exec(`PRAGMA cache_size = -${USUAL_CACHE}; PRAGMA shrink_memory`)
  }
}

/**
 * Saves all changes of a batch, or none; see {@link BatchStep}. `interrupt` is asked after each change, with the number
 * of records so far, whether to stop. Fails as saving a change does, and with what a step or `interrupt` gives.
 */
export function saveBatch(
  db: WriteHandle,
  bodies: BodyCache,
  steps: Iterable<Result<BatchStep>>,
  from: BatchOrigin,
  interrupt: (records: number) => Failure | null = () => null,
): Result<SavedBatch> {
  return transaction(db, () => {
    let first: number | null = null
    let last: { readonly sequence: number; readonly id: string } | null = null
    let changes = 0
    let records = 0
    for (const step of steps) {
      if (!step.ok) return step
      if (step.value.kind === 'text') {
        storeBody(db, step.value.body)
        continue
      }
      const { change, json } = step.value
      const failure = applyChecked(db, bodies, change)
      if (failure) return { ok: false, failure }
      const sequence = appendToLog(db, change, { origin: 'import', of: null, ...from }, json)
      first ??= sequence
      last = { sequence, id: change.id }
      changes++
      records += sizeOf(change)
      const stopped = interrupt(records)
      if (stopped) return { ok: false, failure: stopped }
    }
    if (last) pushHistory(db, from.annotator, last.sequence, first)
    return ok({ id: last?.id ?? null, changes, records })
  })
}

/**
 * Takes a batch back, or repeats it, in one transaction: line by line, from the last to the first or the other way
 * round, each with a line of its own in the log. Refuses with `conflict` where it is not the next step in the history.
 */
export function undoOrRedoBatch(
  db: WriteHandle,
  bodies: BodyCache,
  direction: 'undo' | 'redo',
  id: string,
  from: BatchOrigin,
  newId: () => string,
  tell: (records: number) => void = () => undefined,
): Result<null> {
  return transaction(db, () => {
    const lines = batchLines(db, id)
    if (!lines) return noSuchStep(id)
    // First, because it is refused at once where something else comes before it.
    const moved = moveBetweenStacks(db, from.annotator, direction, id)
    if (!moved.ok) return moved
    const { first, last } = lines
    let records = 0
    for (let done = 0; done <= last - first; done++) {
      const sequence = direction === 'undo' ? last - done : first + done
      const entry = findLogEntry(db, sequence)
      if (!entry) throw new DamagedProject(`Change ${sequence} is missing in the log.`)
      const change = direction === 'undo' ? invertChange(entry.change, newId()) : { ...entry.change, id: newId() }
      const failure = applyChecked(db, bodies, change)
      if (failure) return { ok: false, failure }
      appendToLog(db, change, { ...from, origin: direction, of: entry.change.id })
      records += sizeOf(change)
      tell(records)
    }
    return ok(null)
  })
}
