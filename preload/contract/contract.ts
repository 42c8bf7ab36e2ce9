import type { Annotation } from '../../model/record/annotation.ts'
import type { AnnotationPage, OpenedArticle } from '../../model/annotation/opened-article.ts'
import type { Change, Origin } from '../../model/change/change.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { SaveReceipt, SaveRequest } from '../../model/change/save-request.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import type { AttributePath, CodebookUsage } from '../../model/codebook/codebook-usage.ts'
import type { LinkedRelation, PartPage } from '../../model/codebook/part-page.ts'
import type { ExportFormat, ExportProgress, ExportReport, ExportRequest } from '../../model/dataset/dataset-export.ts'
import type { DatasetLook, DatasetPlan, DatasetProgress, DatasetReport } from '../../model/dataset/dataset-import.ts'
import type { EntityPointers, EntityUse, MentionPage } from '../../model/entities/entity-uses.ts'
import type { ArticlePlaces, ArticleTags, ArticleText } from '../../model/text/article-places.ts'
import type { Failure, Result } from '../../model/value/result.ts'
import type {
  ImportDecision,
  ImportPreview,
  ImportProgress,
  ImportReport,
  PreviewedFile,
  RereadChoice,
} from './import.ts'
import type { WindowMenuItem } from './menu.ts'

export type * from '../../model/annotation/opened-article.ts'
export type * from '../../model/change/history-entry.ts'
export type * from '../../model/change/project-overview.ts'
export type * from '../../model/change/save-request.ts'
export type * from '../../model/codebook/part-page.ts'
export type * from '../../model/dataset/dataset-export.ts'
export type * from '../../model/dataset/dataset-import.ts'
export type * from '../../model/entities/entity-uses.ts'
export type * from '../../model/text/article-places.ts'
export type * from './import.ts'
export type * from './menu.ts'

/*
 * Every message between the window and the main process. A request added here does not compile until the preload
 * exposes it, the main process decodes its arguments and a handler answers it. No request names a path: files are chosen
 * in native dialogs, dropped as real File objects, or named by an id that the main process gave out.
 */

/** A project file used before. `folder` is for reading only. */
export interface RecentProject {
  readonly id: string
  readonly name: string
  readonly folder: string
  readonly openedAt: string
}

export interface AppState {
  readonly version: string
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly recents: readonly RecentProject[]
  /** The open project, if a window is loaded again while one is open. */
  readonly project: ProjectOverview | null
}

/**
 * A large value as JSON text. On their way to the page objects are copied one by one, twice; text is copied at once, and
 * read once where it is used. 4,000 annotations take a tenth of the time.
 */
export interface Packed<T> {
  readonly json: string
  /** Never there: it only tells the type checker what the text holds. */
  readonly holds?: T
}

/** A piece of a change that is too large for one message. The pieces of a change, in order, are its JSON text. */
export interface ChangePart {
  readonly change: string
  /** Counts from 0; the first one drops what is there of an earlier attempt. */
  readonly index: number
  readonly text: string
  /** With the last piece: what the change is saved as. */
  readonly last: Pick<SaveRequest, 'origin' | 'of'> | null
}

/** A codebook that was read from a file, or the file that one was written to. */
export interface CodebookFile {
  readonly fileName: string
  readonly codebook: Codebook
}

/** Window → main. Where a dialog may be cancelled, the answer is null. */
export interface Requests {
  appState(): Result<AppState>
  /** Asks where the project goes, and makes it with a codebook; with the usual one where none is given. */
  newProject(codebook?: Codebook): Result<null>
  openProject(): Result<null>
  openRecentProject(id: string): Result<null>
  forgetRecentProject(id: string): Result<null>
  openSampleProject(): Result<null>
  closeProject(): Result<null>
  /** Asks where the copy goes; the open project stays open. True when one was written. */
  saveProjectCopy(): Result<boolean>
  /** Asks for files, or for a folder. What is certain is imported at once; else null, and `importStaged` follows. */
  chooseArticles(what: 'files' | 'folder'): Result<ImportReport | null>
  /** Text or a part of a page that was pasted, as an article of its own; a preview is shown. */
  importPasted(pasted: { readonly text: string; readonly html: string }): Result<ImportReport | null>
  /** Has what is in the clipboard pasted where the focus is: a page may not read it by itself. */
  paste(): Result<null>
  /** Reads one file of a preview again. */
  rereadImport(id: string, file: number, choice: RereadChoice): Result<PreviewedFile>
  importStaged(decision: ImportDecision): Result<ImportReport>
  /** Stops an import, or lets go of a preview. */
  cancelImport(): Result<null>
  /** Asks for an annotated dataset, a file or a folder, and tells what importing it would do. */
  chooseDataset(what: 'file' | 'folder'): Result<DatasetLook | null>
  /** The same for a dataset that was chosen, with other choices or read as another format. */
  planDataset(plan: DatasetPlan): Result<DatasetLook>
  /** Imports it as one step of undo, or not at all. The project comes anew as `projectOpened` before the answer. */
  importDataset(plan: Omit<DatasetPlan, 'format'>): Result<DatasetReport>
  /** Stops what goes on with a dataset, and lets go of it. */
  cancelDataset(): Result<null>
  /** Takes back, or repeats, a step of many changes. The project comes anew as `projectOpened` before the answer. */
  undoBatch(id: string): Result<null>
  redoBatch(id: string): Result<null>
  /** Opens the file an article was read from, as a copy, with the system's program for it. */
  showOriginal(article: string): Result<null>
  openArticle(id: string): Result<Packed<OpenedArticle>>
  /** Pages in reading order; `after` is the `next` of the page before, 0 for the first. */
  annotationPage(article: string, after: number, limit: number): Result<Packed<AnnotationPage>>
  save(request: SaveRequest): Result<SaveReceipt>
  /** Texts of articles, in the order asked for; ones that are not there any more are left out. */
  articleTexts(ids: readonly string[]): Result<readonly ArticleText[]>
  /** Annotations of one fragment that cover exactly a place, for each article asked for. */
  tagsAt(articles: readonly ArticlePlaces[]): Result<readonly ArticleTags[]>
  /** Saves a change that comes in pieces; the receipt comes with the last one. */
  savePart(part: ChangePart): Result<SaveReceipt | null>
  /** A change of the log by its id. */
  storedChange(id: string): Result<Packed<Change>>
  codebookUsage(valuesOf: readonly AttributePath[]): Result<CodebookUsage>
  /** Pages by id; `after` is the `next` of the page before, '' for the first. */
  annotationsWithParts(parts: readonly PartRef[], after: string, limit: number): Result<Packed<PartPage<Annotation>>>
  relationsWithRoles(parts: readonly PartRef[], after: string, limit: number): Result<Packed<PartPage<LinkedRelation>>>
  /** Lets the user choose a codebook file and reads it. */
  openCodebookFile(): Result<CodebookFile | null>
  /** Lets the user say where a codebook goes and writes it there. */
  saveCodebookFile(codebook: Codebook): Result<Pick<CodebookFile, 'fileName'> | null>
  /** Entries that nothing points to are left out. */
  entityUses(): Result<readonly EntityUse[]>
  /** Pages by place; `after` is the `next` of the page before, 0 for the first. */
  entityMentions(entity: string, after: number, limit: number): Result<MentionPage>
  entityPointers(entities: readonly string[]): Result<Packed<EntityPointers>>
  /** Says how many changes wait to be saved, so that closing the window can ask. */
  reportUnsaved(count: number): Result<null>
  /** Says what the window adds to the menu, each time anew. */
  showMenu(items: readonly WindowMenuItem[]): Result<null>
  exportFormats(): Result<readonly ExportFormat[]>
  exportDataset(request: ExportRequest): Result<ExportReport | null>
  /** Goes through everything an export would write, and writes nothing: what would be lost. */
  tryExport(request: ExportRequest): Result<ExportReport>
  cancelExport(): Result<null>
  showInFolder(exportId: string): Result<null>
}

/** Main → window. */
export interface Events {
  projectOpened: ProjectOverview
  projectClosed: { readonly recents: readonly RecentProject[] }
  /** Files came in by the dialog, by drag and drop, from the command line or from the system. */
  articlesImported: ImportReport
  /** Many files are being read: the next of them. They belong to the preview that `importStaged` ends. */
  importFound: readonly PreviewedFile[]
  /** Files were read, and a person has to look at them before they are imported. */
  importStaged: ImportPreview
  /** null: it is over, whatever came of it. */
  importProgress: ImportProgress | null
  /** null: it is over, whatever came of it. */
  datasetProgress: DatasetProgress | null
  /** A change the main process made itself; the window applies it and does not save it. */
  changeApplied: { readonly change: Change; readonly origin: Origin }
  /** An item of the native menu was chosen that {@link Requests.showMenu} gave: the id of its command. */
  command: { readonly id: string }
  exportProgress: ExportProgress
  /** Something failed outside any request: a project that could not be opened at start-up… */
  failed: Failure
}

export type RequestName = keyof Requests
export type EventName = keyof Events

/** What the preload exposes as `window.workbench`. */
export type Workbench = {
  readonly [Name in RequestName]: (...args: Parameters<Requests[Name]>) => Promise<ReturnType<Requests[Name]>>
} & {
  /** Imports files dropped on the window. Only real File objects have a path; the page never sees it. */
  readonly importDropped: (files: readonly File[]) => Promise<Result<ImportReport | null>>
  /** Subscribes to an event; returns the way to unsubscribe. */
  readonly on: <Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void) => () => void
}
