import type { AnnotationStatus, Provenance } from '../../../model/record/annotation.ts'
import type { ArticleSource, ArticleStatus } from '../../../model/record/article.ts'
import type { Block } from '../../../model/text/block.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { OffsetUnit } from '../../../model/text/offsets.ts'
import type { Annotator, Project } from '../../../model/record/project.ts'
import type { Failure, Result } from '../../../model/value/result.ts'

/*
 * Annotated datasets in. A reader gives what a file says, in the file's own words and units; what becomes of it (whether
 * an offset is right, which type of the codebook a foreign type is, whether an article is there already) is decided in
 * one place for all formats, main/datasets/import/plan-dataset.ts.
 */

/** One or many files that make up a dataset: a single file, or everything in a folder or a ZIP archive. */
export interface DatasetInput {
  /** Name of the file or folder, for messages. */
  readonly name: string
  /** Relative paths with "/" between folders, in a stable order; for a single file its name alone. */
  readonly paths: readonly string[]
  /** Fails with `not-found`, `too-large` or a failure of the disk. */
  bytes(path: string): Promise<Result<Uint8Array>>
  /** As UTF-8, without byte-order mark; line ends as they are. `undecodable` names the byte. */
  text(path: string): Promise<Result<string>>
  /** As `text`, in pieces of some thousand characters, for files that are larger than memory. Throws {@link InputFailure}. */
  pieces(path: string): AsyncIterable<string>
  /** Line by line without line ends, from 1, for files that are larger than memory. Throws {@link InputFailure}. */
  lines(path: string): AsyncIterable<{ readonly number: number; readonly text: string }>
}

/** Ends a read from within: what the input, or a helper, could not give. The service turns it into its failure. */
export class InputFailure extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** The value of a result, or the end of the read. For readers, which are generators and cannot return a failure. */
export function orEnd<T>(result: Result<T>): T {
  if (!result.ok) throw new InputFailure(result.failure)
  return result.value
}

export interface ForeignFragment {
  /** In the article's unit, half-open. */
  readonly start: number
  readonly end: number
  /** The text as the file quotes it; null where it quotes none. */
  readonly quote: string | null
}

/** What goes with an annotation that a program predicted and nobody has accepted. */
export interface ForeignSuggestion {
  /** The program, as people read it: "Label Studio: ner-3". */
  readonly source: string
  /** Who rejected it, and when; null where the file does not say that it was rejected. */
  readonly rejected: { readonly annotator: string; readonly createdAt: string | null } | null
}

/** An annotation, or, with a `suggestion`, what a program predicted: status, annotator and provenance say nothing then. */
export interface ForeignAnnotation {
  /** What the file calls it, or a name made from its place; unique in the file. */
  readonly key: string
  /** Type as the file calls it. */
  readonly type: string
  /** None: about the whole article. */
  readonly fragments: readonly ForeignFragment[]
  /** As the file calls them. */
  readonly attributes: Readonly<Record<string, string>>
  readonly confidence: number | null
  readonly note: string
  readonly status: AnnotationStatus | null
  /** Key of one of the file's annotators, or a name; null where it does not say. */
  readonly annotator: string | null
  /** ISO 8601, UTC */
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly provenance: Provenance | null
  readonly codebookVersion: number | null
  /** Null: it is an annotation. */
  readonly suggestion: ForeignSuggestion | null
  /** Where it stands, for messages: "line 12", "T3". */
  readonly place: string
}

export interface ForeignRelation {
  readonly key: string
  /** As the file calls it. */
  readonly role: string
  /** Key of an annotation of the same article. */
  readonly source: string
  readonly target: { readonly annotation: string } | { readonly entity: string }
  readonly attributes: Readonly<Record<string, string>>
  readonly annotator: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly place: string
}

/** What a file says about where an article came from; only some formats say all of it. */
export type ForeignSource = Pick<ArticleSource, 'fileName' | 'mediaType' | 'sha256' | 'encoding' | 'newline'> &
  Partial<ArticleSource>

export interface ForeignArticle {
  /** What the file calls it; unique in the file. */
  readonly key: string
  readonly title: string
  /** Line ends as the file has them; offsets count in this text. null: the file does not hold it. */
  readonly text: string | null
  /** SHA-256 of the text as UTF-8 with "\n", where the file says it. */
  readonly textSha256: string | null
  readonly language: string | null
  readonly metadata: Readonly<Record<string, string>>
  /** Where the format has them; null: paragraphs are detected. */
  readonly blocks: readonly Block[] | null
  readonly status: ArticleStatus | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  /** What the file says about the article's own source. */
  readonly source: ForeignSource | null
  /** What the offsets of its annotations count. */
  readonly unit: OffsetUnit
  readonly annotations: readonly ForeignAnnotation[]
  readonly relations: readonly ForeignRelation[]
}

/** Something in the file that is not as it should be and was left out, or read with a doubt. The rest goes on. */
export interface DatasetProblem {
  /** One of the input's paths. */
  readonly path: string
  /** From 1; null where the format has no lines. */
  readonly line: number | null
  /** A sentence: what is wrong, and what was done about it. */
  readonly message: string
  /** What is not among what is read because of it, by its kind. Held = read + named here. */
  readonly lost?: Lost
}

/** Kinds of what a reader can leave out, as they are counted. */
export type LostKind = 'articles' | 'annotations' | 'relations' | 'entities'

/** How many of each kind. */
export type Lost = Readonly<Partial<Record<LostKind, number>>>

/** What a reader finds, in the order in which it comes. What an article refers to comes before it. */
export type DatasetItem =
  | { readonly kind: 'project'; readonly project: Partial<Omit<Project, 'kind'>> }
  | { readonly kind: 'codebook'; readonly codebook: Codebook }
  | { readonly kind: 'annotator'; readonly annotator: Omit<Annotator, 'kind'> }
  /** The id is the file's key for it. */
  | { readonly kind: 'entity'; readonly entity: Omit<Entity, 'kind'> }
  | { readonly kind: 'article'; readonly article: ForeignArticle }
  | { readonly kind: 'problem'; readonly problem: DatasetProblem }

/** One dataset format in. Pure but for what it asks of its input; no network, no clock. */
export interface DatasetReader {
  /** As its exporter's, where there is one. */
  readonly id: string
  readonly title: string
  /** Lower case, without the dot. */
  readonly extensions: readonly string[]
  /** Whether a dataset is one file, or a folder (or ZIP archive) of files. */
  readonly shape: 'file' | 'folder'
  /** Keys are ids of this program, and are kept as such where they are free. */
  readonly keepsIds?: boolean
  /** Files that belong to one file of this format and lie beside it; those that are there become part of its input. */
  companions?(fileName: string): readonly string[]
  /**
   * Whether these files look like this format. `head` gives the first bytes of a path (4,096 at least, if it has as many)
   * as Latin-1 characters, so that a text in UTF-8 keeps its ASCII and any signature can be compared.
   */
  sniff(paths: readonly string[], head: (path: string) => string): boolean
  /** Everything that the dataset holds. Throws {@link InputFailure} where it cannot be read at all. */
  read(input: DatasetInput): AsyncIterable<DatasetItem>
}

/** An annotation with everything that a file rarely says left unsaid. */
export const foreignAnnotation = (
  said: Pick<ForeignAnnotation, 'key' | 'type' | 'fragments' | 'place'> & Partial<ForeignAnnotation>,
): ForeignAnnotation => ({
  attributes: {},
  confidence: null,
  note: '',
  status: null,
  annotator: null,
  createdAt: null,
  updatedAt: null,
  provenance: null,
  codebookVersion: null,
  suggestion: null,
  ...said,
})

/** A relation with everything that a file rarely says left unsaid. */
export const foreignRelation = (
  said: Pick<ForeignRelation, 'key' | 'role' | 'source' | 'target' | 'place'> & Partial<ForeignRelation>,
): ForeignRelation => ({ attributes: {}, annotator: null, createdAt: null, updatedAt: null, ...said })

/** An article with everything that a file rarely says left unsaid. */
export const foreignArticle = (
  said: Pick<ForeignArticle, 'key' | 'title' | 'text' | 'unit' | 'annotations' | 'relations'> & Partial<ForeignArticle>,
): ForeignArticle => ({
  textSha256: null,
  language: null,
  metadata: {},
  blocks: null,
  status: null,
  createdAt: null,
  updatedAt: null,
  source: null,
  ...said,
})
