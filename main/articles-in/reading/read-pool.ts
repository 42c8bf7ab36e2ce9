import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { fail } from '../../../model/value/result.ts'
import type { ReadAnswer, ReadCall, ReadReply, ReadRequest } from './read-messages.ts'
import { unexpectedFailure } from '../../threads/unexpected-failure.ts'
import { threadFile } from '../../threads/thread-file.ts'

/** What reading one file may take. */
export interface ReadLimits {
  /** Milliseconds */
  readonly time: number
  /** Megabytes of JavaScript heap of a thread. */
  readonly memory: number
}

export const READ_LIMITS: ReadLimits = { time: 60_000, memory: 1024 }

/** As many threads as cores beside the window's, but not more than help. */
export const usualJobs = (): number => Math.max(1, Math.min(4, availableParallelism() - 1))

/** Threads that read files, a file at a time each. One that takes too long or dies is replaced; its file has failed. */
export interface ReadPool {
  read(request: ReadRequest): Promise<ReadAnswer>
  /** Starts one thread ahead of the first file, which then need not wait for it. */
  warm(): void
  /** Ends the threads; what is being read fails with `cancelled`. */
  close(): void
}

interface Job {
  readonly request: ReadRequest
  readonly settle: (answer: ReadAnswer) => void
}

interface Reader {
  readonly worker: Worker
  job: Job | null
  timer: NodeJS.Timeout | null
}

const tooSlow = (fileName: string, seconds: number) =>
  fail(
    'too-slow',
    `Reading "${fileName}" took longer than ${seconds} seconds, so it was stopped.`,
    'The file may be damaged or made to do that. Save its article in another format, then open that.',
  )

const tooMuchMemory = (fileName: string) =>
  fail(
    'too-large',
    `Reading "${fileName}" needs more memory than one file may take.`,
    'Split it into smaller files, or save its article in another format.',
  )

const cancelled = () => fail('cancelled', 'The import was cancelled.', 'What was imported before stays.')

export function createReadPool(jobs = usualJobs(), limits = READ_LIMITS, url = threadFile('read-thread')): ReadPool {
  const waiting: Job[] = []
  const readers = new Set<Reader>()
  let nextId = 1
  let closed = false

  const start = (): Reader => {
    const worker = new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: limits.memory } })
    const reader: Reader = { worker, job: null, timer: null }
    readers.add(reader)
    worker.on('message', ({ answer }: ReadReply) => finish(reader, answer))
    worker.on('error', (error) => {
      const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      const name = reader.job?.request.location.fileName ?? ''
      lose(reader, memory ? tooMuchMemory(name) : unexpectedFailure(error))
    })
    worker.on('exit', () => lose(reader, unexpectedFailure('A reading thread has ended.')))
    worker.unref()
    return reader
  }
  const release = (reader: Reader): Job | null => {
    const { job } = reader
    if (reader.timer) clearTimeout(reader.timer)
    reader.job = null
    reader.timer = null
    reader.worker.unref()
    return job
  }
  const finish = (reader: Reader, answer: ReadAnswer): void => {
    release(reader)?.settle(answer)
    next()
  }
  /** A thread that is gone, or has to go: its file has failed, and the next one gets a fresh thread. */
  const lose = (reader: Reader, answer: ReadAnswer): void => {
    if (!readers.delete(reader)) return
    const job = release(reader)
    void reader.worker.terminate()
    job?.settle(answer)
    next()
  }
  const next = (): void => {
    if (closed) return
    while (waiting.length > 0) {
      const idle = [...readers].find(({ job }) => job === null) ?? (readers.size < jobs ? start() : null)
      const job = idle && waiting.shift()
      if (!idle || !job) return
      idle.job = job
      idle.worker.ref()
      idle.timer = setTimeout(() => {
        lose(idle, tooSlow(job.request.location.fileName, Math.round(limits.time / 1000)))
      }, limits.time)
      idle.worker.postMessage({ id: nextId++, request: job.request } satisfies ReadCall)
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
      for (const reader of readers) lose(reader, cancelled())
    },
  }
}
