import { isRefusal } from '../../../model/change/refusal.ts'
import type { SaveReceipt, SaveRequest } from '../../../model/change/save-request.ts'
import { type Failure, fail, type Result } from '../../../model/value/result.ts'
import type { SaveState } from './state.ts'

/** What the queue saves, and who is told what became of it. */
export interface QueuePort {
  /** The change to be saved next: the oldest that waits. */
  first(): SaveRequest | undefined
  /** Number of changes that wait. */
  count(): number
  save(request: SaveRequest): Promise<Result<SaveReceipt>>
  /** The change is on disk and waits no more. */
  onSaved(request: SaveRequest): void
  /** The project said no: the change must not wait any more, or must be another. */
  onRefused(request: SaveRequest, failure: Failure): void
  /** The queue stopped on a failure of the disk, or goes on after one. */
  onStopped(): void
}

/** Saves waiting changes one after the other, in the order in which they were made. */
export interface SaveQueue {
  /** Starts saving where something waits and nothing prevents it. */
  wake(): void
  /** Starts again after a failure, with the change that failed. */
  retry(): void
  /** Keeps changes waiting until `release`; used while an article is read, so that its pages come from one state. */
  hold(): void
  release(): void
  /** How saving stands while a number of changes waits. */
  state(waiting: number): SaveState
  /** Whether nothing waits, or the queue has stopped on a failure. */
  isSettled(): boolean
  /** Resolves when nothing waits any more, or the queue has stopped on a failure. */
  settled(): Promise<void>
}

const brokenChannel = (error: unknown) =>
  fail(
    'unexpected',
    `The change could not be handed to the project: ${error instanceof Error ? error.message : String(error)}.`,
    'Try again. If it fails again, restart the program; what is shown as saved is on disk.',
  )

/**
 * A failure of the disk stops the queue: the change stays first in line, later ones behind it, and all are tried again.
 * A change that the project refuses would be refused every time: it is taken back, and the queue goes on with the rest.
 */
export function createSaveQueue(port: QueuePort): SaveQueue {
  let running = false
  let held = false
  let failure: Failure | null = null
  let idle: (() => void)[] = []

  // A queue that is held is not settled while something waits in it: an export must not overtake it.
  const isSettled = (): boolean => port.count() === 0 || failure !== null

  const maySave = (): boolean => failure === null && !held

  const attempt = async (request: SaveRequest): Promise<Result<SaveReceipt>> => {
    try {
      return await port.save(request)
    } catch (error) {
      // The channel itself broke: the main process is gone or replaced.
      return brokenChannel(error)
    }
  }

  const run = async (): Promise<void> => {
    running = true
    for (let request = port.first(); request && maySave(); request = port.first()) {
      const result = await attempt(request)
      if (result.ok) port.onSaved(request)
      else if (isRefusal(result.failure)) port.onRefused(request, result.failure)
      else {
        failure = result.failure
        port.onStopped()
      }
    }
    running = false
    if (!isSettled()) return
    for (const resolve of idle) resolve()
    idle = []
  }

  const wake = (): void => {
    if (!running && maySave() && port.count() > 0) void run()
  }

  return {
    wake,
    retry() {
      if (!failure) return
      failure = null
      port.onStopped()
      wake()
    },
    hold() {
      held = true
    },
    release() {
      held = false
      wake()
    },
    state(pending) {
      if (pending === 0) return { kind: 'saved' }
      return failure ? { kind: 'failed', pending, failure } : { kind: 'saving', pending }
    },
    isSettled,
    settled: () => (isSettled() ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
  }
}
