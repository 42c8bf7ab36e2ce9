/** Text that a field holds and the project does not have yet. */
export interface Draft {
  /** Takes what was typed; it is handed over once nothing was typed for a while. */
  type(text: string): void
  /** Hands over at once what is held, if anything. */
  flush(): void
}

/** Milliseconds without a key after which typed text becomes a change: one undo entry a pause. */
export const DRAFT_PAUSE = 600

/**
 * Holds typed text for one field of one record. `commit` is bound to that record when the draft is made, so a draft that
 * outlives its field's place on screen still cannot reach another record. `onHold` is told when the draft begins to hold
 * text, and after it has handed it over.
 */
export function createDraft(commit: (text: string) => void, onHold: (holds: boolean) => void): Draft {
  let held: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    clearTimeout(timer)
    if (held === null) return
    const text = held
    held = null
    commit(text)
    onHold(false)
  }
  return {
    type(text) {
      if (held === null) onHold(true)
      held = text
      clearTimeout(timer)
      timer = setTimeout(flush, DRAFT_PAUSE)
    },
    flush,
  }
}
