import type { Fragment } from '../../../model/record/annotation.ts'
import type { FindQuery } from '../../../model/text/find.ts'
import type { Hits } from '../../../model/text/hits.ts'
import type { Result } from '../../../model/value/result.ts'
import type { ArticleText } from '../../../preload/contract/contract.ts'

/* Messages between the window and the thread that searches. Both ends are ours, so nothing is decoded. */

/** The hits of one article with what is needed to show and to tag them. */
export interface ArticleHits {
  readonly article: string
  readonly hits: Hits
  /** For each hit its span without white space at the ends, with quote and context; null for white space only. */
  readonly fragments: readonly (Fragment | null)[]
}

/** Searches one text. It is sent once; later calls name it by `key`. */
export interface TextCall {
  readonly kind: 'text'
  readonly key: string
  readonly text: string | null
  readonly query: FindQuery
}

/** Searches several texts once each. The answer has only those with hits. */
export interface ArticlesCall {
  readonly kind: 'articles'
  readonly texts: readonly ArticleText[]
  readonly query: FindQuery
  /** Hits after which to stop. */
  readonly limit: number
}

export type FindCall = TextCall | ArticlesCall

export type FindAnswer =
  | { readonly kind: 'text'; readonly result: Result<Hits> }
  | { readonly kind: 'articles'; readonly result: Result<readonly ArticleHits[]> }
