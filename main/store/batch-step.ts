import type { Change } from '../../model/change/change.ts'
import type { ArticleBody } from '../../model/text/block.ts'

/** What a batch is made of, in order: texts before the change that adds the articles which need them. */
export type BatchStep =
  | { readonly kind: 'text'; readonly body: ArticleBody }
  /** `json`: the change as the log keeps it, where it has been put into words already. */
  | { readonly kind: 'change'; readonly change: Change; readonly json?: string }
