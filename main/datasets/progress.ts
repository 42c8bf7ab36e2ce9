/** Least time between two reports of progress, in milliseconds. */
const INTERVAL = 100

/** Passes on a report of progress where the one before was long enough ago; `last` is the time of that one. */
export function throttled<Args extends readonly unknown[]>(
  report: (...args: Args) => void,
  last = -Infinity,
): (...args: Args) => void {
  return (...args) => {
    const now = performance.now()
    if (now - last < INTERVAL) return
    last = now
    report(...args)
  }
}
