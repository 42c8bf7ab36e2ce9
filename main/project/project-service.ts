import type { Change } from '../../model/change/change.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import type { Result } from '../../model/value/result.ts'
import type { ArticleBatch, ArticleOutcome, OriginalFile } from '../articles-in/article-batch.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { ProjectState } from '../../model/change/project-state.ts'
import type { SaveReceipt, SaveRequest } from '../../model/change/save-request.ts'
import type { SavedBatch } from '../store/project-store.ts'
import type { StoreAnswers } from '../../preload/contract/requests.ts'

/** Who sits at this computer; taken into the project's annotators when it is opened for writing. */
export interface LocalAnnotator {
  readonly id: string
  readonly name: string
}

/** Id of the annotator of the command line. One for all, because scripts run under many accounts. */
export const COMMAND_LINE = 'command-line'

export interface ImportedBatch {
  /** In the order of the batch. */
  readonly outcomes: readonly ArticleOutcome[]
  readonly changes: readonly Change[]
}

/**
 * What can be done with one open project. Synchronous, because SQLite is; the window's side talks to it through a
 * thread (store-client.ts), the command line calls it directly. What the window asks it as it is stands in the contract.
 */
export interface ProjectService extends StoreAnswers {
  /** Makes a project with a codebook, or with the usual one where none is given. */
  create(
    path: string,
    options: { readonly name: string; readonly annotator: LocalAnnotator; readonly codebook?: Codebook | undefined },
  ): Result<ProjectOverview>
  /** `readOnly`: why it is opened for reading only, as a sentence. */
  open(
    path: string,
    options: { readonly annotator: LocalAnnotator; readonly readOnly?: string | undefined },
  ): Result<ProjectOverview>
  /** Checkpoints, so that the project is one file again, and lets go of the lock. Closing a closed project is fine. */
  close(): Result<null>
  /** By what its state is told from others. */
  projectState(): Result<ProjectState>
  /** The open project as it is now. */
  overview(): Result<ProjectOverview>
  /** Writes the project as it stands to another path, where no project may be yet. Works for a read-only one, too. */
  saveCopy(path: string): Result<null>
  importArticles(batch: ArticleBatch): Result<ImportedBatch>
  /**
   * Saves what a spool (its path) holds as one step of undo, in one transaction. Anything but 0 in the flag, one shared
   * Int32, cancels.
   */
  saveDatasetImport(spool: string, cancelFlag?: SharedArrayBuffer): Result<SavedBatch>
  /** Saves what a spool (its path) holds, an earlier state of the project, as one step of undo. */
  saveRestored(spool: string): Result<SavedBatch>
  /** Takes back, or repeats, a step of many changes, in one transaction. */
  undoBatch(id: string): Result<null>
  redoBatch(id: string): Result<null>
  /** Which texts are in the project already: SHA-256 → id of the article. */
  articlesWithTexts(hashes: readonly string[]): Result<Readonly<Record<string, string>>>
  originalOf(article: string): Result<Pick<OriginalFile, 'fileName' | 'bytes'>>
  /** Saves a change that comes as JSON text, which is decoded first. */
  saveText(json: string, as: Pick<SaveRequest, 'origin' | 'of'>): Result<SaveReceipt>
}
