import type { Failure, Result } from '../../../model/value/result.ts'
import type { SaveReceipt, SaveRequest } from '../../../preload/contract/contract.ts'
import type { SaveState } from './state.ts'

/** Sends changes to the main process one after the other and keeps each until it is committed. */
export interface SaveQueue {
  push(request: SaveRequest): void
  /** Starts again after a failure, with the change that failed. */
  retry(): void
  /** Keeps changes waiting until `release`; used while an article is read, so that its pages come from one state. */
  hold(): void
  release(): void
  /** Whether nothing is waiting, or the queue has stopped on a failure. */
  isSettled(): boolean
  /** Resolves when nothing is waiting any more, or the queue has stopped on a failure. */
  settled(): Promise<void>
}

/**
 * A failure stops the queue: the change stays first in line, later ones behind it, so that their order on disk is the
 * order in which they were made. Nothing is ever dropped.
 */
export function createSaveQueue(
  save: (request: SaveRequest) => Promise<Result<SaveReceipt>>,
  onState: (state: SaveState) => void,
): SaveQueue {
  const waiting: SaveRequest[] = []
  let running = false
  let held = false
  let failure: Failure | null = null
  let idle: (() => void)[] = []

  const report = (): void => {
    const pending = waiting.length
    if (pending === 0) onState({ kind: 'saved' })
    else onState(failure ? { kind: 'failed', pending, failure } : { kind: 'saving', pending })
  }

  // A queue that is held is not settled while something waits in it: an export must not overtake it.
  const isSettled = (): boolean => waiting.length === 0 || failure !== null

  const maySave = (): boolean => !failure && !held

  const run = async (): Promise<void> => {
    running = true
    for (let request = waiting[0]; request && maySave(); request = waiting[0]) {
      const result = await attempt(request)
      if (result.ok) waiting.shift()
      else failure = result.failure
      report()
    }
    running = false
    if (!isSettled()) return
    for (const resolve of idle) resolve()
    idle = []
  }

  const start = (): void => {
    if (!running && maySave() && waiting.length > 0) void run()
  }

  const attempt = async (request: SaveRequest): Promise<Result<SaveReceipt>> => {
    try {
      return await save(request)
    } catch (error) {
      // The channel itself broke (the main process is gone or replaced): the change must survive that too.
      return {
        ok: false,
        failure: {
          code: 'unexpected',
          message: `The change could not be handed to the project: ${error instanceof Error ? error.message : String(error)}.`,
          action: 'Try again. If it fails again, restart the program; what is shown as saved is on disk.',
        },
      }
    }
  }

  return {
    push(request) {
      waiting.push(request)
      start()
      report()
    },
    retry() {
      if (!failure) return
      failure = null
      report()
      start()
    },
    hold() {
      held = true
    },
    release() {
      held = false
      start()
    },
    isSettled,
    settled: () => (isSettled() ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
  }
}
