import { annotationOfMode, type Mode } from './mode.ts'
import type { SessionState } from './state.ts'

/** The mode as it may go on: none where its annotation is gone, or a suggestion is left for something else. */
function modeOver({ mode, open, selected, selection }: SessionState): Mode | null {
  if (!mode || !open) return null
  if (mode.kind === 'suggestion') {
    const inside = mode.extent.start <= selection.start && selection.end <= mode.extent.end
    return inside && selected === null ? mode : null
  }
  const id = annotationOfMode(mode)
  return id === null || open.index.get(id) ? mode : null
}

/**
 * Brings in line with the rest of a state what follows from it: a selection that is gone, the annotation selected last,
 * and the mode. The same object where nothing has to move.
 */
export function followState(state: SessionState): SessionState {
  const { open } = state
  const has = (id: string | null): boolean => id !== null && open?.index.get(id) !== undefined
  const selected = has(state.selected) ? state.selected : null
  const selection = open || state.selection.end === 0 ? state.selection : { start: 0, end: 0 }
  const last = selected ?? state.lastSelected
  const lastSelected = has(last) ? last : null
  const type = lastSelected === null ? undefined : open?.index.get(lastSelected)?.type
  const known = type === undefined || state.lastOfType[type] === lastSelected
  const lastOfType = known || lastSelected === null ? state.lastOfType : { ...state.lastOfType, [type]: lastSelected }
  const mode = modeOver({ ...state, selected, selection })
  const same =
    selected === state.selected &&
    selection === state.selection &&
    lastSelected === state.lastSelected &&
    mode === state.mode &&
    known
  return same ? state : { ...state, selected, selection, lastSelected, lastOfType, mode }
}
