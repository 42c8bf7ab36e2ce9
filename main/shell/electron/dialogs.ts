import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { Dialogs, FileKind, OpenQuestion } from '../dialogs.ts'

const PROPERTIES: Readonly<Record<OpenQuestion['what'], OpenDialogOptions['properties']>> = {
  file: ['openFile'],
  files: ['openFile', 'multiSelections'],
  folder: ['openDirectory'],
  folders: ['openDirectory', 'multiSelections'],
}

const filters = (kinds: readonly FileKind[]) =>
  kinds.map(({ name, extensions }) => ({ name, extensions: [...extensions] }))

/** Electron's dialogs, in the window where there is one. */
export function createDialogs(current: () => BrowserWindow | null): Dialogs {
  return {
    async open({ title, button, folder, what, kinds }) {
      const window = current()
      const options: OpenDialogOptions = {
        title,
        ...(button !== undefined && { buttonLabel: button }),
        defaultPath: folder,
        properties: PROPERTIES[what] ?? [],
        filters: filters(kinds),
      }
      const chosen = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
      return chosen.canceled ? [] : chosen.filePaths
    },
    async save({ title, button, path, mayReplace, kinds }) {
      const window = current()
      const options: SaveDialogOptions = {
        title,
        buttonLabel: button,
        defaultPath: path,
        properties: ['createDirectory', ...(mayReplace ? ['showOverwriteConfirmation' as const] : [])],
        filters: filters(kinds),
      }
      const chosen = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
      return chosen.canceled || !chosen.filePath ? null : chosen.filePath
    },
    async ask({ type, message, detail, buttons }) {
      const window = current()
      const options = { type, message, detail, buttons: [...buttons], defaultId: 0, cancelId: 0, noLink: true }
      const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
      return response
    },
    showError: (message, detail) => dialog.showErrorBox(message, detail),
  }
}
