import { useCallback, useSyncExternalStore } from 'react'
import { afterPaint } from './after-paint.ts'
import type { Store } from './store.ts'

/**
 * A part of a store's state; the component renders again only when that part changes. `select` must return the same
 * value while the state means the same: a field of the state, a number or a string, never a fresh object.
 */
export function useStore<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  return useSyncExternalStore(subscribe, () => select(store.getState()))
}

/** As {@link useStore}, a frame later ({@link afterPaint}): for what may follow the text. */
export const useStoreAfterPaint = <State, Part>(store: Store<State>, select: (state: State) => Part): Part =>
  useStore(afterPaint(store), select)
