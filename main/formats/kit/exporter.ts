import type { Chunk } from '../../files/write-chunks.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { Article } from '../../../model/record/article.ts'
import type { Block } from '../../../model/text/block.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { OffsetUnit } from '../../../model/text/offsets.ts'
import type { Annotator, Project } from '../../../model/record/project.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { LossKind, LossLog } from './losses.ts'

/** What a dataset is made from. Articles and annotations come one by one, so that memory does not grow with them. */
export interface DatasetSource {
  readonly project: Project
  readonly codebook: Codebook
  readonly annotators: readonly Annotator[]
  readonly entities: readonly Entity[]
  /** Annotation type → attributes that its annotations have, whether or not the codebook knows them. */
  readonly attributesInUse: ReadonlyMap<string, readonly string[]>
  readonly rolesInUse: readonly string[]
  /** May be iterated several times; gives the same articles in the same order every time. */
  articles(): Iterable<ExportedArticle>
  /** An annotation anywhere in the project, for the far end of a relation; null where it is not exported. */
  annotation(id: string): Annotation | null
}

export interface ExportedArticle {
  readonly article: Article
  readonly text: string
  readonly blocks: readonly Block[]
  /**
   * From places in the text (UTF-16) to bytes of the file it was read from; null where that cannot be proved: the file is
   * no plain text, or its encoding does not give the same bytes again.
   */
  originalBytes(): ((offset: number) => number) | null
  /** In reading order. May be iterated several times. */
  annotations(): Iterable<Annotation>
  /** Relations whose source lies in this article. */
  readonly relations: readonly Relation[]
  /** What programs predicted in it. */
  readonly suggestions: readonly ArticleSuggestion[]
}

/** What a program predicted, and who rejected it. Accepted predictions are among the annotations. */
export interface ArticleSuggestion {
  readonly prediction: Prediction
  readonly rejection: Rejection | null
}

export interface ExportOptions {
  /** One of the exporter's profiles; null for one that has none. */
  readonly profile: string | null
  /** What offsets count; for an exporter with a fixed unit, that one. */
  readonly offsets: OffsetUnit
  /** Whether the articles' texts go along, for formats that can do without. */
  readonly texts: boolean
  /** A value for every setting of the exporter. */
  readonly settings: Readonly<Record<string, string>>
  /** Name and version of the program. */
  readonly generator: string
  /** ISO 8601, UTC. Given, so that the same project gives the same bytes. */
  readonly exportedAt: string
}

export interface ExportProfile {
  readonly id: string
  readonly title: string
  readonly description: string
  /** File extension where it is not the format's own, without the leading dot. */
  readonly extension?: string
}

/** A choice that only this format has: which layer, how tokens are made… */
export interface ExportSetting {
  readonly id: string
  readonly title: string
  readonly description: string
  /** What can be chosen; null where any text can be given. */
  readonly values: readonly { readonly id: string; readonly title: string }[] | null
  readonly initial: string
}

/** One file of a dataset. Its chunks are asked for once, after those of the parts before it. */
export interface OutputPart {
  /** Relative to where the dataset goes, with "/" between folders. */
  readonly path: string
  chunks(): Iterable<Chunk> | AsyncIterable<Chunk>
}

/** What lies at the path a dataset is written to. A folder can also be written as a ZIP file. */
export type DatasetShape = 'file' | 'folder'

/** One dataset format. Pure: it turns a source into files and touches no disk. */
export interface Exporter {
  readonly id: string
  readonly title: string
  readonly extension: string
  readonly description: string
  /** The first one is the default. */
  readonly profiles: readonly ExportProfile[]
  readonly settings: readonly ExportSetting[]
  readonly shape: DatasetShape
  /** The unit the format prescribes; "any" where the options choose; null where it holds no offsets. */
  readonly offsetUnit: OffsetUnit | 'any' | null
  /** Whether it can be written without the articles' texts. */
  readonly textsOptional: boolean
  /** Whether parts of the codebook are written by their ids, which need it beside them. Other formats write labels. */
  readonly byId?: true
  /** Whether suggestions are written. The registry declares and counts them as lost where they are not. */
  readonly suggestions?: true
  /** Everything that this format may have to leave out or simplify. Empty means that nothing is ever lost. */
  readonly losses: readonly LossKind[]
  /**
   * The files of a dataset. In the shape "file" the first one is called `fileName`, and the others are put beside it. In
   * the shape "folder" all paths are relative to the folder. What cannot be held is put into the log, once each, while
   * the chunks are read.
   */
  parts(source: DatasetSource, options: ExportOptions, fileName: string, losses: LossLog): Iterable<OutputPart>
}

/** The values of an exporter's settings where none are chosen. */
export const initialSettings = (exporter: Pick<Exporter, 'settings'>): Readonly<Record<string, string>> =>
  Object.fromEntries(exporter.settings.map(({ id, initial }) => [id, initial]))
