import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, shell } from 'electron'
import type { Codebook } from '../../model/record/codebook.ts'
import { CODEBOOK_EXTENSION } from '../../model/codebook/codebook-file.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { ExportFormat, ExportReport, ExportRequest } from '../../model/dataset/dataset-export.ts'
import type { Emit } from '../../preload/contract/events.ts'
import type { CodebookFile, RecentProject, WindowMenuItem } from '../../preload/contract/contract.ts'
import {
  askForget,
  chooseArticleFiles,
  chooseDatasetPath,
  chooseExportTarget,
  chooseNewProject,
  chooseProject,
  chooseProjectCopy,
  chooseCodebook,
  chooseCodebookTarget,
} from '../shell/electron/dialogs.ts'
import { exportName, originalName } from '../files/file-names.ts'
import type { DatasetDesk } from './dataset-desk.ts'
import type { ImportDesk } from './import-desk.ts'
import { storeHandlers } from './store-handlers.ts'
import type { RequestHandlers } from './answer-requests.ts'
import { createLargeSaves } from './large-saves.ts'
import { PROJECT_EXTENSION, type ProjectDesk, projectNameOf, SAMPLE_PROJECT } from './project-desk.ts'
import { findRecent, forgetRecent, shownRecent } from '../shell/recent-projects.ts'
import type { OriginalFile } from '../articles-in/article-batch.ts'
import type { LocalAnnotator } from '../project/project-service.ts'
import type { StoreClient } from '../project/store-client.ts'
import type { SettingsFile } from '../shell/settings.ts'

/** What the handlers work on. */
export interface HandlerPort {
  readonly desk: ProjectDesk
  readonly imports: Pick<ImportDesk, 'reread' | 'cancel'>
  readonly datasets: Pick<DatasetDesk, 'cancel'>
  readonly store: StoreClient
  readonly settings: SettingsFile
  readonly annotator: LocalAnnotator
  readonly documents: string
  readonly window: () => BrowserWindow | null
  readonly emit: Emit
  /** Told when the page has asked for its state and so is listening. */
  readonly onPageReady: () => void
  /** Told when something that the menu shows has changed. */
  readonly onChange: () => void
  /** The window has said what it adds to the menu. */
  readonly onMenu: (items: readonly WindowMenuItem[]) => void
}

const noWindow = () => fail('unexpected', 'There is no window to ask in.', 'Open the window again and repeat the step.')

const nothingDropped = () =>
  fail('not-a-file', 'What was dropped is not a file.', 'Save it as a file first, then drop that or open it.')

const PLATFORM = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'

/** The formats are read when they are first needed: the window does not wait for them. */
async function exporting() {
  const [{ exporters }, { exportExtension }] = await Promise.all([
    import('../formats/index.ts'),
    import('../formats/registry/exporter-registry.ts'),
  ])
  return { exporters, exportExtension }
}

async function exportFormats(): Promise<readonly ExportFormat[]> {
  const { exporters } = await exporting()
  return exporters.all.map((exporter) => {
    const { id, title, extension, description, profiles, settings, shape, offsetUnit, textsOptional, losses } = exporter
    return {
      id,
      title,
      extension,
      description,
      profiles: profiles.map((profile) => ({ id: profile.id, title: profile.title, description: profile.description })),
      settings,
      shape,
      offsetUnit,
      textsOptional,
      mayLose: losses.map(({ what }) => what),
    }
  })
}

/** Exports: one at a time, each report with an id that names its file without its path. */
function createExports({ desk, store, window, documents, emit }: HandlerPort) {
  const files = new Map<string, string>()
  let running: AbortController | null = null

  /** What the dataset is about: the name of its article, or of the project. */
  const subjectOf = async ({ filter }: ExportRequest, project: string): Promise<Result<string>> => {
    const article = filter.articles?.length === 1 ? filter.articles[0] : undefined
    if (article === undefined) return ok(project)
    const opened = await store.openArticle(article)
    return opened.ok ? ok(opened.value.article.title) : opened
  }

  const run = async (
    request: ExportRequest,
    project: string,
    out: string,
    dryRun: boolean,
  ): Promise<Result<ExportReport>> => {
    running = new AbortController()
    try {
      const { runExport } = await import('../datasets/export/run-export.ts')
      const report = await runExport(
        { ...request, project, out, dryRun },
        { onProgress: (progress) => emit('exportProgress', progress), signal: running.signal },
      )
      if (!report.ok) return report
      const id = randomUUID()
      if (!dryRun) files.set(id, join(report.value.folder, report.value.fileName))
      return ok({ id, ...report.value })
    } finally {
      running = null
    }
  }

  return {
    async start(request: ExportRequest): Promise<Result<ExportReport | null>> {
      const parent = window()
      const project = desk.current()
      if (!parent) return noWindow()
      if (!project) return fail('no-project', 'No project is open.', 'Open a project, then export it.')
      if (running) return fail('conflict', 'An export is running already.', 'Wait for it, or cancel it first.')
      const { exporters, exportExtension } = await exporting()
      const found = exporters.find(request.format, request.profile)
      if (!found.ok) return found
      const { exporter, profile } = found.value
      const subject = await subjectOf(request, project.overview.project.name)
      if (!subject.ok) return subject
      // Of what makes many files, the file that holds them all is asked for: a folder cannot be named in every dialog.
      const many = exporter.shape === 'folder' || request.split
      const extension = many ? 'zip' : exportExtension(exporter, profile)
      const out = await chooseExportTarget(parent, {
        folder: documents,
        fileName: exportName(subject.value, extension),
        title: exporter.title,
        extension,
      })
      return out === null ? ok(null) : run(request, project.path, out, false)
    },
    async tryOut(request: ExportRequest): Promise<Result<ExportReport>> {
      const project = desk.current()
      if (!project) return fail('no-project', 'No project is open.', 'Open a project, then export it.')
      if (running) return fail('conflict', 'An export is running already.', 'Wait for it, or cancel it first.')
      return run(request, project.path, join(tmpdir(), 'dataset'), true)
    },
    cancel(): Result<null> {
      running?.abort()
      return ok(null)
    },
    showInFolder(id: string): Result<null> {
      const path = files.get(id)
      if (path === undefined || !existsSync(path)) {
        return fail('not-found', 'The exported file is no longer there.', 'Export again.')
      }
      shell.showItemInFolder(path)
      return ok(null)
    },
  }
}

/** What the window may know of the projects used before. */
export const recentsOf = (settings: SettingsFile): readonly RecentProject[] => settings.get().recents.map(shownRecent)

/** The ways to a project: new, from a file, one used before, the sample. */
function createProjectHandlers(port: HandlerPort) {
  const { desk, store, settings, annotator, documents } = port

  const chosen = async (
    choose: (window: BrowserWindow, folder: string) => Promise<string | null>,
    act: (path: string) => Promise<Result<null>>,
  ): Promise<Result<null>> => {
    const window = port.window()
    if (!window) return noWindow()
    const path = await choose(window, documents)
    return path === null ? ok(null) : act(path)
  }

  const forget = async (id: string): Promise<void> => {
    await settings.update({ recents: forgetRecent(settings.get().recents, id) })
    port.onChange()
  }

  return {
    newProject: (codebook?: Codebook) =>
      chosen(chooseNewProject, (path) => desk.create(path, projectNameOf(path), codebook)),
    openProject: () => chosen(chooseProject, (path) => desk.open(path)),
    async openRecentProject(id: string): Promise<Result<null>> {
      const recent = findRecent(settings.get().recents, id)
      if (!recent) return fail('not-found', 'This project is no longer in the list.', 'Open it with "Open project…".')
      if (existsSync(recent.path)) return desk.open(recent.path)
      const forgotten = await askForget(port.window(), recent.path)
      if (forgotten) await forget(id)
      return fail(
        'not-found',
        `The project "${recent.name}" is not where it was.`,
        forgotten ? 'It has been taken off the list.' : 'If it was moved, open it with "Open project…".',
      )
    },
    async forgetRecentProject(id: string): Promise<Result<null>> {
      await forget(id)
      return ok(null)
    },
    openSampleProject(): Promise<Result<null>> {
      const path = join(documents, `${SAMPLE_PROJECT}.${PROJECT_EXTENSION}`)
      const folder = join(app.getAppPath(), 'resources/sample')
      return desk.open(path, async () => {
        // A sample that is there already may hold work of the user by now.
        if (existsSync(path)) return ok(null)
        await mkdir(documents, { recursive: true }).catch(() => undefined)
        const { makeSampleProject } = await import('./sample-project.ts')
        return makeSampleProject(path, { store, annotator, folder })
      })
    },
    async saveProjectCopy(): Promise<Result<boolean>> {
      const window = port.window()
      const project = desk.current()
      if (!window) return noWindow()
      if (!project) return fail('no-project', 'No project is open.', 'Open a project first.')
      const target = await chooseProjectCopy(window, project.path)
      if (target === null) return ok(false)
      const saved = await store.saveCopy(target)
      return saved.ok ? ok(true) : saved
    },
    async closeProject(): Promise<Result<null>> {
      const closed = await desk.close()
      return closed.ok ? ok(null) : closed
    },
  }
}

/** Codebooks from and to files, which the user chooses. */
function createCodebookHandlers({ window, documents }: HandlerPort) {
  return {
    async openCodebookFile(): Promise<Result<CodebookFile | null>> {
      const parent = window()
      if (!parent) return noWindow()
      const path = await chooseCodebook(parent, documents)
      if (path === null) return ok(null)
      const { readCodebookFile } = await import('../datasets/codebook-file.ts')
      return readCodebookFile(path)
    },
    async saveCodebookFile(codebook: Codebook): Promise<Result<Pick<CodebookFile, 'fileName'> | null>> {
      const parent = window()
      if (!parent) return noWindow()
      const fileName = exportName(codebook.name, CODEBOOK_EXTENSION)
      const path = await chooseCodebookTarget(parent, { folder: documents, fileName })
      if (path === null) return ok(null)
      const { writeCodebookFile } = await import('../datasets/codebook-file.ts')
      return writeCodebookFile(path, codebook)
    },
  }
}

/** Opens a copy of an original file with the system's program for it. The copy cannot be written to by mistake. */
async function openCopy({ fileName, bytes }: Pick<OriginalFile, 'fileName' | 'bytes'>): Promise<Result<null>> {
  const folder = await mkdtemp(join(tmpdir(), 'standoff-original-'))
  const { importers } = await import('../articles-in/index.ts')
  const readable = importers.all.flatMap(({ extensions }) => extensions)
  const path = join(folder, originalName(fileName, readable))
  await writeFile(path, bytes, { mode: 0o400 })
  const problem = await shell.openPath(path)
  if (problem === '') return ok(null)
  return fail(
    'unexpected',
    `"${basename(fileName)}" could not be opened.`,
    'There may be no program for files of this kind; the copy is in the folder that is named.',
    [folder, problem],
  )
}

/** One handler for each request of the contract. */
export function createHandlers(port: HandlerPort): RequestHandlers {
  const { desk, store, settings } = port
  const exports = createExports(port)
  return {
    ...createProjectHandlers(port),
    ...createCodebookHandlers(port),
    ...storeHandlers(store),
    async appState() {
      const project = await desk.overview()
      if (!project.ok) return project
      port.onPageReady()
      return ok({ version: app.getVersion(), platform: PLATFORM, recents: recentsOf(settings), project: project.value })
    },
    async chooseArticles(what) {
      const window = port.window()
      if (!window) return noWindow()
      const paths = await chooseArticleFiles(window, app.getPath('home'), what)
      return paths.length === 0 ? ok(null) : desk.takeFiles(paths)
    },
    importDropped: (paths) => (paths.length > 0 ? desk.takeFiles(paths) : nothingDropped()),
    importPasted: (pasted) => desk.takePasted(pasted),
    paste() {
      port.window()?.webContents.paste()
      return ok(null)
    },
    rereadImport: (id, file, choice) => port.imports.reread(id, file, choice),
    importStaged: (decision) => desk.importStaged(decision),
    cancelImport() {
      port.imports.cancel()
      return ok(null)
    },
    async chooseDataset(what) {
      const window = port.window()
      if (!window) return noWindow()
      const path = await chooseDatasetPath(window, app.getPath('home'), what)
      return path === null ? ok(null) : desk.lookAtDataset(path)
    },
    planDataset: (plan) => desk.planDataset(plan),
    importDataset: (plan) => desk.importDataset(plan),
    cancelDataset() {
      port.datasets.cancel()
      return ok(null)
    },
    undoBatch: (id) => desk.moveBatch('undo', id),
    redoBatch: (id) => desk.moveBatch('redo', id),
    async showOriginal(article) {
      const original = await store.originalOf(article)
      return original.ok ? openCopy(original.value) : original
    },
    save: (request) => desk.save(request),
    savePart: createLargeSaves((json, as) => desk.saveText(json, as)),
    reportUnsaved(count) {
      desk.setUnsaved(count)
      return ok(null)
    },
    showMenu(items) {
      port.onMenu(items)
      return ok(null)
    },
    exportFormats: async () => ok(await exportFormats()),
    exportDataset: (request) => exports.start(request),
    tryExport: (request) => exports.tryOut(request),
    cancelExport: () => exports.cancel(),
    showInFolder: (id) => exports.showInFolder(id),
  }
}
