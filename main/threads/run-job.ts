import { fail, type Result } from '../../model/value/result.ts'
import { cancelFlagOf } from './cancel-flag.ts'
import { startThread } from './thread.ts'
import { THREAD_LIMITS } from './thread-file.ts'

/** The one call of a job's thread. */
export interface JobCall<Job> {
  readonly job: Job
  /** See cancel-flag.ts. */
  readonly cancelFlag: SharedArrayBuffer
}

export interface JobOptions<Event> {
  readonly onEvent?: ((event: Event) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Milliseconds that a job which was cancelled may take to notice. */
const GRACE = 10_000

const cancelled = () =>
  fail('cancelled', 'This was stopped.', 'It did not notice at once; restart the program before you try again.')

/**
 * Runs one job in a thread of its own, which ends with it. The thread looks at the flag to know that it is cancelled; one
 * that does not, because it hangs, is given up.
 */
export async function runJob<Event, Answer extends Result<unknown>>(
  file: URL,
  job: unknown,
  { onEvent, signal }: JobOptions<Event>,
): Promise<Answer> {
  const { flag, release } = cancelFlagOf(signal)
  const thread = startThread<JobCall<unknown>, Event>(file, { limits: THREAD_LIMITS, onEvent })
  let grace: NodeJS.Timeout | undefined
  const giveUpLater = (): void => {
    grace = setTimeout(() => thread.abandon(cancelled()), GRACE)
    grace.unref()
  }
  if (signal?.aborted) giveUpLater()
  signal?.addEventListener('abort', giveUpLater, { once: true })
  try {
    return await thread.call<Answer>({ job, cancelFlag: flag })
  } finally {
    clearTimeout(grace)
    signal?.removeEventListener('abort', giveUpLater)
    release()
    await thread.end()
  }
}
