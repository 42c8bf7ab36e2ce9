import type { Store } from './store.ts'

/** Milliseconds to wait for a frame; none comes while the window is covered or minimised. */
const LONGEST_WAIT = 100

/** Runs once the next frame is painted. */
function afterNextFrame(work: () => void): void {
  let done = false
  const finish = (): void => {
    if (done) return
    done = true
    clearTimeout(timer)
    work()
  }
  const timer = setTimeout(finish, LONGEST_WAIT)
  requestAnimationFrame(() => {
    // A message is handled right after the frame, where a timer may be late.
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', finish, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

const known = new WeakMap<object, Store<unknown>>()

/**
 * The same store, one frame late, for lists and counts that may follow the text. React renders store updates within the
 * key press, which would delay painting the tag. All readers of one store see the same state.
 */
export function afterPaint<State>(store: Store<State>): Store<State> {
  const made = known.get(store) as Store<State> | undefined
  if (made) return made
  let shown = store.getState()
  let waiting = false
  const listeners = new Set<() => void>()
  const show = (): void => {
    waiting = false
    shown = store.getState()
    for (const listener of listeners) listener()
  }
  store.subscribe(() => {
    if (waiting) return
    waiting = true
    afterNextFrame(show)
  })
  const late: Store<State> = {
    getState: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  known.set(store, late)
  return late
}
