import type { Codebook } from '../../../model/record/codebook.ts'
import { type Added, changeId } from '../../../model/codebook/codebook-add.ts'
import {
  findPart,
  ownId,
  parentOf,
  type PartRef,
  siblingOf,
  siblingsOf,
} from '../../../model/codebook/codebook-part.ts'
import { sameValue } from '../../../model/value/same-value.ts'
import type { Failure, Result } from '../../../model/value/result.ts'

/** A codebook that is being edited: nothing of it is in the project before it is saved. */
export interface CodebookDraftState {
  /** The codebook as the project has it. */
  readonly before: Codebook
  readonly draft: Codebook
  /** The part that is shown; null for the codebook itself. */
  readonly selected: PartRef | null
  /** Changes whenever another part is shown: the fields of one part must not be reused for another. */
  readonly view: number
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** Edits of the draft, with an undo of their own: the project's undo takes over when the draft is saved. */
export interface CodebookDraft {
  getState(): CodebookDraftState
  subscribe(listener: () => void): () => void
  select(part: PartRef | null): void
  /**
   * Makes one edit, or tells why it is refused. Edits in a row with the same `field`, such as the
   * letters of one text, are one step of undo.
   */
  edit(edit: (codebook: Codebook) => Result<Codebook>, field?: string): Failure | null
  /** Adds a part and shows it. */
  add(edit: (codebook: Codebook) => Result<Added>): Failure | null
  /** Gives the part that is shown another id; it stays shown, with the fields as they are. */
  rename(id: string): Failure | null
  undo(): void
  redo(): void
}

/** Starts editing a codebook. */
export function createCodebookDraft(before: Codebook): CodebookDraft {
  let past: readonly Codebook[] = []
  let future: readonly Codebook[] = []
  let lastField: string | undefined
  let state: CodebookDraftState = { before, draft: before, selected: null, view: 0, canUndo: false, canRedo: false }
  const listeners = new Set<() => void>()

  const move = (draft: Codebook, wanted: PartRef | null, sameView = false): void => {
    const selected = shown(state.draft, draft, wanted)
    state = {
      before,
      draft,
      selected,
      view: sameView || sameValue(selected, state.selected) ? state.view : state.view + 1,
      canUndo: past.length > 0,
      canRedo: future.length > 0,
    }
    for (const listener of listeners) listener()
  }

  const take = (draft: Codebook, selected: PartRef | null, field?: string, sameView = false): void => {
    if (sameValue(draft, state.draft)) return
    if (field === undefined || field !== lastField) past = [...past, state.draft]
    lastField = field
    future = []
    move(draft, selected, sameView)
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    select(part) {
      lastField = undefined
      move(state.draft, part)
    },
    edit(edit, field) {
      const edited = edit(state.draft)
      if (!edited.ok) return edited.failure
      take(edited.value, state.selected, field)
      return null
    },
    add(edit) {
      const added = edit(state.draft)
      if (!added.ok) return added.failure
      take(added.value.codebook, added.value.part)
      return null
    },
    rename(id) {
      const { selected } = state
      if (!selected) return null
      const renamed = changeId(state.draft, selected, id)
      if (!renamed.ok) return renamed.failure
      take(renamed.value, siblingOf(selected, id), undefined, true)
      return null
    },
    undo() {
      const last = past.at(-1)
      if (!last) return
      past = past.slice(0, -1)
      future = [...future, state.draft]
      lastField = undefined
      move(last, state.selected)
    },
    redo() {
      const next = future.at(-1)
      if (!next) return
      future = future.slice(0, -1)
      past = [...past, state.draft]
      lastField = undefined
      move(next, state.selected)
    },
  }
}

/** What to show when the selected part is gone: what moved into its place, else the one before, else its parent. */
function shown(old: Codebook, draft: Codebook, selected: PartRef | null): PartRef | null {
  if (!selected || findPart(draft, selected)) return selected
  const place = siblingsOf(old, selected).findIndex(({ id }) => id === ownId(selected))
  const left = siblingsOf(draft, selected)
  const neighbour = left[Math.min(Math.max(0, place), left.length - 1)]
  if (neighbour) return siblingOf(selected, neighbour.id)
  return shown(old, draft, parentOf(selected))
}
