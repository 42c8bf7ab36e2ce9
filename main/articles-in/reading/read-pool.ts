import { availableParallelism } from 'node:os'
import { startThread, type Thread } from '../../threads/thread.ts'
import { isOutOfMemory, threadFile } from '../../threads/thread-file.ts'
import { unexpectedFailure } from '../../threads/unexpected-failure.ts'
import { createMemoryWatch } from './memory-watch.ts'
import { fitsBeside, READ_LIMITS, readingCancelled, timeFor, tooMuchMemory, tooSlow } from './read-limits.ts'
import { startWorkTimer } from './work-timer.ts'
import type { ReadAnswer, ReadRequest } from './read-messages.ts'

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
  /** Read while nothing else is: others took the memory when it was read first, or it did. */
  alone: boolean
}

interface Reader {
  readonly thread: Thread<ReadRequest>
  job: Job | null
}

export function createReadPool(jobs = usualJobs(), limits = READ_LIMITS, url = threadFile('read-thread')): ReadPool {
  const waiting: Job[] = []
  const readers = new Set<Reader>()
  let closed = false

  const nameOf = (job: Job | null): string => job?.request.location.fileName ?? ''
  const sizeOf = (job: Job | null): number => job?.request.location.size ?? 0
  const busy = (): (Reader & { readonly job: Job })[] =>
    [...readers].filter((reader): reader is Reader & { readonly job: Job } => reader.job !== null)

  const start = (): Reader => {
    const thread = startThread<ReadRequest>(url, {
      limits: { maxOldGenerationSizeMb: limits.memory },
      failureOf: (error) =>
        isOutOfMemory(error) ? tooMuchMemory(nameOf(reader.job), limits) : unexpectedFailure(error),
      onDeath: () => readers.delete(reader),
    })
    const reader: Reader = { thread, job: null }
    readers.add(reader)
    return reader
  }
  /** Ends a thread: its file has failed, and the next one gets a fresh thread. */
  const stop = (reader: Reader, failure: ReturnType<typeof tooSlow>): void => {
    readers.delete(reader)
    void reader.thread.end(failure)
  }
  /**
   * The heaps of threads are limited, but not the buffers beside them. Where the process grows too large, the only file
   * that is read is the cause; of several, each is read again, alone.
   */
  const watch = createMemoryWatch(limits.growth, () => {
    const reading = busy()
    const several = reading.length > 1
    for (const reader of reading) {
      if (several) reader.job.alone = true
      stop(reader, tooMuchMemory(nameOf(reader.job), limits))
    }
  })
  const run = async (reader: Reader, job: Job): Promise<void> => {
    watch.begin()
    reader.job = job
    const time = timeFor(limits, sizeOf(job))
    const timer = startWorkTimer(
      time,
      () => busy().length,
      () => stop(reader, tooSlow(nameOf(job), time)),
    )
    const wasAlone = job.alone
    const answer = await reader.thread.call<ReadAnswer>(job.request)
    timer.end()
    reader.job = null
    if (busy().length === 0) watch.end()
    if (job.alone && !wasAlone && !answer.ok && answer.failure.code === 'too-large' && !closed) waiting.unshift(job)
    else job.settle(answer)
    next()
  }
  /** Whether the next file may be begun beside those that are being read. */
  const isFree = (job: Job): boolean => {
    const reading = busy()
    if (job.alone || reading.some((reader) => reader.job.alone)) return reading.length === 0
    const bytes = reading.reduce((sum, reader) => sum + sizeOf(reader.job), 0)
    return fitsBeside(limits, bytes, sizeOf(job))
  }
  const next = (): void => {
    if (closed) return
    for (let [job] = waiting; job && isFree(job); [job] = waiting) {
      const idle = [...readers].find((reader) => reader.job === null) ?? (readers.size < jobs ? start() : null)
      if (!idle) return
      waiting.shift()
      void run(idle, job)
    }
  }
  return {
    read: (request) =>
      closed
        ? Promise.resolve(readingCancelled())
        : new Promise((settle) => {
            waiting.push({ request, settle, alone: false })
            next()
          }),
    warm() {
      if (readers.size === 0 && !closed) start()
    },
    close() {
      closed = true
      watch.end()
      for (const { settle } of waiting.splice(0)) settle(readingCancelled())
      for (const { thread } of readers) void thread.end(readingCancelled())
      readers.clear()
    },
  }
}
