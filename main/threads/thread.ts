import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { Failed, Result } from '../../model/value/result.ts'
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

export interface ThreadOptions<Event> {
  readonly limits: ResourceLimits
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
  /** Ends the thread at once; calls that wait get `failure`. Resolves when it is gone. */
  end(failure?: Failed): Promise<void>
}

const ENDED = 'The thread has ended.'

/** Starts a thread whose entry serves calls: see serve.ts. */
export function startThread<Call, Event = never>(file: URL, options: ThreadOptions<Event>): Thread<Call> {
  const worker = new Worker(file, { resourceLimits: options.limits })
  const waiting = new Map<number, (result: Result<unknown>) => void>()
  let nextId = 1
  let alive = true
  let cause: unknown = ENDED

  /** The thread answers no more: whoever waits is told. */
  const over = (failure: Failed): void => {
    alive = false
    for (const settle of waiting.values()) settle(failure)
    waiting.clear()
  }
  const settle = (id: number, result: Result<unknown>): void => {
    waiting.get(id)?.(result)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  }

  worker.on('message', (message: ThreadMessage) => {
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
            worker.ref()
            worker.postMessage({ id, call } satisfies ThreadCall)
          })
        : Promise.resolve(unexpectedFailure(cause) as Answer),
    async end(failure) {
      over(failure ?? unexpectedFailure(ENDED))
      worker.ref()
      await worker.terminate()
    },
  }
}
