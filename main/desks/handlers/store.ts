import { type PackedAnswers, STORE_REQUESTS, type StoreAnswers } from '../../../preload/contract/requests.ts'
import type { StoreClient } from '../../project/store-client.ts'
import type { RequestHandlers } from '../answer-requests.ts'

/** Handlers of the requests that the store's thread answers by itself. */
export function storeHandlers(store: Pick<StoreClient, keyof StoreAnswers | 'packed'>) {
  const handlers = STORE_REQUESTS.map(({ name, packed }) => [
    name,
    packed ? store.packed[name as keyof PackedAnswers] : store[name],
  ])
  return Object.fromEntries(handlers) as Pick<RequestHandlers, keyof StoreAnswers>
}
