import type { SalvageProgress } from '../../preload/contract/salvage.ts'
import type { Result } from '../../model/value/result.ts'
import { runJob } from '../threads/run-job.ts'
import { threadFile } from '../threads/thread-file.ts'
import type { SalvageJob } from './salvage-project.ts'
import type { SalvageReport } from './salvage-report.ts'

export interface SalvageRunOptions {
  readonly onProgress?: (progress: SalvageProgress) => void
  readonly signal?: AbortSignal
}

/** Salvages a project in a thread of its own; see salvageProject. */
export const runSalvage = (
  job: SalvageJob,
  { onProgress, signal }: SalvageRunOptions = {},
): Promise<Result<SalvageReport>> => runJob(threadFile('salvage-thread'), job, { onEvent: onProgress, signal })
