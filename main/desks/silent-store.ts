import type { StoreClient } from '../project/store-client.ts'
import type { Dialogs } from '../shell/dialogs.ts'
import { askSilent } from './questions.ts'

/** Milliseconds that somebody who wants to leave waits for the store before they are asked. */
const LEAVING = 5_000

export interface SilencePort {
  readonly store: Pick<StoreClient, 'abandon'>
  readonly dialogs: Dialogs
  /** Forgets the project if the store has lost it. */
  readonly letGo: () => Promise<void>
}

/** What to do while the store's thread does not answer: a thread in native code can only be left behind. */
export interface SilenceGuard {
  /** Asks whether to wait or to go on without the project. One question at a time. */
  ask(milliseconds: number): Promise<void>
  /** Waits for something that a person wants done to leave; asks soon when it takes long. */
  soon<T>(work: Promise<T>): Promise<T>
}

export function createSilenceGuard({ store, dialogs, letGo }: SilencePort): SilenceGuard {
  let asking = false
  const ask = async (milliseconds: number): Promise<void> => {
    if (asking) return
    asking = true
    try {
      if (!(await askSilent(dialogs, milliseconds))) return
      store.abandon()
      await letGo()
    } finally {
      asking = false
    }
  }
  return {
    ask,
    async soon(work) {
      const timer = setTimeout(() => void ask(LEAVING), LEAVING)
      try {
        return await work
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
