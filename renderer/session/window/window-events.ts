import type { ImportReport, PreviewedFile, ProjectOverview, Workbench } from '../../../preload/contract/contract.ts'
import type { FindModel } from '../find/find-model.ts'
import { createSession, type Session } from '../project/session.ts'
import type { SessionPort } from '../project/session-port.ts'
import type { SuggestionsModel } from '../suggest/suggestions-model.ts'
import { articleToShow, importNotice, needsReading } from './import-outcome.ts'
import type { WindowState } from './window-state.ts'
import { append } from '../../../model/value/append.ts'

/** What the main process's events change: the window's state and the models that follow its session. */
export interface EventTarget {
  readonly port: SessionPort & { readonly workbench: Workbench }
  readonly find: FindModel
  readonly suggestions: SuggestionsModel
  getState(): WindowState
  move(next: Partial<WindowState>): void
}

const showArticle = (session: Session, article: string): void =>
  void session.openArticle(article).then((opened) => opened.ok || session.report(opened.failure))

/** Opens a session on a project. The same project sent again, as after an import, keeps its open article and dialog. */
export function openSession({ port, find, suggestions, getState, move }: EventTarget, overview: ProjectOverview): void {
  const state = getState()
  const before = state.session?.getState()
  // An earlier state of a project is another file of the same one.
  const isSame = before?.project.id === overview.project.id
  const again = isSame && before?.folder === overview.folder
  const session = createSession(overview, port)
  find.attach(session)
  suggestions.attach(session)
  // The doctor closes and opens the project that it repairs, and then says what remains.
  const dialog = again || state.dialog === 'doctor' ? state.dialog : null
  move({ session, dialog, marked: new Set(), failure: null, exporting: { kind: 'idle' } })
  const shown = isSame ? overview.articles.find(({ id }) => id === before?.open?.article.id) : undefined
  const first = shown ?? overview.articles[0]
  if (first) showArticle(session, first.id)
}

function showReport({ getState, move }: EventTarget, report: ImportReport): void {
  const { session, dialog } = getState()
  const article = articleToShow(report)
  if (session && article !== undefined) showArticle(session, article)
  const reading = needsReading(report)
  const kept = dialog === 'import-preview' ? null : dialog
  move({ importReport: report, importPreview: null, dialog: reading ? 'import-report' : kept })
  const text = reading ? null : importNotice(report)
  if (text !== null) session?.notify({ kind: 'info', text })
}

/** Lets the window follow the events of the main process. */
export function followEvents(target: EventTarget): void {
  const { find, suggestions, getState, move } = target
  const { workbench } = target.port
  /** Files of a preview that is still being put together. */
  let found: PreviewedFile[] = []

  workbench.on('looking', (looking) => move({ looking }))
  workbench.on('lookProgress', (lookProgress) => move({ lookProgress }))
  workbench.on('projectOpened', (overview) => openSession(target, overview))
  workbench.on('projectClosed', ({ recents }) => {
    find.attach(null)
    suggestions.attach(null)
    move({ session: null, recents, dialog: getState().dialog === 'doctor' ? 'doctor' : null })
  })
  workbench.on('articlesImported', (report) => showReport(target, report))
  workbench.on('importFound', (files) => {
    append(found, files)
  })
  workbench.on('importStaged', ({ id, files }) => {
    move({ importPreview: { id, files: [...found, ...files] }, dialog: 'import-preview' })
    found = []
  })
  workbench.on('importProgress', (importProgress) => {
    // The import has ended: files found by one that was cancelled belong to no preview.
    if (importProgress === null) found = []
    move({ importProgress })
  })
  workbench.on('datasetProgress', (datasetProgress) => move({ datasetProgress }))
  workbench.on('salvageProgress', (salvageProgress) => move({ salvageProgress }))
  workbench.on('doctorProgress', (doctorProgress) => move({ doctorProgress }))
  workbench.on('changeApplied', ({ change, origin }) => getState().session?.receive([change], origin))
  workbench.on('exportProgress', (progress) => {
    if (getState().exporting.kind === 'running') move({ exporting: { kind: 'running', progress } })
  })
  workbench.on('failed', (failure) => move({ failure }))
}
