/** How often it is looked, in milliseconds. */
const TICK = 1_000

/** What is noted of a thread's calls, to know whether it still works on one. */
export interface SilenceWatch {
  /** `patience`: milliseconds that the thread may take over this call without a sign, once it has come to it. */
  sent(id: number, patience: number): void
  answered(id: number): void
  /** The thread gave a sign of life. */
  heard(): void
  stop(): void
}

/**
 * Tells when a thread has given no sign for longer than the call that it works on may take, and again each time that long
 * has passed. Calls are worked on in their order. Time is counted in ticks, so that a computer that slept is no silence.
 */
export function watchSilence(onSilence: (milliseconds: number) => void): SilenceWatch {
  const waiting = new Map<number, number>()
  let silent = 0
  let clock: NodeJS.Timeout | undefined

  const stop = (): void => {
    clearInterval(clock)
    clock = undefined
  }
  const tick = (): void => {
    silent += TICK
    const [patience = Number.POSITIVE_INFINITY] = waiting.values()
    if (silent < patience) return
    const waited = silent
    silent = 0
    onSilence(waited)
  }
  const heard = (): void => {
    silent = 0
  }

  return {
    sent(id, patience) {
      waiting.set(id, patience)
      if (clock !== undefined) return
      heard()
      clock = setInterval(tick, TICK)
      clock.unref()
    },
    answered(id) {
      waiting.delete(id)
      heard()
      if (waiting.size === 0) stop()
    },
    heard,
    stop,
  }
}
