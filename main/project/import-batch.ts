import { type Failure, fail, type Result } from '../../model/value/result.ts'
import { saveBatch, type SavedBatch, undoOrRedoBatch } from '../store/sqlite/batch.ts'
import { isStillThere } from '../store/sqlite/project-file.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import { goneFailure, type OpenProject, readOnlyFailure } from './open-project.ts'
import { readSpool } from '../store/spool.ts'

/** Told how many records a batch has saved so far. They are on disk only when all are. */
export type BatchProgress = (records: number) => void

const cancelled = (): Failure =>
  fail('cancelled', 'The import was cancelled.', 'The project is as it was before.').failure

/** Saves what a spool holds as one step of undo. When it fails, or is cancelled, the project is as it was. */
export function saveDatasetImport(
  { file, bodies, annotator, clock }: OpenProject,
  spool: string,
  onProgress: BatchProgress,
  cancelFlag?: SharedArrayBuffer,
): Result<SavedBatch> {
  if (!file.writable) return readOnlyFailure(file.reason)
  if (!isStillThere(file)) return goneFailure(file.path)
  const flag = cancelFlag ? new Int32Array(cancelFlag) : null
  return guarded(file.path, () =>
    saveBatch(file.db, bodies, readSpool(spool), { annotator, at: clock.now() }, (records) => {
      onProgress(records)
      return flag && Atomics.load(flag, 0) !== 0 ? cancelled() : null
    }),
  )
}

/** Takes back, or repeats, a step of many changes. */
export function travelBatch(
  { file, bodies, annotator, clock }: OpenProject,
  direction: 'undo' | 'redo',
  id: string,
  onProgress: BatchProgress,
): Result<null> {
  if (!file.writable) return readOnlyFailure(file.reason)
  if (!isStillThere(file)) return goneFailure(file.path)
  const from = { annotator, at: clock.now() }
  return guarded(file.path, () => undoOrRedoBatch(file.db, bodies, direction, id, from, clock.newId, onProgress))
}
