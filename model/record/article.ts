export type ArticleStatus = 'new' | 'in-progress' | 'done'
export const ARTICLE_STATUSES: readonly ArticleStatus[] = ['new', 'in-progress', 'done']

export type NewlineStyle = 'lf' | 'crlf' | 'cr' | 'mixed' | 'none'

/** Where the text came from and what was decided while reading it. */
export interface ArticleSource {
  readonly fileName: string
  /** Where in the file the article is ("row 12", "chapter 3"), where the file holds several. */
  readonly part?: string
  readonly mediaType: string
  /** Lower-case hex SHA-256 of the original bytes, which the project keeps. */
  readonly sha256: string
  readonly byteLength: number
  /** The encoding that was used, by its WHATWG name: "utf-8", "utf-16le", "windows-1252"… */
  readonly encoding: string
  readonly byteOrderMark: boolean
  readonly newline: NewlineStyle
  /** Id of the importer that read it: "text"… */
  readonly importer: string
  /** Library that read the format, with its version. */
  readonly library?: string
  /** Everything that was changed or left out on the way from bytes to text, with counts. */
  readonly normalised: readonly { readonly what: string; readonly count: number }[]
}

/** An article without its text. The text lives in a body that never changes once stored, found by `body`. */
export interface Article {
  readonly kind: 'article'
  readonly id: string
  readonly title: string
  /** BCP 47 language tag, or null where it is not known. */
  readonly language: string | null
  /** outlet, author, published, url, section and free keys. */
  readonly metadata: Readonly<Record<string, string>>
  readonly source: ArticleSource
  /** Id of the stored body: SHA-256 over text and blocks. */
  readonly body: string
  /** Lower-case hex SHA-256 of the text as UTF-8. */
  readonly textSha256: string
  /** Length of the text in UTF-16 units. */
  readonly textLength: number
  readonly status: ArticleStatus
  readonly createdAt: string
  readonly updatedAt: string
}
