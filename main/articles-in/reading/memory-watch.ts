/** How often memory is looked at, in milliseconds. A file that fills it does so in seconds. */
const PAUSE = 100

const MEGABYTE = 1024 * 1024

/** Memory of this process and all its threads, in bytes: heaps, and the buffers beside them that no limit of V8 counts. */
const resident = (): number => process.memoryUsage.rss()

/** Watches by how much the process grows while something is going on. */
export interface MemoryWatch {
  /** Begins to watch, from what the process takes now. Nothing happens while it is watching already. */
  begin(): void
  end(): void
}

/** @param most megabytes by which the process may grow; `onExceeded` is called each time it is found to be larger */
export function createMemoryWatch(most: number, onExceeded: () => void, measure = resident): MemoryWatch {
  let before = 0
  let timer: ReturnType<typeof setInterval> | null = null
  return {
    begin() {
      if (timer) return
      before = measure()
      timer = setInterval(() => {
        if (measure() - before > most * MEGABYTE) onExceeded()
      }, PAUSE)
      timer.unref()
    },
    end() {
      if (timer) clearInterval(timer)
      timer = null
    },
  }
}
