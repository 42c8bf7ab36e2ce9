import { fail, type Result } from '../../model/value/result.ts'
import { startThread } from '../threads/thread.ts'
import { THREAD_LIMITS, threadFile } from '../threads/thread-file.ts'
import type { CheckResult } from './check.ts'

export interface DoctorJob {
  readonly path: string
  /** ISO 8601, UTC */
  readonly now: string
}

/** What is being read (the name of a table, or "file"), and how many rows of it so far. */
export interface DoctorProgress {
  readonly what: string
  readonly rows: number
}

export interface DoctorOptions {
  readonly onProgress?: (progress: DoctorProgress) => void
  /** Ends the checks at once. */
  readonly signal?: AbortSignal
}

const cancelled = () => fail('cancelled', 'The check was cancelled.', 'Nothing was changed.')

/** Checks a project in a thread of its own. Nothing is written, so that the thread can be ended at any moment. */
export async function runDoctor(
  path: string,
  { onProgress, signal }: DoctorOptions = {},
): Promise<Result<CheckResult[]>> {
  if (signal?.aborted) return cancelled()
  const thread = startThread<{ readonly job: DoctorJob }, DoctorProgress>(threadFile('doctor-thread'), {
    limits: THREAD_LIMITS,
    onEvent: onProgress,
  })
  const end = (): void => void thread.end(cancelled())
  signal?.addEventListener('abort', end, { once: true })
  try {
    return await thread.call<Result<CheckResult[]>>({ job: { path, now: new Date().toISOString() } })
  } finally {
    signal?.removeEventListener('abort', end)
    await thread.end()
  }
}
