import type { AnnotationStatus } from '../record/annotation.ts'
import type { OffsetUnit } from '../text/offsets.ts'

/* What is said about datasets that go out. */

export interface ExportFormat {
  readonly id: string
  readonly title: string
  readonly extension: string
  readonly description: string
  readonly profiles: readonly { readonly id: string; readonly title: string; readonly description: string }[]
  readonly settings: readonly {
    readonly id: string
    readonly title: string
    readonly description: string
    /** null: any text */
    readonly values: readonly { readonly id: string; readonly title: string }[] | null
    readonly initial: string
  }[]
  /** Whether many files come out, in a folder or a ZIP file. */
  readonly shape: 'file' | 'folder'
  /** What offsets count: fixed by the format, or "any"; null where it holds no offsets. */
  readonly offsetUnit: OffsetUnit | 'any' | null
  readonly textsOptional: boolean
  /** What this format may have to leave out or simplify, as sentences. */
  readonly mayLose: readonly string[]
}

export interface ExportRequest {
  readonly format: string
  readonly profile: string | null
  readonly offsets: OffsetUnit
  readonly filter: ExportFilter
  /** Whether the articles' texts go along, where the format can do without. */
  readonly texts: boolean
  /** A file for every article, in a folder. */
  readonly split: boolean
  /** The format's own settings that are not left as they are. */
  readonly settings: Readonly<Record<string, string>>
}

/** What of a project is exported; null: everything of its kind. */
export interface ExportFilter {
  /** Ids of articles */
  readonly articles: readonly string[] | null
  /** Ids of annotation types */
  readonly types: readonly string[] | null
  readonly statuses: readonly AnnotationStatus[] | null
  /** Ids of annotators */
  readonly annotators: readonly string[] | null
}

export interface ExportReport {
  /** Names the file for `showInFolder`. */
  readonly id: string
  readonly fileName: string
  readonly folder: string
  readonly articles: number
  readonly annotations: number
  readonly relations: number
  /** Annotations and relations that the filter left out. */
  readonly leftOut: { readonly annotations: number; readonly relations: number }
  /** What the format could not hold; empty when nothing was lost. */
  readonly losses: readonly ExportLoss[]
  /** What was left out, or is not as it was saved, because the project is damaged. */
  readonly damage: readonly ExportLoss[]
  /** Files that were written. */
  readonly files: number
  readonly bytes: number
  readonly milliseconds: number
}

/** One kind of loss of an export: see the report beside the dataset. */
export interface ExportLoss {
  readonly kind: string
  /** As a sentence. */
  readonly what: string
  readonly count: number
  /** Ids of what is concerned, the first ones. */
  readonly ids: readonly string[]
}

export interface ExportProgress {
  readonly articles: number
  readonly articlesTotal: number
  readonly annotations: number
  readonly annotationsTotal: number
}
