import { availableParallelism } from 'node:os'
import { fail } from '../../../model/value/result.ts'
import { startThread, type Thread } from '../../threads/thread.ts'
import { threadFile } from '../../threads/thread-file.ts'
import { unexpectedFailure } from '../../threads/unexpected-failure.ts'
import type { ReadAnswer, ReadRequest } from './read-messages.ts'

/** Limits for reading one file. */
export interface ReadLimits {
  /** Milliseconds */
  readonly time: number
  /** Megabytes of JavaScript heap of a thread. */
  readonly memory: number
}

export const READ_LIMITS: ReadLimits = { time: 60_000, memory: 1024 }

/** A thread for each core but the window's; more than four do not help. */
export const usualJobs = (): number => Math.max(1, Math.min(4, availableParallelism() - 1))

/** Threads that each read one file at a time. A thread that takes too long or dies is replaced; its file fails. */
export interface ReadPool {
  read(request: ReadRequest): Promise<ReadAnswer>
  /** Starts a thread before the first file, which then need not wait for it. */
  warm(): void
  /** Ends the threads; what is being read fails with `cancelled`. */
  close(): void
}

interface Job {
  readonly request: ReadRequest
  readonly settle: (answer: ReadAnswer) => void
}

interface Reader {
  readonly thread: Thread<ReadRequest>
  job: Job | null
}

const tooSlow = (fileName: string, seconds: number) =>
  fail(
    'too-slow',
    `Reading "${fileName}" took longer than ${seconds} seconds, so it was stopped.`,
    'The file may be damaged. Save its article in another format, then open that.',
  )

const tooMuchMemory = (fileName: string) =>
  fail(
    'too-large',
    `Reading "${fileName}" needs more memory than one file may take.`,
    'Split it into smaller files, or save its article in another format.',
  )

const cancelled = () => fail('cancelled', 'The import was cancelled.', 'What was imported before stays.')

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

export function createReadPool(jobs = usualJobs(), limits = READ_LIMITS, url = threadFile('read-thread')): ReadPool {
  const waiting: Job[] = []
  const readers = new Set<Reader>()
  let closed = false

  const start = (): Reader => {
    const thread = startThread<ReadRequest>(url, {
      limits: { maxOldGenerationSizeMb: limits.memory },
      failureOf: (error) =>
        isOutOfMemory(error) ? tooMuchMemory(reader.job?.request.location.fileName ?? '') : unexpectedFailure(error),
      onDeath: () => readers.delete(reader),
    })
    const reader: Reader = { thread, job: null }
    readers.add(reader)
    return reader
  }
  /** Reads one file. A thread that takes too long is ended: its file has failed, and the next one gets a fresh thread. */
  const run = async (reader: Reader, job: Job): Promise<void> => {
    reader.job = job
    const timer = setTimeout(() => {
      readers.delete(reader)
      void reader.thread.end(tooSlow(job.request.location.fileName, Math.round(limits.time / 1000)))
    }, limits.time)
    const answer = await reader.thread.call<ReadAnswer>(job.request)
    clearTimeout(timer)
    reader.job = null
    job.settle(answer)
    next()
  }
  const next = (): void => {
    if (closed) return
    while (waiting.length > 0) {
      const idle = [...readers].find(({ job }) => job === null) ?? (readers.size < jobs ? start() : null)
      const job = idle && waiting.shift()
      if (!idle || !job) return
      void run(idle, job)
    }
  }
  return {
    read: (request) =>
      closed
        ? Promise.resolve(cancelled())
        : new Promise((settle) => {
            waiting.push({ request, settle })
            next()
          }),
    warm() {
      if (readers.size === 0 && !closed) start()
    },
    close() {
      closed = true
      for (const { settle } of waiting.splice(0)) settle(cancelled())
      for (const { thread } of readers) void thread.end(cancelled())
      readers.clear()
    },
  }
}
