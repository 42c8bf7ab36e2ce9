import { runCommand } from './commands.ts'
import { inTextField } from './focus.ts'
import type { WindowModel } from './session/window-model.ts'

/**
 * Runs what was chosen in the native menu. Undo and redo belong to the text field that has the focus, if one has; over an
 * open dialog nothing of the project is changed.
 */
export function runMenuCommand(id: string, window: WindowModel): void {
  const travel = id === 'edit.undo' ? 'undo' : id === 'edit.redo' ? 'redo' : null
  // The only way to reach a field's own history, and only a menu gets here: keys go to the field directly.
  if (travel && inTextField(document.activeElement)) document.execCommand(travel)
  else if (window.getState().dialog === null) runCommand(id, window)
}
