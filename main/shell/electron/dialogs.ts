import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron'
import { CODEBOOK_EXTENSION } from '../../../model/codebook/codebook-file.ts'
import type { Failure } from '../../../model/value/result.ts'
import { withExtension } from '../../files/file-names.ts'
import { PROJECT_EXTENSION } from '../../desks/project-desk.ts'

const PROJECT_FILTER = { name: 'Standoff project', extensions: [PROJECT_EXTENSION] }

const ask = (window: BrowserWindow | null, options: MessageBoxOptions) =>
  window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options)

/** Lets the user choose article files of any format that can be imported, or folders of them; empty when cancelled. */
export async function chooseArticleFiles(
  window: BrowserWindow,
  folder: string,
  what: 'files' | 'folder',
): Promise<readonly string[]> {
  if (what === 'folder') {
    const chosen = await dialog.showOpenDialog(window, {
      title: 'Import folder',
      defaultPath: folder,
      properties: ['openDirectory', 'multiSelections'],
    })
    return chosen.canceled ? [] : chosen.filePaths
  }
  const { importers } = await import('../../articles-in/index.ts')
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open article',
    defaultPath: folder,
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Articles', extensions: [...new Set([...importers.all.flatMap(({ extensions }) => extensions), 'zip'])] },
      ...importers.all.map(({ title, extensions }) => ({ name: title, extensions: [...extensions] })),
      { name: 'ZIP archive', extensions: ['zip'] },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  return canceled ? [] : filePaths
}

/** Lets the user choose an annotated dataset, a file or a folder of files; null when cancelled. */
export async function chooseDatasetPath(
  window: BrowserWindow,
  folder: string,
  what: 'file' | 'folder',
): Promise<string | null> {
  const { datasetReaders } = await import('../../formats/index.ts')
  const all = [...new Set(datasetReaders.all.flatMap(({ extensions }) => extensions))]
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import dataset',
    buttonLabel: 'Look at it',
    defaultPath: folder,
    properties: [what === 'file' ? 'openFile' : 'openDirectory'],
    filters:
      what === 'folder'
        ? []
        : [
            { name: 'Datasets', extensions: [...new Set([...all, 'zip'])] },
            ...datasetReaders.all.map(({ title, extensions }) => ({ name: title, extensions: [...extensions] })),
            { name: 'ZIP archive', extensions: ['zip'] },
            { name: 'All files', extensions: ['*'] },
          ],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Lets the user choose a project to open; null when cancelled. */
export async function chooseProject(window: BrowserWindow, folder: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open project',
    defaultPath: folder,
    properties: ['openFile'],
    filters: [PROJECT_FILTER],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Lets the user say where a new project goes; null when cancelled. */
export async function chooseNewProject(window: BrowserWindow, folder: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'New project',
    buttonLabel: 'Create',
    defaultPath: join(folder, `New project.${PROJECT_EXTENSION}`),
    filters: [PROJECT_FILTER],
  })
  return canceled || !filePath ? null : withExtension(filePath, PROJECT_EXTENSION)
}

/** Lets the user say where a copy of the project goes; null when cancelled. The suggested name is not the project's own. */
export async function chooseProjectCopy(window: BrowserWindow, project: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save a copy of the project',
    buttonLabel: 'Save copy',
    defaultPath: join(dirname(project), `${basename(project, `.${PROJECT_EXTENSION}`)} copy.${PROJECT_EXTENSION}`),
    properties: ['createDirectory'],
    filters: [PROJECT_FILTER],
  })
  return canceled || !filePath ? null : withExtension(filePath, PROJECT_EXTENSION)
}

const CODEBOOK_FILTER = { name: 'Codebook', extensions: ['json'] }

/** Lets the user choose a codebook file; null when cancelled. */
export async function chooseCodebook(window: BrowserWindow, folder: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open codebook',
    defaultPath: folder,
    properties: ['openFile'],
    filters: [CODEBOOK_FILTER],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Lets the user say where a codebook goes; null when cancelled. Nothing older is replaced without a yes. */
export const chooseCodebookTarget = (
  window: BrowserWindow,
  suggestion: { readonly folder: string; readonly fileName: string },
): Promise<string | null> =>
  chooseTarget(window, { ...suggestion, title: 'Codebook', extension: CODEBOOK_EXTENSION, action: 'Save codebook' })

/** Lets the user say where an export goes; null when cancelled. Nothing older is replaced without a yes. */
export async function chooseExportTarget(
  window: BrowserWindow,
  suggestion: {
    readonly folder: string
    readonly fileName: string
    readonly title: string
    readonly extension: string
  },
): Promise<string | null> {
  return chooseTarget(window, { ...suggestion, action: 'Export dataset' })
}

interface TargetQuestion {
  readonly folder: string
  readonly fileName: string
  readonly title: string
  readonly extension: string
  /** Title of the dialog; its first word stands on the button. */
  readonly action: string
}

async function chooseTarget(window: BrowserWindow, question: TargetQuestion): Promise<string | null> {
  const { folder, fileName, title, extension, action } = question
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: action,
    buttonLabel: action.split(' ')[0] ?? action,
    defaultPath: join(folder, fileName),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
    // A dialog knows endings of one part only: of "excel.csv" it is told "csv".
    filters: [{ name: title, extensions: [extension.split('.').at(-1) ?? extension] }],
  })
  if (canceled || !filePath) return null
  const target = withExtension(filePath, extension)
  // The dialog asked about the name that was typed, not about the one with its full ending.
  return target === filePath || !existsSync(target) || (await askReplace(window, target)) ? target : null
}

async function askReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await ask(window, {
    type: 'warning',
    message: `"${basename(path)}" exists already. Replace it?`,
    detail: path,
    buttons: ['Keep the old file', 'Replace'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** Asks whether to go on although changes could not be saved. Keeping the project open is what Enter and Esc do. */
export async function askUnsaved(window: BrowserWindow | null, count: number): Promise<boolean> {
  const { response } = await ask(window, {
    type: 'warning',
    message: count === 1 ? 'One change is not saved yet.' : `${count} changes are not saved yet.`,
    detail:
      'Keep the project open to see why and to save again. If you close it now, what is not saved is lost; everything saved before stays.',
    buttons: ['Keep open', 'Close without saving'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** Offers to forget a project whose file is gone. */
export async function askForget(window: BrowserWindow | null, path: string): Promise<boolean> {
  const { response } = await ask(window, {
    type: 'warning',
    message: `The project "${basename(path)}" is not where it was.`,
    detail: `${path}\n\nIf it was moved or renamed, open it with "Open project…". It can also be taken off the list of recent projects.`,
    buttons: ['Keep in list', 'Remove from list'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** Tells that the page or the store has stopped and asks whether to load it again; the other choice is to quit. */
export async function askReload(window: BrowserWindow | null, what: string): Promise<boolean> {
  const { response } = await ask(window, {
    type: 'error',
    message: what,
    detail: 'Everything that was shown as saved is in the project. Reload to go on where you were.',
    buttons: ['Reload', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 0
}

/** Asks what to do with a window that does not answer; true means reload, false means wait. */
export async function askWait(window: BrowserWindow | null): Promise<boolean> {
  const { response } = await ask(window, {
    type: 'warning',
    message: 'The window is not responding.',
    detail: 'Wait for it, or reload it. Reloading loses only what is not shown as saved.',
    buttons: ['Wait', 'Reload'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** Shows a failure that has no window to be shown in, or a text to read. */
export async function showText(window: BrowserWindow | null, message: string, detail: string): Promise<void> {
  await ask(window, { type: 'info', message, detail, buttons: ['Close'], noLink: true })
}

/** Shows a failure natively, where no page can. */
export const showFailure = (failure: Failure): void => dialog.showErrorBox(failure.message, failure.action)
