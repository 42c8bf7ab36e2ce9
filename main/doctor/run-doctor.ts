import { fail, type Result } from '../../model/value/result.ts'
import { startThread } from '../threads/thread.ts'
import { THREAD_LIMITS, threadFile } from '../threads/thread-file.ts'
import type { CheckResult } from './check.ts'
import type { OfferedRepair } from './offered-repairs.ts'
import type { RepairReport } from './repair-project.ts'

export interface DoctorJob {
  readonly path: string
  /** ISO 8601, UTC */
  readonly now: string
  /** Ids of the repairs to run; null: all safe ones that can help; absent: only check. */
  readonly repairs?: readonly string[] | null
}

/** What is being read (the name of a table, or "file"), and how many rows of it so far. */
export interface DoctorProgress {
  readonly what: string
  readonly rows: number
}

/** What the checks say, and what can help with it. */
export interface DoctorAnswer {
  readonly checks: readonly CheckResult[]
  readonly offered: readonly OfferedRepair[]
}

/** What repairs did, and what can help with what remains. */
export type RepairAnswer = RepairReport & Pick<DoctorAnswer, 'offered'>

export interface DoctorOptions {
  readonly onProgress?: (progress: DoctorProgress) => void
  /** Ends the work at once. */
  readonly signal?: AbortSignal
}

const cancelled = () => fail('cancelled', 'The doctor was stopped.', 'Nothing was changed.')

/**
 * Runs the doctor in a thread of its own. It can be ended at any moment: checks write nothing, and repairs work on a copy.
 */
async function run<Answer>(job: DoctorJob, { onProgress, signal }: DoctorOptions): Promise<Result<Answer>> {
  if (signal?.aborted) return cancelled()
  const thread = startThread<{ readonly job: DoctorJob }, DoctorProgress>(threadFile('doctor-thread'), {
    limits: THREAD_LIMITS,
    onEvent: onProgress,
  })
  const end = (): void => void thread.end(cancelled())
  signal?.addEventListener('abort', end, { once: true })
  try {
    return await thread.call<Result<Answer>>({ job })
  } finally {
    signal?.removeEventListener('abort', end)
    await thread.end()
  }
}

const now = (): string => new Date().toISOString()

/** Checks a project. Fails as `examineProject` does, and with `cancelled`. */
export const runDoctor = (path: string, options: DoctorOptions = {}): Promise<Result<DoctorAnswer>> =>
  run({ path, now: now() }, options)

/** Repairs a project. Fails as `repairProject` does, and with `cancelled`. */
export const runRepairs = (
  path: string,
  repairs: readonly string[] | null,
  options: DoctorOptions = {},
): Promise<Result<RepairAnswer>> => run({ path, now: now(), repairs }, options)
