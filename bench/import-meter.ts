/*
 * What is measured inside the page while files are imported. These functions are sent to it as text: they may use nothing
 * but their argument and the page.
 */

/** Milliseconds, in the order in which they were measured. */
export interface MeterReading {
  /** Tasks of the page that took 50 ms or more; the browser does not report shorter ones. */
  readonly tasks: number[]
  /** From the press of a key to its painted frame. */
  readonly keys: number[]
  /** A request to the main process that does nothing, and its answer. */
  readonly answers: number[]
}

/** Runs from {@link startMeter} to {@link readMeter}. */
interface ImportMeter extends MeterReading {
  readonly stop: () => void
}

declare global {
  interface Window {
    importMeter: ImportMeter
  }
}

/** Begins to measure. The clock of page-clock.ts must be there. */
export function startMeter(): void {
  const reading: MeterReading = { tasks: [], keys: [], answers: [] }
  let running = true
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) reading.tasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  const onKey = (event: KeyboardEvent): void => {
    void window.benchClock.painted().then((now) => reading.keys.push(now - event.timeStamp))
  }
  window.addEventListener('keydown', onKey, { capture: true })
  const ask = async (): Promise<void> => {
    const start = performance.now()
    await window.workbench.reportUnsaved(0)
    reading.answers.push(performance.now() - start)
    if (running) setTimeout(() => void ask(), 20)
  }
  void ask()
  window.importMeter = {
    ...reading,
    stop() {
      running = false
      observer.disconnect()
      window.removeEventListener('keydown', onKey, { capture: true })
    },
  }
}

/** Ends measuring and gives what was measured. */
export function readMeter(): MeterReading {
  const { tasks, keys, answers, stop } = window.importMeter
  stop()
  return { tasks, keys, answers }
}
