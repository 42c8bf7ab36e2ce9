/** However busy a machine is, a file is stopped after so many times as long by the clock. */
const MOST_TIMES = 4

/** A thread that gets less of a processor than this waits for something that does not come. */
const LEAST_SHARE = 1 / 50

const MOST_PAUSE = 500

/**
 * Calls `onOver` when a thread has worked for so many milliseconds. What counts is the time that processors gave to this
 * program, divided by the threads that share it: on a busy machine a file takes longer by the clock, and is no worse for
 * that. A thread that only waits is ended when the clock says so.
 */
export function startWorkTimer(
  milliseconds: number,
  threads: () => number,
  onOver: () => void,
): { readonly end: () => void } {
  const begin = performance.now()
  let before = process.cpuUsage()
  let worked = 0
  const timer = setInterval(
    () => {
      const { user, system } = process.cpuUsage(before)
      before = process.cpuUsage()
      worked += (user + system) / 1000 / Math.max(1, threads())
      const passed = performance.now() - begin
      const isWorking = worked >= passed * LEAST_SHARE
      if (passed < milliseconds) return
      if (worked < milliseconds && passed < milliseconds * MOST_TIMES && isWorking) return
      clearInterval(timer)
      onOver()
    },
    Math.min(MOST_PAUSE, milliseconds),
  )
  return { end: () => clearInterval(timer) }
}
