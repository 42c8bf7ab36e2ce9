import type { BackupReason } from '../../model/past/backup.ts'
import type { StoreClient } from '../project/store-client.ts'

/** Requests that change a project, and the backup that is due before each. */
const CHANGES: Readonly<Partial<Record<string, BackupReason>>> = {
  save: 'first-change',
  // Changes that are too large for one message.
  saveText: 'large-change',
  importArticles: 'first-change',
  saveDatasetImport: 'dataset',
  saveRestored: 'restore',
  undoBatch: 'first-change',
  redoBatch: 'first-change',
} satisfies Partial<Record<keyof StoreClient, BackupReason>>

/**
 * The store with a backup before what changes it. A change waits until its backup has fixed the state before it, which
 * takes a moment once a day; the copying goes on beside it.
 * @param before Starts the backup that is due; null where the change need not wait.
 */
export const backedUpStore = (
  store: StoreClient,
  before: (reason: BackupReason) => Promise<void> | null,
): StoreClient =>
  new Proxy(store, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      const reason = typeof name === 'string' ? CHANGES[name] : undefined
      if (!reason || typeof call !== 'function') return call
      const send = call as (...args: readonly unknown[]) => unknown
      return (...args: readonly unknown[]): unknown => {
        const wait = before(reason)
        return wait ? wait.then(() => send(...args)) : send(...args)
      }
    },
  })
