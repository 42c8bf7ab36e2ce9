import type { Article } from '../../model/record/article.ts'
import type { Failure, Result } from '../../model/value/result.ts'
import type { ReadArticle } from './importer.ts'

/** A file that articles were read from; its bytes are kept in the project. */
export interface OriginalFile {
  /** For a file in an archive with the name of the archive: "press.zip/a.html". */
  readonly fileName: string
  /** Id of the importer that read it. */
  readonly importer: string
  readonly bytes: Uint8Array
}

/** Articles that were read and are to be imported together. */
export interface ArticleBatch {
  readonly sources: readonly OriginalFile[]
  readonly articles: readonly { /** Position in `sources` */ readonly source: number; readonly article: ReadArticle }[]
  /** Whether an article is imported although its text is in the project already. */
  readonly allowDuplicates: boolean
}

/** What became of one article. `skipped`: the same text is in the project already, as `article`. */
export type ArticleOutcome =
  | {
      readonly kind: 'imported'
      readonly fileName: string
      readonly part: string | null
      readonly article: Article
      readonly warnings: readonly string[]
    }
  | {
      readonly kind: 'skipped'
      readonly fileName: string
      readonly part: string | null
      readonly article: string
      readonly reason: string
    }
  | { readonly kind: 'failed'; readonly fileName: string; readonly part: string | null; readonly failure: Failure }

type Awaitable<T> = T | Promise<T>

/** What an import asks of a project, which may be open in a thread of its own. */
export interface ArticleStore {
  /** Imports a batch. Outcomes are in its order; a failure means that the project cannot be written to at all. */
  importArticles(batch: ArticleBatch): Awaitable<Result<{ readonly outcomes: readonly ArticleOutcome[] }>>
  /** Which texts are in the project already: SHA-256 of the text → id of the article. */
  articlesWithTexts(hashes: readonly string[]): Awaitable<Result<Readonly<Record<string, string>>>>
}
