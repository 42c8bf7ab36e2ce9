import type { NewlineStyle } from '../../model/record/article.ts'
import type { ArticleBody } from '../../model/text/block.ts'
import type { Failure, Result } from '../../model/value/result.ts'

/** What a person (or the command line) has settled about a file, where the program cannot be sure. */
export interface ImportOptions {
  /** Encoding to read text in, by its WHATWG name; null: find out. */
  readonly encoding: string | null
  /** Everything a page shows, not its main text only. */
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

/** What an importer makes of one article of a file. */
export interface ReadArticle {
  /** Where in the file it is, as a person says it ("row 12", "chapter 3: The Vote"); null for the whole file. */
  readonly part: string | null
  readonly title: string
  readonly body: ArticleBody
  /** BCP 47, as the file says or as was found out; null where it is not known. */
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

/** A part of a file that could not be read, while others could: a row, a chapter. */
export interface UnreadPart {
  readonly part: string
  readonly failure: Failure
}

/** An encoding a file may be in, with the first line that tells it from the others, read in it. */
export interface EncodingCandidate {
  readonly encoding: string
  /** 0 to 1 */
  readonly confidence: number
  readonly sample: string
}

/** What an importer makes of a file's bytes. */
export interface ReadFile {
  /** Never empty, unless there are `unread` parts. */
  readonly articles: readonly ReadArticle[]
  readonly unread: readonly UnreadPart[]
  /** Where the encoding had to be guessed: what it may be, the likeliest (the one that was used) first. */
  readonly encodings: readonly EncodingCandidate[]
  /** Tables: the names of the columns, and which were taken for what. */
  readonly table: { readonly columns: readonly string[]; readonly mapping: ColumnMapping } | null
}

/**
 * One article format in. Pure: bytes in, articles or a failure out; no disk, no network, no clock. What may take long
 * or need much memory is stopped from outside: importers run in a thread with limits.
 */
export interface Importer {
  readonly id: string
  readonly title: string
  /** Lower case, without the dot. The first one is the usual one. */
  readonly extensions: readonly string[]
  /**
   * Whether a file that begins like this is of this format. `head` is its first {@link HEAD_LENGTH} bytes. What the
   * bytes say comes before what the name says.
   */
  sniff(head: Uint8Array, fileName: string): boolean
  read(bytes: Uint8Array, fileName: string, options: ImportOptions): Result<ReadFile> | Promise<Result<ReadFile>>
}

export const HEAD_LENGTH = 4096

/** What a file with one article comes to. */
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
