/** How long a save that is under way may take before it counts as failed, in milliseconds. */
const PATIENCE = 1_000

/** How many changes the window has not saved, as it says itself. */
export interface UnsavedCount {
  set(count: number): void
  /** Waits for a save that is under way, but not for long. What is then still unsaved is counted. */
  settled(): Promise<number>
}

export function createUnsavedCount(): UnsavedCount {
  let unsaved = 0
  let onSaved: (() => void)[] = []

  const saved = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE)
      onSaved.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })

  return {
    set(count) {
      unsaved = count
      if (count > 0) return
      for (const resolve of onSaved) resolve()
      onSaved = []
    },
    async settled() {
      if (unsaved > 0) await saved()
      return unsaved
    },
  }
}
