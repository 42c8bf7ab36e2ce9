import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { Failed, Result } from '../../model/value/result.ts'
import { watchSilence } from './silence.ts'
import { unexpectedFailure } from './unexpected-failure.ts'

/* What passes between a thread and whoever started it. Both ends are ours, so nothing is decoded. */

export interface ThreadCall {
  readonly id: number
  readonly call: unknown
}

export type ThreadMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  /** A result as JSON: for thousands of small objects that is several times faster than the structured clone. */
  | { readonly kind: 'json'; readonly id: number; readonly json: string }
  | { readonly kind: 'event'; readonly event: unknown }

export interface ThreadOptions<Call, Event> {
  readonly limits: ResourceLimits
  /** Milliseconds that the thread may work on a call without a sign before `onSilence` is told; without end where none. */
  readonly patienceOf?: ((call: Call) => number) | undefined
  /** Told how long nothing was heard of the thread although it has work. It may be told again. */
  readonly onSilence?: ((milliseconds: number) => void) | undefined
  readonly onEvent?: ((event: Event) => void) | undefined
  /** Told when the thread has ended by itself, with the error that ended it. */
  readonly onDeath?: ((error: unknown) => void) | undefined
  /** What calls get that wait for an answer when the thread dies; an `unexpected` failure where nothing is given. */
  readonly failureOf?: ((error: unknown) => Failed) | undefined
}

/** A thread that answers calls. It keeps the program running only while a call waits for its answer. */
export interface Thread<Call> {
  /** Calls are taken up in the order in which they are made. Never rejects: a thread that dies answers with a failure. */
  call<Answer extends Result<unknown>>(call: Call): Promise<Answer>
  /** Whether a call waits for its answer. */
  isWorking(): boolean
  /** Ends the thread at once; calls that wait get `failure`. Resolves when it is gone. */
  end(failure?: Failed): Promise<void>
  /**
   * Gives up a thread that does not answer: calls that wait get `failure` now, and nobody waits for its end. A thread in
   * native code cannot be stopped from outside; see {@link hasLostThreads}.
   */
  abandon(failure: Failed): void
}

/** Milliseconds after which a thread that is to end counts as lost. */
const LATE = 5_000

/** Threads that were given up, or told to end, and have not ended. */
const lost = new Set<Worker>()

/** Whether a thread that was given up still runs. The process cannot end by itself then: Node waits for its threads. */
export const hasLostThreads = (): boolean => lost.size > 0

const ENDED = 'The thread has ended.'

/** Starts a thread whose entry serves calls: see serve.ts. */
export function startThread<Call, Event = never>(file: URL, options: ThreadOptions<Call, Event>): Thread<Call> {
  const worker = new Worker(file, { resourceLimits: options.limits })
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let nextId = 1
  let alive = true
  let cause: unknown = ENDED
  const watch = watchSilence((milliseconds) => options.onSilence?.(milliseconds))

  /** The thread answers no more: whoever waits is told. */
  const over = (failure: Failed): void => {
    alive = false
    watch.stop()
    for (const settle of waiting.values()) settle(failure)
    waiting.clear()
  }
  const settle = (id: number, result: Result<unknown>): void => {
    waiting.get(id)?.(result)
    waiting.delete(id)
    watch.answered(id)
    if (waiting.size === 0) worker.unref()
  }

  worker.on('message', (message: ThreadMessage) => {
    watch.heard()
    if (message.kind === 'event') options.onEvent?.(message.event as Event)
    else settle(message.id, message.kind === 'json' ? JSON.parse(message.json) : message.result)
  })
  worker.on('error', (error) => {
    cause = error
  })
  worker.on('exit', () => {
    if (!alive) return
    over((options.failureOf ?? unexpectedFailure)(cause))
    options.onDeath?.(cause)
  })
  worker.unref()

  return {
    call: <Answer extends Result<unknown>>(call: Call) =>
      alive
        ? new Promise<Answer>((resolve) => {
            const id = nextId++
            waiting.set(id, (result) => resolve(result as Answer))
            watch.sent(id, options.patienceOf?.(call) ?? Number.POSITIVE_INFINITY)
            worker.ref()
            worker.postMessage({ id, call } satisfies ThreadCall)
          })
        : Promise.resolve(unexpectedFailure(cause) as Answer),
    isWorking: () => waiting.size > 0,
    async end(failure) {
      over(failure ?? unexpectedFailure(ENDED))
      if (lost.has(worker)) return
      worker.ref()
      const late = setTimeout(() => lost.add(worker), LATE)
      late.unref()
      await worker.terminate()
      clearTimeout(late)
      lost.delete(worker)
    },
    abandon(failure) {
      over(failure)
      lost.add(worker)
      worker.unref()
      void worker.terminate().then(() => lost.delete(worker))
    },
  }
}
