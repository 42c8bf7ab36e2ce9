import type { NewlineStyle } from '../../model/record/article.ts'
import type { ArticleBody } from '../../model/text/block.ts'
import type { Failure, Result } from '../../model/value/result.ts'

/** What a person, or the command line, chose for a file. */
export interface ImportOptions {
  /** Encoding of text, by its WHATWG name; null: detect it. */
  readonly encoding: string | null
  /** Everything a web page shows, not only its main text. */
  readonly wholePage: boolean
  /** Tables: which column holds what; null: by the columns' names. */
  readonly columns: ColumnMapping | null
  /** Plain text that holds many articles: the line between two of them, as a regular expression; null: one article. */
  readonly separator: string | null
  /** Books: every chapter becomes an article. */
  readonly chapters: boolean
}

export const USUAL_OPTIONS: ImportOptions = {
  encoding: null,
  wholePage: false,
  columns: null,
  separator: null,
  chapters: true,
}

/** Field of an article → name of the column that holds it. Columns that are not named become metadata. */
export type ColumnMapping = Readonly<Partial<Record<ColumnField, string>>>

export type ColumnField = 'text' | 'title' | 'outlet' | 'author' | 'published' | 'url' | 'language' | 'section' | 'id'

/** One article of a file, as an importer read it. */
export interface ReadArticle {
  /** The part of the file, as it is shown ("row 12", "chapter 3: The Vote"); null for the whole file. */
  readonly part: string | null
  readonly title: string
  readonly body: ArticleBody
  /** BCP 47, as the file says or as detected; null where it is unknown. */
  readonly language: string | null
  /** outlet, author, published (ISO 8601 where it could be read), url, section and free keys. */
  readonly metadata: Readonly<Record<string, string>>
  readonly mediaType: string
  /** By its WHATWG name. Formats that hold Unicode themselves say "utf-8". */
  readonly encoding: string
  readonly byteOrderMark: boolean
  readonly newline: NewlineStyle
  /** Everything that was changed or left out on the way from bytes to text, with counts. */
  readonly normalised: readonly { readonly what: string; readonly count: number }[]
  /** Library that read the format, with its version ("mammoth 1.13.0"); null where none was needed. */
  readonly library: string | null
  /** What a person should know about this article, as sentences. */
  readonly warnings: readonly string[]
}

/** A part of a file that could not be read: a row, a chapter. */
export interface UnreadPart {
  readonly part: string
  readonly failure: Failure
}

/** An encoding a file may be in, with the first line that differs between the candidates, decoded in it. */
export interface EncodingCandidate {
  readonly encoding: string
  /** 0 to 1 */
  readonly confidence: number
  readonly sample: string
}

/** A file as an importer read it. */
export interface ReadFile {
  /** Never empty, unless there are `unread` parts. */
  readonly articles: readonly ReadArticle[]
  readonly unread: readonly UnreadPart[]
  /** Where the encoding was guessed: the candidates, the one that was used first. */
  readonly encodings: readonly EncodingCandidate[]
  /** Tables: the names of the columns, and which field each was mapped to. */
  readonly table: { readonly columns: readonly string[]; readonly mapping: ColumnMapping } | null
}

/**
 * One article format. Pure: bytes in, articles or a failure out; no disk, no network, no clock. Importers run in a thread
 * that limits their time and memory.
 */
export interface Importer {
  readonly id: string
  readonly title: string
  /** Lower case, without the dot. The first one is the usual one. */
  readonly extensions: readonly string[]
  /**
   * Whether a file that begins like this is of this format. `head` is its first {@link HEAD_LENGTH} bytes, which count
   * more than its name.
   */
  sniff(head: Uint8Array, fileName: string): boolean
  read(bytes: Uint8Array, fileName: string, options: ImportOptions): Result<ReadFile> | Promise<Result<ReadFile>>
}

export const HEAD_LENGTH = 4096

/** A file with one article. */
export const oneArticle = (article: ReadArticle, encodings: readonly EncodingCandidate[] = []): ReadFile => ({
  articles: [article],
  unread: [],
  encodings,
  table: null,
})

/** Extension of a file name, lower case, without the dot; "" where there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : ''
}
