import type { ExportProgress, ExportReport } from '../../../model/dataset/dataset-export.ts'
import { fail, type Result } from '../../../model/value/result.ts'
import { GENERATOR } from '../../files/generator.ts'
import { runJob } from '../../threads/run-job.ts'
import { threadFile } from '../../threads/thread-file.ts'
import type { ExportJob } from './job.ts'

/** Runs one export. `signal` cancels; a cancelled or failed export leaves no file and touches no older one. */
export type RunExport = (
  job: ExportJob,
  options: { readonly onProgress?: (progress: ExportProgress) => void; readonly signal?: AbortSignal },
) => Promise<Result<Omit<ExportReport, 'id'>>>

/** An export with what its thread cannot know by itself. */
export interface ExportThreadJob extends ExportJob {
  readonly generator: string
  /** ISO 8601, UTC */
  readonly exportedAt: string
}

/** Runs an export in a thread of its own. */
export const runExport: RunExport = (job, { onProgress, signal }) => {
  if (signal?.aborted) {
    return Promise.resolve(fail('cancelled', 'The export was cancelled.', 'No file was written.'))
  }
  const threadJob: ExportThreadJob = { ...job, generator: GENERATOR, exportedAt: new Date().toISOString() }
  return runJob(threadFile('export-thread'), threadJob, { onEvent: onProgress, signal })
}
