import { fail, ok, type Result } from '../../model/value/result.ts'
import type { PackedAnswers } from '../../preload/contract/requests.ts'
import type { SlowQueryLog } from '../store/sqlite/sqlite.ts'
import { hasLostThreads, startThread, type Thread } from '../threads/thread.ts'
import { THREAD_LIMITS, threadFile } from '../threads/thread-file.ts'
import { unexpectedFailure } from '../threads/unexpected-failure.ts'
import type { BatchProgress } from './dataset-batches.ts'
import type { ProjectService } from './project-service.ts'
import type { StoreCall, StoreEvent } from './store-messages.ts'

type Promised<Functions> = {
  readonly [Name in keyof Functions]: Functions[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Promise<Answer>
    : never
}

/** The project service as it is reached from outside its thread: every answer is a promise. */
export type ProjectStore = Promised<ProjectService>

/** The project service in its thread. Requests are answered in the order in which they were made. */
export interface StoreClient extends ProjectStore {
  /** The same for the window: large values as text that nobody on the way needs to read. */
  readonly packed: Promised<PackedAnswers>
  /** Starts the thread before there is a project to open, so that the first one need not wait for it. */
  warm(): void
  /** Closes the project and ends the thread. */
  terminate(): Promise<Result<null>>
  /**
   * Gives up a thread that has not answered yet: what waits fails with `too-slow`, the project counts as closed, and the
   * next `open` starts another thread. Does nothing where nobody waits.
   */
  abandon(): void
  /** Whether a thread that was given up still runs: the process must then be ended from outside. */
  isHung(): boolean
}

export interface StoreClientOptions {
  readonly onSlow?: SlowQueryLog
  readonly onBatchProgress?: BatchProgress
  /** Told when the thread ended by itself. The project is closed then; `open` starts a new thread. */
  readonly onDeath?: (error: unknown) => void
  /** Told how many milliseconds the thread has worked on something without a sign. It may be told again. */
  readonly onSilence?: (milliseconds: number) => void
}

/** Milliseconds that a request may take without a sign of the thread, and those of requests that move a whole project. */
const PATIENCE = 30_000
const LONG_PATIENCE = 120_000
const LONG: ReadonlySet<keyof ProjectService> = new Set([
  'open',
  'create',
  'saveCopy',
  'importArticles',
  'saveDatasetImport',
  'undoBatch',
  'redoBatch',
])

const silentFailure = () =>
  fail(
    'too-slow',
    'The project did not answer and was closed.',
    'Everything that was shown as saved is in the file. Start Standoff again before you open it the next time.',
  )

/**
 * An object that has every function of an interface beside its own members: the name that is called is sent. `then` is
 * none, so that it can be awaited.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it says which functions are called
const withCalls = <Functions extends object, Own extends object>(
  own: Own,
  send: (name: string, args: readonly unknown[]) => unknown,
): Functions & Own =>
  new Proxy(own as Functions & Own, {
    get(target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined
      return name in target
        ? target[name as keyof typeof target]
        : (...args: readonly unknown[]): unknown => send(name, args)
    },
  })

/**
 * The way to the store's thread. It starts with the first `open` or `create`, or with `warm`. When it dies, everything
 * that waits for an answer gets an `unexpected` failure, and so does every request until it is started again.
 */
export function startStore(file: URL = threadFile('store-thread'), options: StoreClientOptions = {}): StoreClient {
  let thread: Thread<StoreCall> | null = null

  const start = (): Thread<StoreCall> => {
    const started = startThread<StoreCall, StoreEvent>(file, {
      limits: THREAD_LIMITS,
      onEvent(event) {
        if (event.kind === 'slow') options.onSlow?.(event.name, event.milliseconds)
        else options.onBatchProgress?.(event.records)
      },
      patienceOf: ({ method }) => (LONG.has(method) ? LONG_PATIENCE : PATIENCE),
      onSilence: (milliseconds) => options.onSilence?.(milliseconds),
      onDeath(error) {
        thread = null
        options.onDeath?.(error)
      },
    })
    thread = started
    return started
  }

  const send = (name: string, args: readonly unknown[], packed: boolean): Promise<Result<unknown>> => {
    const running = thread ?? (name === 'open' || name === 'create' ? start() : null)
    if (!running) return Promise.resolve(unexpectedFailure('The thread of the store has ended.'))
    return running.call({ method: name as keyof ProjectService, args, packed })
  }

  const own = {
    packed: withCalls<Promised<PackedAnswers>, object>({}, (name, args) => send(name, args, true)),
    warm: () => void (thread ?? start()),
    async terminate(): Promise<Result<null>> {
      const ending = thread
      if (!ending) return ok(null)
      const closed = await ending.call<Result<null>>({ method: 'close', args: [], packed: false })
      if (thread === ending) thread = null
      await ending.end()
      return closed
    },
    abandon() {
      if (!thread?.isWorking()) return
      thread.abandon(silentFailure())
      thread = null
    },
    isHung: hasLostThreads,
  }
  return withCalls<ProjectStore, typeof own>(own, (name, args) => send(name, args, false))
}
