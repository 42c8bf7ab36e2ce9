import type { Codebook } from '../record/codebook.ts'
import type { DatasetChoices, MappedType } from './dataset-vocabulary.ts'
import type { Failure } from '../value/result.ts'

/* What is said about annotated datasets that come in. */

/** How many of something an import adds, finds in the project as they are or otherwise, or leaves out. */
export interface DatasetCount {
  readonly added: number
  /** In the project already, and the same. */
  readonly present: number
  /** In the project already, and not the same: they stay as they are there. */
  readonly different: number
  /** As asked, or because of a problem that is listed. */
  readonly leftOut: number
}

export interface DatasetCounts {
  readonly articles: DatasetCount
  readonly annotations: DatasetCount
  readonly relations: DatasetCount
  readonly entities: DatasetCount
  readonly annotators: DatasetCount
  /** Predictions of programs that nobody has accepted. They are not among the annotations. */
  readonly suggestions: DatasetCount
}

/** Something in a dataset that is not as it should be, and what is done about it, as a sentence. */
export interface ListedProblem {
  /** A file of the dataset. */
  readonly path: string
  /** From 1; null where the format has no lines. */
  readonly line: number | null
  readonly message: string
}

/** An annotation whose quote is not at the place that the dataset names, but at another. */
export interface MisplacedAnnotation {
  /** Where it stands in the dataset: "line 12", "T3". */
  readonly place: string
  readonly article: string
  readonly type: string
  readonly quote: string
  /** What stands at the place that is named, shortened; null where that is outside the text. */
  readonly instead: string | null
  /** How far from that place the quote was found, in UTF-16 units. */
  readonly distance: number
}

/** The first of something, and how many there are. */
export interface Listed<T> {
  readonly total: number
  readonly items: readonly T[]
}

/** A format of datasets that can be read. */
export interface ReadableFormat {
  readonly id: string
  readonly title: string
}

/** What an import would do, to the last record, with the choices it was made with. */
export interface DatasetPreview {
  readonly id: string
  /** The file or folder. */
  readonly name: string
  readonly format: ReadableFormat
  /** All formats that can be read, to choose another one. */
  readonly formats: readonly ReadableFormat[]
  readonly choices: DatasetChoices
  readonly counts: DatasetCounts
  /** Where each type, attribute and role of the dataset goes. */
  readonly types: readonly MappedType[]
  /** The codebook as the import leaves it, and the changes in it, as sentences. */
  readonly codebook: Codebook
  readonly codebookChanges: readonly string[]
  /** Whether the dataset's own codebook can take the place of the project's. */
  readonly mayTakeOver: boolean
  readonly misplaced: Listed<MisplacedAnnotation>
  readonly problems: Listed<ListedProblem>
}

/** A dataset that could not be read as it was tried, and waits for its format to be named. */
export interface UnreadDataset {
  readonly id: string
  readonly name: string
  /** Id of the format that was asked for; null: it was looked for, and none fits, or the one that seemed to does not. */
  readonly format: string | null
  readonly formats: readonly ReadableFormat[]
  readonly failure: Failure
}

/** What came of looking at a dataset. */
export type DatasetLook =
  | { readonly kind: 'read'; readonly preview: DatasetPreview }
  | { readonly kind: 'unread'; readonly dataset: UnreadDataset }

export interface DatasetPlan {
  readonly id: string
  /** Id of a reader; null: the one that was used before. */
  readonly format: string | null
  readonly choices: DatasetChoices
}

/** What an import has done. */
export interface DatasetReport {
  readonly name: string
  readonly counts: DatasetCounts
  /** Annotations that were taken to where their quote was found. */
  readonly relocated: number
  /** Where each type, attribute and role of the dataset went. */
  readonly types: readonly MappedType[]
  /** What could not be read or kept, and is not there afterwards; not what was left out as asked. */
  readonly lost: number
  readonly codebookChanges: readonly string[]
  readonly misplaced: Listed<MisplacedAnnotation>
  readonly problems: Listed<ListedProblem>
  readonly milliseconds: number
}

export interface DatasetProgress {
  readonly phase: 'reading' | 'preparing' | 'saving'
  readonly articles: number
  readonly annotations: number
  /** All annotations, where their number is known. */
  readonly total: number | null
}
