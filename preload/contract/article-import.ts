import type { Article } from '../../model/record/article.ts'
import type { Failure } from '../../model/value/result.ts'

/* What is said about articles that come in. */

export interface ImportedFile {
  readonly fileName: string
  /** Where in the file the article is, where the file holds several. */
  readonly part: string | null
  readonly article: Article
  readonly warnings: readonly string[]
}

/** What became of each article. One that fails never stops the others. */
export interface ImportReport {
  /** How many there are of each. The lists hold the first hundreds only. */
  readonly counts: { readonly imported: number; readonly skipped: number; readonly failed: number }
  /** Those with warnings first. */
  readonly imported: readonly ImportedFile[]
  /** Articles whose text is in the project already, with the one that holds it. */
  readonly skipped: readonly {
    readonly fileName: string
    readonly part: string | null
    readonly article: string
    readonly reason: string
  }[]
  readonly failed: readonly { readonly fileName: string; readonly part: string | null; readonly failure: Failure }[]
  /** Stopped by the user; what was imported before stays. */
  readonly cancelled: boolean
  /** Files of a folder or an archive that are no articles, counted in a sentence; null where there are none. */
  readonly aside: string | null
}

/** An encoding a file may be in, with the line that tells it best from others, read in it. */
export interface EncodingChoice {
  readonly encoding: string
  /** 0 to 1 */
  readonly confidence: number
  readonly sample: string
}

/** What is known of an article before it is imported. */
export interface PreviewedArticle {
  readonly part: string | null
  readonly title: string
  readonly language: string | null
  readonly metadata: Readonly<Record<string, string>>
  /** In Unicode code points. */
  readonly length: number
  readonly encoding: string
  /** What was changed or left out on the way, with counts. */
  readonly normalised: readonly { readonly what: string; readonly count: number }[]
  readonly warnings: readonly string[]
  /** The article of the project, or "" for one of the same import, that has the same text; null where there is none. */
  readonly duplicateOf: string | null
  readonly beginning: string
}

export interface PreviewedFile {
  readonly fileName: string
  /** Id of the importer that read it, and the title of its format; null where it could not be read. */
  readonly importer: string | null
  readonly format: string | null
  /** Where the encoding is a guess: what it may be, the one that was taken first. */
  readonly encodings: readonly EncodingChoice[]
  /** Of tables: all columns, and which was taken for what. */
  readonly table: {
    readonly columns: readonly string[]
    readonly mapping: Readonly<Partial<Record<string, string>>>
  } | null
  readonly articles: readonly PreviewedArticle[]
  /** Parts that could not be read, or why the whole file could not. */
  readonly unread: readonly { readonly part: string | null; readonly failure: Failure }[]
}

/** Files that were read and wait for a decision. */
export interface ImportPreview {
  readonly id: string
  /** Those that were not told as `importFound` before. */
  readonly files: readonly PreviewedFile[]
}

/** How a file is to be read again. */
export interface RereadChoice {
  readonly encoding: string | null
  readonly wholePage: boolean
  readonly columns: Readonly<Partial<Record<string, string>>> | null
  readonly separator: string | null
  readonly chapters: boolean
}

/** What is to be imported of a preview. Articles are named by the positions of their file and in their file. */
export interface ImportDecision {
  readonly id: string
  readonly leaveOut: readonly (readonly [file: number, article: number])[]
  readonly edits: readonly {
    readonly file: number
    readonly article: number
    readonly title: string
    readonly language: string | null
    readonly metadata: Readonly<Record<string, string>>
  }[]
  readonly allowDuplicates: boolean
}

export interface ImportProgress {
  readonly phase: 'reading' | 'saving'
  readonly files: number
  readonly articles: number
  /** How many there are, where that is known. */
  readonly total: number | null
}
