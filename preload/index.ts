import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron'
import type { EventName, Events, RequestName, Workbench } from './contract/contract.ts'

// Both lists are checked against the contract: a message that is missing here, or is here and not there, does not compile.
const REQUESTS = {
  appState: true,
  newProject: true,
  openProject: true,
  openRecentProject: true,
  forgetRecentProject: true,
  openSampleProject: true,
  closeProject: true,
  saveProjectCopy: true,
  chooseArticles: true,
  importPasted: true,
  paste: true,
  rereadImport: true,
  importStaged: true,
  cancelImport: true,
  chooseDataset: true,
  planDataset: true,
  importDataset: true,
  cancelDataset: true,
  undoBatch: true,
  redoBatch: true,
  showOriginal: true,
  openArticle: true,
  annotationPage: true,
  save: true,
  articleTexts: true,
  tagsAt: true,
  savePart: true,
  storedChange: true,
  codebookUsage: true,
  annotationsWithParts: true,
  relationsWithRoles: true,
  openCodebookFile: true,
  saveCodebookFile: true,
  entityUses: true,
  entityMentions: true,
  entityPointers: true,
  reportUnsaved: true,
  showMenu: true,
  exportFormats: true,
  exportDataset: true,
  tryExport: true,
  cancelExport: true,
  showInFolder: true,
} satisfies Record<RequestName, true>

const EVENTS = {
  projectOpened: true,
  projectClosed: true,
  articlesImported: true,
  importFound: true,
  importStaged: true,
  importProgress: true,
  datasetProgress: true,
  changeApplied: true,
  command: true,
  exportProgress: true,
  failed: true,
} satisfies Record<EventName, true>

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- REQUESTS has every name, and each gets its function
const requests = Object.fromEntries(
  Object.keys(REQUESTS).map((name) => [
    name,
    (...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(`request:${name}`, ...args),
  ]),
) as Pick<Workbench, RequestName>

const workbench: Workbench = {
  ...requests,
  importDropped: (files) =>
    ipcRenderer.invoke(
      'request:importDropped',
      // A File that did not come from the file system has no path; the main process says so for it.
      files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ),
  on: <Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void) => {
    if (!Object.hasOwn(EVENTS, name)) throw new TypeError(`There is no event "${name}"`)
    // The event object stays here: it carries the sender, which the page has no business with.
    const pass = (_event: IpcRendererEvent, payload: Events[Name]): void => listener(payload)
    ipcRenderer.on(`event:${name}`, pass)
    return () => void ipcRenderer.off(`event:${name}`, pass)
  },
}

contextBridge.exposeInMainWorld('workbench', workbench)
