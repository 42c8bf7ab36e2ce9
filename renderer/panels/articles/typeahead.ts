/** Milliseconds after which typed letters begin a new search. */
const PAUSE = 700

/** The row that what was typed so far leads to, or null when the key is not for typing or nothing fits. */
export type Typeahead = (key: string, active: number, count: number, title: (row: number) => string) => number | null

/**
 * Finds rows by their first letters as lists of the system do: the same letter again goes to the next row with it.
 * `now` in milliseconds is given by tests.
 */
export function createTypeahead(now: () => number = () => performance.now()): Typeahead {
  let typed = ''
  let last = Number.NEGATIVE_INFINITY
  return (key, active, count, title) => {
    if ([...key].length !== 1 || (key === ' ' && typed === '')) return null
    const time = now()
    typed = time - last > PAUSE ? key.toLowerCase() : typed + key.toLowerCase()
    last = time
    const again = [...typed].every((letter) => letter === typed[0])
    const wanted = again ? (typed[0] ?? '') : typed
    // A longer search may stay where it is; the same letter again moves on.
    const from = again ? active + 1 : Math.max(0, active)
    for (let i = 0; i < count; i++) {
      const row = (from + i) % count
      if (title(row).toLowerCase().startsWith(wanted)) return row
    }
    return null
  }
}
