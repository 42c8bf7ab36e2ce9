import type { Annotation } from '../../model/record/annotation.ts'
import type { Article } from '../../model/record/article.ts'
import type { Change } from '../../model/change/change.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import type { AttributePath, CodebookUsage } from '../../model/codebook/codebook-usage.ts'
import type { Failure, Result } from '../../model/value/result.ts'
import type { ReadArticle } from '../articles-in/importer.ts'
import type { AnnotationPage, OpenedArticle } from '../../model/annotation/opened-article.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { SaveReceipt, SaveRequest } from '../../model/change/save-request.ts'
import type { LinkedRelation, PartPage } from '../../model/codebook/part-page.ts'
import type { ExportProgress, ExportReport, ExportRequest } from '../../model/dataset/dataset-export.ts'
import type { EntityPointers, EntityUse, MentionPage } from '../../model/entities/entity-uses.ts'
import type { ArticlePlaces, ArticleTags, ArticleText } from '../../model/text/article-places.ts'

/** Who sits at this computer; taken into the project's annotators when it is opened for writing. */
export interface LocalAnnotator {
  readonly id: string
  readonly name: string
}

/** A file that articles were read from; its bytes are kept in the project. */
export interface SourceFile {
  /** Of a file in an archive with the archive's name: "press.zip/a.html". */
  readonly fileName: string
  /** Id of the importer that read it. */
  readonly importer: string
  readonly bytes: Uint8Array
}

/** Articles that were read and are to be taken in together. */
export interface ImportBatch {
  readonly sources: readonly SourceFile[]
  readonly articles: readonly { /** Position in `sources` */ readonly source: number; readonly article: ReadArticle }[]
  /** Whether an article is taken in although its text is in the project already. */
  readonly allowDuplicates: boolean
}

/** What became of one article. `skipped`: the same text is in the project already, as `article`. */
export type ArticleOutcome =
  | {
      readonly kind: 'imported'
      readonly fileName: string
      readonly part: string | null
      readonly article: Article
      readonly warnings: readonly string[]
    }
  | {
      readonly kind: 'skipped'
      readonly fileName: string
      readonly part: string | null
      readonly article: string
      readonly reason: string
    }
  | { readonly kind: 'failed'; readonly fileName: string; readonly part: string | null; readonly failure: Failure }

export interface ImportedBatch {
  /** In the order of the batch. */
  readonly outcomes: readonly ArticleOutcome[]
  readonly changes: readonly Change[]
}

/** A step of many changes that was saved. */
export interface BatchReceipt {
  /** Id of the step in the undo history; null where there was nothing to save. */
  readonly id: string | null
  /** Lines of the change log. */
  readonly changes: number
  readonly records: number
}

export interface OriginalFile {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/**
 * What can be done with one open project. Synchronous, because SQLite is; the window's side talks to it through a
 * thread (store-client.ts), the command line calls it directly.
 */
export interface ProjectService {
  /** Makes a project with a codebook, or with the usual one where none is given. */
  create(
    path: string,
    options: { readonly name: string; readonly annotator: LocalAnnotator; readonly codebook?: Codebook | undefined },
  ): Result<ProjectOverview>
  open(path: string, options: { readonly annotator: LocalAnnotator }): Result<ProjectOverview>
  /** Checkpoints, so that the project is one file again, and lets go of the lock. Closing a closed project is fine. */
  close(): Result<null>
  /** The open project as it is now. */
  overview(): Result<ProjectOverview>
  /** Writes the project as it stands to another path, where no project may be yet. Works for a read-only one, too. */
  saveCopy(path: string): Result<null>
  importArticles(batch: ImportBatch): Result<ImportedBatch>
  /**
   * Saves what a spool (its path) holds as one step of undo, in one transaction. Anything but 0 in the flag, one shared
   * Int32, cancels.
   */
  importBatch(spool: string, cancelFlag?: SharedArrayBuffer): Result<BatchReceipt>
  /** Takes back, or repeats, a step of many changes, in one transaction. */
  undoBatch(id: string): Result<null>
  redoBatch(id: string): Result<null>
  /** Which texts are in the project already: SHA-256 → id of the article. */
  articlesWithTexts(hashes: readonly string[]): Result<Readonly<Record<string, string>>>
  originalOf(article: string): Result<OriginalFile>
  openArticle(id: string): Result<OpenedArticle>
  annotationPage(article: string, after: number, limit: number): Result<AnnotationPage>
  save(request: SaveRequest): Result<SaveReceipt>
  /** For a search over all articles: their texts, and what is tagged at places; see the contract. */
  articleTexts(ids: readonly string[]): Result<readonly ArticleText[]>
  tagsAt(articles: readonly ArticlePlaces[]): Result<readonly ArticleTags[]>
  /** Saves a change that comes as JSON text, which is decoded first. */
  saveText(json: string, as: Pick<SaveRequest, 'origin' | 'of'>): Result<SaveReceipt>
  /** A change of the log by its id; `not-found` where there is none. */
  storedChange(id: string): Result<Change>
  codebookUsage(valuesOf: readonly AttributePath[]): Result<CodebookUsage>
  annotationsWithParts(parts: readonly PartRef[], after: string, limit: number): Result<PartPage<Annotation>>
  relationsWithRoles(parts: readonly PartRef[], after: string, limit: number): Result<PartPage<LinkedRelation>>
  /** What points to the entries of the register; see the contract. */
  entityUses(): Result<readonly EntityUse[]>
  entityMentions(entity: string, after: number, limit: number): Result<MentionPage>
  entityPointers(entities: readonly string[]): Result<EntityPointers>
}

/** What an export needs to run beside the store, over a snapshot of its own. */
export interface ExportJob extends ExportRequest {
  readonly project: string
  readonly out: string
  /** Only tells what would be written and what would be lost. */
  readonly dryRun: boolean
}

/** Runs one export. `signal` cancels; a cancelled or failed export leaves no file and touches no older one. */
export type RunExport = (
  job: ExportJob,
  options: { readonly onProgress?: (progress: ExportProgress) => void; readonly signal?: AbortSignal },
) => Promise<Result<Omit<ExportReport, 'id'>>>
