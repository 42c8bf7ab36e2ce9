import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { DatasetProgress, DatasetReport } from '../../../model/dataset/dataset-import.ts'
import type { DatasetAnswer, DatasetJob } from './job.ts'
import type { DatasetOutcome } from './plan-dataset.ts'
import type { SavedBatch } from '../../store/project-store.ts'
import { makeTemporaryFolder } from '../../files/temporary.ts'
import { cancelFlagOf } from '../../threads/cancel-flag.ts'
import { runJob } from '../../threads/run-job.ts'
import { threadFile } from '../../threads/thread-file.ts'

export interface DatasetRunOptions {
  readonly onProgress?: (progress: DatasetProgress) => void
  readonly signal?: AbortSignal
}

/** Reads a dataset and says what importing it does; see prepare-import.ts. */
export type RunDatasetPlan = (job: DatasetJob, options: DatasetRunOptions) => Promise<Result<DatasetAnswer>>

const cancelled = () => fail('cancelled', 'The import was cancelled.', 'The project is as it was before.')

/** Runs a job in a thread of its own. */
export const runDatasetPlan: RunDatasetPlan = (job, { onProgress, signal }) =>
  signal?.aborted
    ? Promise.resolve(cancelled())
    : runJob(threadFile('dataset-thread'), job, { onEvent: onProgress, signal })

/** Where an import saves: the service itself, or its thread. */
export interface BatchStore {
  saveDatasetImport(spool: string, cancelFlag?: SharedArrayBuffer): Result<SavedBatch> | Promise<Result<SavedBatch>>
}

/** What an import has done, and the id of its step in the history; null where there was nothing to do. */
export interface DatasetDone {
  readonly batch: string | null
  readonly report: DatasetReport
}

/**
 * Imports a dataset: reads it, makes what it saves ready in a temporary file, and saves that as one step, or nothing.
 * The job says where it comes from and goes to; its spool is made here.
 */
export async function runDatasetImport(
  store: BatchStore,
  job: Omit<DatasetJob, 'spool'>,
  options: DatasetRunOptions,
  plan: RunDatasetPlan = runDatasetPlan,
): Promise<Result<DatasetDone>> {
  const start = performance.now()
  const made = makeTemporaryFolder()
  if (!made.ok) return made
  const folder = made.value
  try {
    const spool = join(folder, 'spool.jsonl')
    const planned = await plan({ ...job, spool }, options)
    if (!planned.ok) return planned
    if (options.signal?.aborted) return cancelled()
    const { name, outcome } = planned.value
    const { annotations } = outcome.counts
    options.onProgress?.({ phase: 'saving', articles: 0, annotations: 0, total: annotations.added })
    const { flag, release } = cancelFlagOf(options.signal)
    const saved = await store.saveDatasetImport(spool, flag)
    release()
    if (!saved.ok) return saved
    return ok({ batch: saved.value.id, report: reportOf(name, outcome, performance.now() - start) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const reportOf = (name: string, outcome: DatasetOutcome, milliseconds: number): DatasetReport => {
  const { counts, relocated, lost, types, codebookChanges, misplaced, problems } = outcome
  return {
    name,
    counts,
    relocated,
    lost,
    types,
    codebookChanges,
    misplaced,
    problems,
    milliseconds: Math.round(milliseconds),
  }
}
