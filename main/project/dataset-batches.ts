import { type Failure, fail, type Result } from '../../model/value/result.ts'
import type { Direction, SavedBatch } from '../store/project-store.ts'
import { readSpool } from '../store/spool.ts'
import type { OpenProject } from './open-project.ts'

/** Told how many records a batch has saved so far. They are on disk only when all are. */
export type BatchProgress = (records: number) => void

const cancelled = (): Failure =>
  fail('cancelled', 'The import was cancelled.', 'The project is as it was before.').failure

/** Saves what a spool holds as one step of undo. When it fails, or is cancelled, the project is as it was. */
export function saveDatasetImport(
  { store, annotator, clock }: OpenProject,
  spool: string,
  onProgress: BatchProgress,
  cancelFlag?: SharedArrayBuffer,
): Result<SavedBatch> {
  const flag = cancelFlag ? new Int32Array(cancelFlag) : null
  return store.commitAll(readSpool(spool), { annotator, at: clock.now() }, (records) => {
    onProgress(records)
    return flag && Atomics.load(flag, 0) !== 0 ? cancelled() : null
  })
}

/** Saves an earlier state of the project, which a spool holds, as one step of undo. */
export const saveRestored = ({ store, annotator, clock }: OpenProject, spool: string): Result<SavedBatch> =>
  store.commitAll(readSpool(spool), { annotator, at: clock.now(), origin: 'user' })

/** Takes back, or repeats, a step of many changes. */
export function undoOrRedoBatch(
  { store, annotator, clock }: OpenProject,
  direction: Direction,
  id: string,
  onProgress: BatchProgress,
): Result<null> {
  return store.undoOrRedoAll(direction, id, { annotator, at: clock.now() }, clock.newId, onProgress)
}
