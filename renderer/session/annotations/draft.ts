/** Text of a field that is not in the project yet. */
export interface Draft {
  /** Takes what was typed. It becomes a change after a pause in typing. */
  type(text: string): void
  /** Hands over what is held, if anything, at once. */
  flush(): void
}

/** Milliseconds without a key after which typed text becomes a change, which is one undo entry. */
export const DRAFT_PAUSE = 600

/**
 * Holds typed text for one field of one record. `commit` is bound to that record when the draft is made, so a draft that
 * outlives its field's place on screen still cannot reach another record. `onHold` is called when the draft begins to
 * hold text, and after it has handed it over.
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
