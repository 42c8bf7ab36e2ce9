import { runCommand } from '../commands/commands.ts'
import { inTextField } from '../components/focus.ts'
import type { WindowModel } from '../session/window/window-model.ts'

/** Commands that a text field has of its own, with the engine's names for them. */
const OF_FIELDS: Readonly<Record<string, string>> = {
  'edit.undo': 'undo',
  'edit.redo': 'redo',
  'edit.selectAll': 'selectAll',
}

/**
 * Runs what was chosen in the native menu. Undo, redo and select all belong to the text field that has the focus, if one has; over an
 * open dialog nothing of the project is changed.
 */
export function runMenuCommand(id: string, window: WindowModel): void {
  const own = OF_FIELDS[id]
  // The only way to reach a field's own history, and only a menu gets here: keys go to the field directly.
  if (own && inTextField(document.activeElement)) document.execCommand(own)
  else if (window.getState().dialog === null) runCommand(id, window)
}
