import { type Failure, fail, type Result } from '../../../model/value/result.ts'
import type { ExportRequest, Workbench } from '../../../preload/contract/contract.ts'
import { createFindModel, type FindEngines, type FindModel } from '../find/find-model.ts'
import { createFindThread } from '../find/find-thread.ts'
import type { SessionPort } from '../project/session-port.ts'
import { createSuggestThread, type SuggestEngine } from '../suggest/suggest-thread.ts'
import { createSuggestionsModel, type SuggestionsModel } from '../suggest/suggestions-model.ts'
import { rememberedSwitch } from './remembered-switch.ts'
import { type EventTarget, followEvents, openSession } from './window-events.ts'
import { type DialogName, initialWindow, type SidePane, type WindowState } from './window-state.ts'

/** State and acts of the window that are not changes of the project. */
export interface WindowModel {
  getState(): WindowState
  subscribe(listener: () => void): () => void
  readonly workbench: Workbench
  readonly find: FindModel
  readonly suggestions: SuggestionsModel
  start(): Promise<void>
  openDialog(name: DialogName): void
  closeDialog(): void
  showPane(name: SidePane, shown: boolean): void
  /** Shows the invisible characters of the text, now and at the next start. */
  showInvisibles(shown: boolean): void
  dismissFailure(): void
  /** Shows what salvaging a damaged project would do. */
  offerSalvage(subject: string): void
  /** Checks the open project, or one that could not be opened, and shows what is found. */
  openDoctor(of: string | null): void
  /** Asks for a dataset and shows what importing it would do. */
  openDataset(what: 'file' | 'folder'): Promise<void>
  /** Marks articles in the list; those not named are not marked any more. */
  mark(articles: ReadonlySet<string>): void
  /** Takes a project off the list of recent ones; the file stays. */
  forgetRecent(id: string): Promise<void>
  /** Shows the backups of the open project, or of one that could not be opened. */
  openBackups(of: string | null): Promise<void>
  /** Reads the list of backups that is shown again. */
  refreshBackups(): Promise<void>
  /** Runs a request and shows its failure, if any. */
  run<T>(request: Promise<Result<T>>): Promise<T | null>
  exportDataset(request: ExportRequest): Promise<void>
  cancelExport(): void
}

const unsavedFailure = ({ pending, failure }: { readonly pending: number; readonly failure: Failure }) =>
  fail(
    failure.code,
    `${pending === 1 ? 'One change is' : `${pending} changes are`} not saved and would be missing in the dataset.`,
    'Choose “Try again” in the status bar, then export.',
    [failure.message],
  )

/** Connects the window to the main process's events. `port` gives ids and the clock to the sessions it opens. */
export function createWindowModel(
  workbench: Workbench,
  port: Pick<SessionPort, 'newId' | 'now'>,
  engines: FindEngines = { article: createFindThread(), project: createFindThread() },
  suggesting: SuggestEngine = createSuggestThread(),
): WindowModel {
  const find = createFindModel(engines)
  const suggestions = createSuggestionsModel(suggesting, rememberedSwitch('suggestions:shown'))
  const invisiblesMemory = rememberedSwitch('invisibles:shown')
  let state = initialWindow(invisiblesMemory.read())
  const listeners = new Set<() => void>()
  const move = (next: Partial<WindowState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const target: EventTarget = { port: { ...port, workbench }, find, suggestions, getState: () => state, move }
  followEvents(target)

  const run = async <T>(request: Promise<Result<T>>): Promise<T | null> => {
    const result = await request
    if (result.ok) {
      // What failed before has been overtaken by something that worked.
      if (state.failure) move({ failure: null })
      return result.value
    }
    if (result.failure.code !== 'cancelled') move({ failure: result.failure })
    return null
  }

  /** The exporters are read into the main process only when they are asked for: at the start that would delay the text. */
  const openExport = async (): Promise<void> => {
    const formats = state.formats.length > 0 ? state.formats : await run(workbench.exportFormats())
    if (formats) move({ formats, dialog: 'export', exporting: { kind: 'idle' } })
  }

  const readBackups = async (of: string | null): Promise<boolean> => {
    const backups = await run(workbench.backups(of))
    if (backups) move({ backups, backupsOf: of })
    return backups !== null
  }

  return {
    workbench,
    find,
    suggestions,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async start() {
      const app = await run(workbench.appState())
      if (app) {
        const { version, platform, recents, project, looking } = app
        move({ version, platform, recents, looking })
        if (project && !state.session) openSession(target, project)
      }
      move({ ready: true })
    },
    openDialog(dialog) {
      if (dialog === 'export') void openExport()
      else move({ dialog })
    },
    closeDialog: () => move({ dialog: null }),
    showPane(name, shown) {
      if (state.panes[name] !== shown) move({ panes: { ...state.panes, [name]: shown } })
    },
    showInvisibles(invisibles) {
      invisiblesMemory.write(invisibles)
      move({ invisibles })
    },
    dismissFailure: () => move({ failure: null }),
    offerSalvage: (salvaged) => move({ salvaged, salvageProgress: null, dialog: 'salvage' }),
    openDoctor: (doctorOf) => move({ doctorOf, doctorProgress: null, dialog: 'doctor' }),
    mark: (marked) => move({ marked }),
    async openDataset(what) {
      // What is in the project already is read from the disk.
      await state.session?.settled()
      const datasetLook = await run(workbench.chooseDataset(what))
      if (datasetLook) move({ datasetLook, dialog: 'dataset' })
    },
    async forgetRecent(id) {
      const result = await workbench.forgetRecentProject(id)
      if (result.ok) move({ recents: state.recents.filter((recent) => recent.id !== id) })
      else move({ failure: result.failure })
    },
    async openBackups(of) {
      if (await readBackups(of)) move({ dialog: 'backups' })
    },
    refreshBackups: async () => void (await readBackups(state.backupsOf)),
    run,
    async exportDataset(request) {
      move({ exporting: { kind: 'running', progress: null } })
      await state.session?.settled()
      // A dataset is read from the disk: it would silently lack what could not be saved.
      const save = state.session?.getState().save
      const result = save?.kind === 'failed' ? unsavedFailure(save) : await workbench.exportDataset(request)
      if (!result.ok) {
        const { failure } = result
        move({ exporting: failure.code === 'cancelled' ? { kind: 'idle' } : { kind: 'failed', failure } })
      } else move({ exporting: result.value ? { kind: 'done', report: result.value } : { kind: 'idle' } })
    },
    cancelExport: () => void run(workbench.cancelExport()),
  }
}
