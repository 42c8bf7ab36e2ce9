import type { Result } from '../../model/value/result.ts'
import type { Dialogs } from '../shell/dialogs.ts'
import { askReload } from './questions.ts'

/** A store that dies again within this time after it was started again is given up, in milliseconds. */
const STORE_RECOVERY = 10_000

export interface RecoveryPort {
  /** Opens the project in a new thread. */
  readonly recover: () => Promise<Result<null>>
  readonly dialogs: Dialogs
  readonly reload: () => void
  readonly quit: () => void
  /** Milliseconds from any fixed moment. */
  readonly now: () => number
}

/**
 * Returns what to do when the thread of the store has died. The window keeps what it could not save and can save it to the
 * new thread, so it is not loaded again unless that fails.
 */
export function createRecovery({ recover, dialogs, reload, quit, now }: RecoveryPort): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY
  return async () => {
    const again = now() - last > STORE_RECOVERY
    last = now()
    if (again && (await recover()).ok) return
    if (await askReload(dialogs, 'The part of the program that saves has stopped.')) reload()
    else quit()
  }
}
