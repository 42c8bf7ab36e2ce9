/** Text that fields still hold. */
export interface Drafts {
  /** Registers what hands over the text of a field. Returns the way to take it back. */
  hold(flush: () => void): () => void
  /** Counts a field that begins to hold text, or that has handed it over. */
  count(holds: boolean): void
  /** Has all fields hand over their text now. */
  flush(): void
  /** Number of fields that hold text. */
  held(): number
}

/** `onCount` is called whenever the number of fields that hold text changes. */
export function createDrafts(onCount: () => void): Drafts {
  const flushes = new Set<() => void>()
  let held = 0
  return {
    hold(flush) {
      flushes.add(flush)
      return () => flushes.delete(flush)
    },
    count(holds) {
      held += holds ? 1 : -1
      onCount()
    },
    flush() {
      for (const flush of flushes) flush()
    },
    held: () => held,
  }
}
