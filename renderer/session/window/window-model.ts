import { type Failure, fail, type Result } from '../../../model/value/result.ts'
import type {
  ExportFormat,
  DatasetLook,
  DatasetProgress,
  ExportProgress,
  ExportReport,
  ExportRequest,
  ImportPreview,
  ImportProgress,
  ImportReport,
  PreviewedFile,
  RecentProject,
  Workbench,
} from '../../../preload/contract/contract.ts'
import { createFindModel, type FindEngines, type FindModel } from '../find/find-model.ts'
import { createFindThread } from '../find/find-thread.ts'
import { createSuggestThread, type SuggestEngine } from '../suggest/suggest-thread.ts'
import { rememberedSwitch } from './remembered-switch.ts'
import { createSuggestionsModel, type SuggestionsModel } from '../suggest/suggestions-model.ts'
import { createSession, type Session, type SessionPort } from '../project/session.ts'

export type DialogName =
  | 'export'
  | 'keys'
  | 'import-report'
  | 'import-preview'
  | 'article-facts'
  | 'dataset'
  | 'tag-all'
  | 'codebook'
  | 'new-project'
  | 'palette'
  | 'entities'
  | 'accept-suggestions'
  | 'rejections'

/** The panes beside the text; either can be hidden. */
export type SidePane = 'articles' | 'annotations'

/** How the export that was asked for last stands. */
export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: ExportProgress | null }
  | { readonly kind: 'done'; readonly report: ExportReport }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** The window around the open project. `session` is null on the welcome screen. Immutable. */
export interface WindowState {
  readonly ready: boolean
  readonly version: string
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly recents: readonly RecentProject[]
  readonly session: Session | null
  readonly dialog: DialogName | null
  readonly panes: Readonly<Record<SidePane, boolean>>
  /** Whether signs stand for invisible characters in the text. */
  readonly invisibles: boolean
  readonly formats: readonly ExportFormat[]
  readonly exporting: ExportState
  readonly importReport: ImportReport | null
  /** Files that wait for a decision. */
  readonly importPreview: ImportPreview | null
  readonly importProgress: ImportProgress | null
  /** A dataset that waits for a decision. */
  readonly datasetLook: DatasetLook | null
  readonly datasetProgress: DatasetProgress | null
  /** Articles that are marked in the list, for what is done to several at once. */
  readonly marked: ReadonlySet<string>
  /** A failure outside any session: shown on the welcome screen or over the article until it is dismissed. */
  readonly failure: Failure | null
}

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
  /** Asks for a dataset and shows what importing it would do. */
  openDataset(what: 'file' | 'folder'): Promise<void>
  /** Marks articles in the list; those not named are not marked any more. */
  mark(articles: ReadonlySet<string>): void
  /** Takes a project off the list of recent ones; the file stays. */
  forgetRecent(id: string): Promise<void>
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
  let state: WindowState = {
    ready: false,
    version: '',
    platform: 'linux',
    recents: [],
    session: null,
    dialog: null,
    panes: { articles: true, annotations: true },
    invisibles: invisiblesMemory.read(),
    formats: [],
    exporting: { kind: 'idle' },
    importReport: null,
    importPreview: null,
    importProgress: null,
    datasetLook: null,
    datasetProgress: null,
    marked: new Set(),
    failure: null,
  }
  const listeners = new Set<() => void>()
  const move = (next: Partial<WindowState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  /** Files of the preview that is being put together. */
  let found: PreviewedFile[] = []

  const openSession = (overview: Parameters<typeof createSession>[0]): void => {
    // The same project comes anew after an import and its undo: the article and the dialog that are open stay open.
    const before = state.session?.getState()
    const again = before?.project.id === overview.project.id && before.folder === overview.folder
    const session = createSession(overview, { ...port, workbench })
    find.attach(session)
    suggestions.attach(session)
    const dialog = again ? state.dialog : null
    move({ session, dialog, marked: new Set(), failure: null, exporting: { kind: 'idle' } })
    const shown = again ? overview.articles.find(({ id }) => id === before.open?.article.id) : undefined
    const first = shown ?? overview.articles[0]
    if (first) void session.openArticle(first.id).then((opened) => opened.ok || session.report(opened.failure))
  }

  const showReport = (report: ImportReport): void => {
    const { session } = state
    const { imported, skipped, failed } = report.counts
    const fresh = report.imported[0]?.article.id ?? report.skipped[0]?.article
    if (session && fresh) {
      void session.openArticle(fresh).then((opened) => opened.ok || session.report(opened.failure))
    }
    const worthReading =
      report.cancelled ||
      failed + skipped > 0 ||
      (imported === 0 && report.aside !== null) ||
      report.imported.some(({ warnings }) => warnings.length > 0)
    const dialog = state.dialog === 'import-preview' ? null : state.dialog
    move({ importReport: report, importPreview: null, dialog: worthReading ? 'import-report' : dialog })
    if (session && !worthReading && imported > 0) {
      const [only] = report.imported
      const text = imported === 1 ? `Imported ${only?.fileName}` : `Imported ${imported.toLocaleString('en')} articles`
      session.notify({ kind: 'info', text: report.aside === null ? text : `${text}. ${report.aside}` })
    }
  }

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

  workbench.on('projectOpened', openSession)
  workbench.on('projectClosed', ({ recents }) => {
    find.attach(null)
    suggestions.attach(null)
    move({ session: null, recents, dialog: null })
  })
  workbench.on('articlesImported', showReport)
  workbench.on('importFound', (files) => {
    found.push(...files)
  })
  workbench.on('importStaged', ({ id, files }) => {
    move({ importPreview: { id, files: [...found, ...files] }, dialog: 'import-preview' })
    found = []
  })
  workbench.on('importProgress', (importProgress) => {
    // Over: what was found by an import that was cancelled belongs to no preview.
    if (importProgress === null) found = []
    move({ importProgress })
  })
  workbench.on('datasetProgress', (datasetProgress) => move({ datasetProgress }))
  workbench.on('changeApplied', ({ change, origin }) => state.session?.absorb(change, origin))
  workbench.on('exportProgress', (progress) => {
    if (state.exporting.kind === 'running') move({ exporting: { kind: 'running', progress } })
  })
  workbench.on('failed', (failure) => move({ failure }))

  /** The exporters are read into the main process only when they are asked for: at the start that would delay the text. */
  const openExport = async (): Promise<void> => {
    const formats = state.formats.length > 0 ? state.formats : await run(workbench.exportFormats())
    if (formats) move({ formats, dialog: 'export', exporting: { kind: 'idle' } })
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
        const { version, platform, recents, project } = app
        move({ version, platform, recents })
        if (project && !state.session) openSession(project)
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
