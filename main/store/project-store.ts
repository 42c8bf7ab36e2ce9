import type { Change } from '../../model/change/change.ts'
import type { ChangeStub } from '../../model/change/history-entry.ts'
import type { ChangeOrigin, LogEntry } from '../../model/change/log-entry.ts'
import type { ProjectState } from '../../model/change/project-state.ts'
import type { SaveReceipt } from '../../model/change/save-request.ts'
import type { LinkedRelation, PartPage } from '../../model/codebook/part-page.ts'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import type { AttributePath, CodebookUsage } from '../../model/codebook/codebook-usage.ts'
import type { Annotation } from '../../model/record/annotation.ts'
import type { Article } from '../../model/record/article.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import type { Prediction } from '../../model/record/prediction.ts'
import type { RecordKind, RecordOf } from '../../model/record/project.ts'
import type { Rejection } from '../../model/record/rejection.ts'
import type { Relation } from '../../model/record/relation.ts'
import type { ArticleBody } from '../../model/text/block.ts'
import type { Span } from '../../model/text/span.ts'
import type { Failure, Result } from '../../model/value/result.ts'
import type { BatchStep } from './batch-step.ts'
import type { DamageList } from './damage-list.ts'

/** A step of many changes that was saved. */
export interface SavedBatch {
  /** Id of the step in the undo history; null where there was no change in it. */
  readonly id: string | null
  /** Lines of the change log. */
  readonly changes: number
  readonly records: number
}

/** How often something points to an entity, and when that was last changed (ISO 8601). */
export interface PointerCount {
  readonly entity: string
  readonly number: number
  readonly last: string | null
}

/** Records by their place in an order. `next` is the place to go on from; null after the last. */
export interface PlacePage<T> {
  readonly items: readonly T[]
  readonly next: number | null
}

export type Direction = 'undo' | 'redo'
/** Who saves a batch and when; what makes it, an import unless said otherwise. */
export type BatchOrigin = Pick<ChangeOrigin, 'annotator' | 'at'> & { readonly origin?: 'user' | 'import' }

/**
 * The saved project: in a file of SQLite, or in memory. Both pass one suite of tests. A record that cannot be read is left
 * out and noted in the list that `attempt` hands to its work. What nothing works without throws, and so does a disk that
 * fails; `attempt` makes failures of that. Offsets are UTF-16 units.
 */
export interface ProjectStore {
  readonly path: string
  /** Why nothing can be changed, as a sentence; null where it can. */
  readonly readOnly: string | null
  /** Runs work on the store; what it throws of damage and disk becomes a failure. `damage`: what it reads past. */
  attempt<T>(work: (damage: DamageList) => Result<T>): Result<T>

  state(): ProjectState
  find<K extends RecordKind>(kind: K, id: string): RecordOf<K> | null
  /** All records of a kind, by id. */
  all<K extends RecordKind>(kind: K): Iterable<RecordOf<K>>
  /** The codebook in use. */
  codebook(): Codebook | null
  /** The text of an article; its blocks are made anew where they do not fit it. */
  bodyOf(article: Article): ArticleBody | null
  /** The text of an article alone; null where there is no such article. */
  textOf(article: string): string | null
  /** Bytes of a file that articles were read from, by their SHA-256. */
  original(sha256: string): Uint8Array | null
  /** Id of the article with exactly this text, by the hash of the text; null where there is none. */
  articleWithText(textSha256: string): string | null

  annotationCount(article: string): number
  /** article id → annotation type id → number */
  annotationCounts(): Record<string, Record<string, number>>
  /** Annotations of an article in reading order, from a place in it on. */
  annotationsFrom(article: string, offset: number, limit: number): PlacePage<Annotation>
  /** Types of the annotations that cover exactly a span, with a single fragment. */
  typesAt(article: string, span: Span): string[]
  /** Relations of an article, then those of others that lead to its annotations; each by id. */
  relationsOf(article: string): Relation[]
  predictionsOf(article: string): Prediction[]
  rejectionsOf(article: string): Rejection[]

  /** Mentions of an entity in reading order, article by article. `attributes` are those that name entities. */
  mentionsFrom(entity: string, attributes: readonly string[], offset: number, limit: number): PlacePage<Annotation>
  mentionsOf(entities: readonly string[], attributes: readonly string[]): Annotation[]
  relationsToEntity(id: string): Relation[]
  countMentions(attributes: readonly string[]): PointerCount[]
  countRelationsToEntities(): PointerCount[]

  codebookUsage(valuesOf: readonly AttributePath[]): CodebookUsage
  annotationsWithParts(parts: readonly PartRef[], after: string, limit: number): PartPage<Annotation>
  relationsWithRoles(parts: readonly PartRef[], after: string, limit: number): PartPage<LinkedRelation>

  /** An annotator's stacks; the last of a list comes next. Of steps over `largest` bytes, and batches, only the title. */
  history(
    annotator: string,
    limit: number,
    largest: number,
  ): { readonly undo: (Change | ChangeStub)[]; readonly redo: (Change | ChangeStub)[] }
  /**
   * Hands the steps of undo of one annotator to another, as if these had done them; what the other could redo is gone
   * where there are any. The log keeps who did it.
   */
  adoptSteps(of: string, by: string): Result<null>
  /** A line of the log by the id of its change. */
  entry(changeId: string): LogEntry | null
  /** The log after a line (0: all of it), oldest first, with the texts that its changes need. */
  since(sequence: number): Iterable<LogEntry>

  /**
   * Saves a change: see the rules of `applyChange` and `checkDelta`. One that is saved already is not saved again.
   * @param originals Bytes of the files that its articles were read from.
   */
  commit(change: Change, from: ChangeOrigin, originals?: readonly Uint8Array[]): Result<SaveReceipt>
  /** Saves all changes of a batch as one step of undo, or none. `interrupt` may stop it, told the records so far. */
  commitAll(
    steps: Iterable<Result<BatchStep>>,
    from: BatchOrigin,
    interrupt?: (records: number) => Failure | null,
  ): Result<SavedBatch>
  /** Takes back, or repeats, a step of many changes. */
  undoOrRedoAll(
    direction: Direction,
    id: string,
    from: BatchOrigin,
    newId: () => string,
    tell?: (records: number) => void,
  ): Result<null>

  /** Copies the project, its history included. Refuses with `project-exists` where something is there. */
  saveCopy(target: string): Result<null>
  /** Maintenance for moments in which nobody waits. */
  tidy(): void
  close(): Result<null>
}
