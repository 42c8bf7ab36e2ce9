import type { Store } from './store.ts'

/** Where no frame comes (a window that is covered or minimised), what waits for one goes on after so many milliseconds. */
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
    // A message is a task of its own: it comes right after the frame, where a timer may come late.
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', finish, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

const known = new WeakMap<object, Store<unknown>>()

/**
 * The same store, told of changes a frame later: for parts of the window that may follow what the text shows. React
 * renders what a store tells it within the key press; of lists and counts that would be work before the tag is painted.
 * Everything that reads one store this way sees the same moment of it.
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
