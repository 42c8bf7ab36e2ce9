import { z } from 'zod'
import type { AnnotationPage, OpenedArticle } from '../../model/annotation/opened-article.ts'
import type { Change } from '../../model/change/change.ts'
import type { SaveReceipt, SaveRequest } from '../../model/change/save-request.ts'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import type { AttributePath, CodebookUsage } from '../../model/codebook/codebook-usage.ts'
import type { LinkedRelation, PartPage } from '../../model/codebook/part-page.ts'
import type { ExportFormat, ExportReport, ExportRequest } from '../../model/dataset/dataset-export.ts'
import type { DatasetLook, DatasetPlan, DatasetReport } from '../../model/dataset/dataset-import.ts'
import type { EntityPointers, EntityUse, MentionPage } from '../../model/entities/entity-uses.ts'
import type { PastActs } from '../../model/past/past-act.ts'
import type { Annotation } from '../../model/record/annotation.ts'
import type { BackupSettings } from '../../model/past/backup-settings.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import { codebookSchema } from '../../model/record/schemas.ts'
import type { ArticlePlaces, ArticleTags, ArticleText } from '../../model/text/article-places.ts'
import type { AppState, ChangePart, CodebookFile } from './app-state.ts'
import {
  articlePlaces,
  changePart,
  datasetChoices,
  exportRequest,
  id,
  importDecision,
  LARGEST_PAGE,
  list,
  mentionPageSize,
  MOST_ARTICLES,
  nothing,
  pageSize,
  partPage,
  pasted,
  paths,
  position,
  rereadChoice,
  saveRequest,
  windowMenu,
} from './argument-schemas.ts'
import type { ImportDecision, ImportReport, PreviewedFile, RereadChoice } from './article-import.ts'
import type { BackupList } from './backups.ts'
import type { DoctorReport, RepairedProject } from './doctor.ts'
import type { WindowMenuItem } from './menu.ts'
import type { SalvageOutcome } from './salvage.ts'
import { type AnswersOf, type FunctionsOf, type NamesBy, packedRequest, request, storeRequest } from './request.ts'

/*
 * Window → main: every request, once. The functions of the preload, the decoding of arguments and the type of the
 * handlers follow from this table; those that the store answers need nothing else. A request of the page never names a
 * path: files are chosen in native dialogs, dropped as real File objects, or named by an id that the main process gave out.
 */

/** What the page can ask for. Where a dialog may be cancelled, the answer is null. */
export const PAGE_REQUESTS = {
  /** The first request of a page, which listens to events from then on. */
  appState: request<() => AppState>(nothing),
  /** Asks where the project goes, and makes it with a codebook; with the default one where none is given. */
  newProject: request<(codebook?: Codebook) => null>(z.tuple([codebookSchema.optional()])),
  openProject: request<() => null>(nothing),
  openRecentProject: request<(id: string) => null>(z.tuple([id])),
  forgetRecentProject: request<(id: string) => null>(z.tuple([id])),
  openSampleProject: request<() => null>(nothing),
  closeProject: request<() => null>(nothing),
  /** Asks where the copy goes; the open project stays open. True when one was written. */
  saveProjectCopy: request<() => boolean>(nothing),
  /** Asks for files, or for a folder. What is certain is imported at once; else null, and `importStaged` follows. */
  chooseArticles: request<(what: 'files' | 'folder') => ImportReport | null>(z.tuple([z.enum(['files', 'folder'])])),
  /** Text or a part of a page that was pasted, as an article of its own; a preview is shown. */
  importPasted: request<(pasted: { readonly text: string; readonly html: string }) => ImportReport | null>(
    z.tuple([pasted]),
  ),
  /** Pastes the clipboard where the focus is: a page may not read it by itself. */
  paste: request<() => null>(nothing),
  /** Reads one file of a preview again. */
  rereadImport: request<(id: string, file: number, choice: RereadChoice) => PreviewedFile>(
    z.tuple([id, position, rereadChoice]),
  ),
  importStaged: request<(decision: ImportDecision) => ImportReport>(z.tuple([importDecision])),
  /** Stops an import, or drops a preview. */
  cancelImport: request<() => null>(nothing),
  /** Asks for an annotated dataset, a file or a folder, and tells what importing it would do. */
  chooseDataset: request<(what: 'file' | 'folder') => DatasetLook | null>(z.tuple([z.enum(['file', 'folder'])])),
  /** The same for a dataset that was chosen, with other choices or read as another format. */
  planDataset: request<(plan: DatasetPlan) => DatasetLook>(
    z.tuple([z.strictObject({ id, format: id.nullable(), choices: datasetChoices })]),
  ),
  /** Imports it as one step of undo, or not at all. `projectOpened` brings the whole project before the answer. */
  importDataset: request<(plan: Omit<DatasetPlan, 'format'>) => DatasetReport>(
    z.tuple([z.strictObject({ id, choices: datasetChoices })]),
  ),
  /** Stops what goes on with a dataset, and drops it. */
  cancelDataset: request<() => null>(nothing),
  /** Undoes a step of many changes. `projectOpened` brings the whole project before the answer. */
  undoBatch: request<(id: string) => null>(z.tuple([id])),
  redoBatch: request<(id: string) => null>(z.tuple([id])),
  /** Opens the file an article was read from, as a copy, with the system's program for it. */
  showOriginal: request<(article: string) => null>(z.tuple([id])),
  openArticle: packedRequest<(id: string) => OpenedArticle>(z.tuple([id])),
  /** Pages in reading order; `after` is the `next` of the page before, 0 for the first. */
  annotationPage: packedRequest<(article: string, after: number, limit: number) => AnnotationPage>(
    z.tuple([id, position, pageSize]),
  ),
  save: storeRequest<(request: SaveRequest) => SaveReceipt>(z.tuple([saveRequest])),
  /** Saves a change that comes in pieces; the receipt comes with the last one. */
  savePart: request<(part: ChangePart) => SaveReceipt | null>(z.tuple([changePart])),
  /** A change of the log by its id: a step of undo that was too large to be sent before. */
  storedChange: packedRequest<(id: string) => Change>(z.tuple([id])),
  /** Says how many changes wait to be saved, so that closing the window can ask. */
  reportUnsaved: request<(count: number) => null>(z.tuple([position])),
  /** Texts of articles, in the order asked for; articles that are gone are left out. */
  articleTexts: storeRequest<(ids: readonly string[]) => readonly ArticleText[]>(z.tuple([list(id, MOST_ARTICLES)])),
  /** Annotations of one fragment that cover exactly a place, for each article asked for. */
  tagsAt: storeRequest<(articles: readonly ArticlePlaces[]) => readonly ArticleTags[]>(
    z.tuple([list(articlePlaces, MOST_ARTICLES)]),
  ),
  codebookUsage: storeRequest<(valuesOf: readonly AttributePath[]) => CodebookUsage>(
    z.tuple([list(z.tuple([id, id]), 10_000)]),
  ),
  /** Pages by id; `after` is the `next` of the page before, '' for the first. */
  annotationsWithParts:
    packedRequest<(parts: readonly PartRef[], after: string, limit: number) => PartPage<Annotation>>(partPage),
  /** The same for relations, which use roles. */
  relationsWithRoles:
    packedRequest<(parts: readonly PartRef[], after: string, limit: number) => PartPage<LinkedRelation>>(partPage),
  /** Of the open project; or of one that could not be opened, as an offer of a failure names it. */
  backups: request<(of: string | null) => BackupList>(z.tuple([id.nullable()])),
  /** Opens a backup for reading only, in the place of the open project. */
  lookAtBackup: request<(id: string) => null>(z.tuple([id])),
  /** Asks for a name, makes a project of a backup and opens it. True when one was made. */
  restoreBackup: request<(id: string) => boolean>(z.tuple([id])),
  /** Makes one of the open project now. */
  makeBackup: request<() => null>(nothing),
  /** Shows the folder of the backups. */
  showBackups: request<() => null>(nothing),
  setBackups: request<(settings: Pick<BackupSettings, 'on' | 'mostBytes'>) => null>(
    z.tuple([z.strictObject({ on: z.boolean(), mostBytes: position })]),
  ),
  /** Asks for another folder, or goes back to the usual one. True when it is another one now. */
  setBackupFolder: request<(usual: boolean) => boolean>(z.tuple([z.boolean()])),
  /** Acts of the log, the last one first, before a line of it; null: the last ones. */
  pastActs: request<(before: number | null) => PastActs>(z.tuple([position.nullable()])),
  /** Opens the project as it was after a line of its log, for reading only. `lookProgress` tells how far it is. */
  lookAtMoment: request<(line: number) => null>(z.tuple([position])),
  /** Restores what is looked at, an article or everything, as one step of undo, after a question. True when it was done. */
  restoreLook: request<(article: string | null) => boolean>(z.tuple([id.nullable()])),
  /** Opens the project again that was open before something was looked at. */
  leaveLook: request<() => null>(nothing),
  /** Lets the user choose a codebook file and reads it. */
  openCodebookFile: request<() => CodebookFile | null>(nothing),
  /** Lets the user say where a codebook goes and writes it there. */
  saveCodebookFile: request<(codebook: Codebook) => Pick<CodebookFile, 'fileName'> | null>(z.tuple([codebookSchema])),
  /** Entities that nothing points to are left out. */
  entityUses: storeRequest<() => readonly EntityUse[]>(nothing),
  /** Pages by place; `after` is the `next` of the page before, 0 for the first. */
  entityMentions: storeRequest<(entity: string, after: number, limit: number) => MentionPage>(
    z.tuple([id, position, mentionPageSize]),
  ),
  entityPointers: packedRequest<(entities: readonly string[]) => EntityPointers>(z.tuple([list(id, LARGEST_PAGE)])),
  /**
   * Asks where the new project goes, and salvages the one that could not be opened last; null when no place was chosen.
   */
  salvageProject: request<() => SalvageOutcome | null>(nothing),
  cancelSalvage: request<() => null>(nothing),
  /** Opens what was salvaged last. */
  openSalvaged: request<() => null>(nothing),
  /** Checks the open project; or one that an offer of a failure names. Changes nothing. */
  checkProject: request<(of: string | null) => DoctorReport>(z.tuple([id.nullable()])),
  cancelCheck: request<() => null>(nothing),
  /** Runs the safe repairs, or one of the others after a question, and opens the project; null when that was refused. */
  repairProject: request<(of: string, repair: string | null) => RepairedProject | null>(z.tuple([id, id.nullable()])),
  /** Says what the window adds to the menu, all of it each time. */
  showMenu: request<(items: readonly WindowMenuItem[]) => null>(z.tuple([windowMenu])),
  exportFormats: request<() => readonly ExportFormat[]>(nothing),
  exportDataset: request<(request: ExportRequest) => ExportReport | null>(z.tuple([exportRequest])),
  /** Does everything an export does, but writes nothing: what would be lost. */
  tryExport: request<(request: ExportRequest) => ExportReport>(z.tuple([exportRequest])),
  cancelExport: request<() => null>(nothing),
  showInFolder: request<(exportId: string) => null>(z.tuple([id])),
}

/** What only the preload asks for: it finds the paths of dropped File objects, which the page never sees. */
const PRELOAD_REQUESTS = {
  importDropped: request<(paths: readonly string[]) => ImportReport | null>(z.tuple([paths])),
}

export const REQUESTS = { ...PAGE_REQUESTS, ...PRELOAD_REQUESTS }

export type RequestName = keyof typeof REQUESTS

/** Every request as a function. */
export type Requests = FunctionsOf<typeof REQUESTS>

/** What the page can ask for, as functions. */
export type PageRequests = FunctionsOf<typeof PAGE_REQUESTS>

/** Those that the store's thread answers by itself. */
type StoreRequestName = NamesBy<typeof REQUESTS, 'store' | 'packed'>

/** What the store answers by itself. */
export type StoreAnswers = Pick<AnswersOf<typeof REQUESTS>, StoreRequestName>

/** Its large answers, as text. */
export type PackedAnswers = Pick<Requests, NamesBy<typeof REQUESTS, 'packed'>>

/** The names of those, and whether their answers are packed. */
export const STORE_REQUESTS = Object.entries(REQUESTS).flatMap(([name, { by }]) =>
  by === 'main' ? [] : [{ name: name as StoreRequestName, packed: by === 'packed' }],
)
