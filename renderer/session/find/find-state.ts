import type { Annotation } from '../../../model/record/annotation.ts'
import { type FindQuery, PLAIN_QUERY } from '../../../model/text/find.ts'
import { type Hits, NO_HITS } from '../../../model/text/hits.ts'
import type { Span } from '../../../model/text/span.ts'
import type { Failure } from '../../../model/value/result.ts'
import { NOTHING_FOUND, type ProjectFind } from './find-project.ts'

export type FindScope = 'article' | 'project'

/** What waits for the hits of an article: a step, or a hit of an article that is being opened. */
export type FindWish = { readonly step: 1 | -1 } | { readonly article: string; readonly hit: number }

/** What is looked for and what was found. Immutable; find-transitions.ts has the ways from one state to the next. */
export interface FindState {
  /** Whether the find bar is shown. */
  readonly open: boolean
  /** Grows whenever the bar is asked for, so that it takes the focus again. */
  readonly asked: number
  readonly query: FindQuery
  readonly scope: FindScope
  /** Hits in the open article, and which of them is the current one; -1 for none. */
  readonly hits: Hits
  readonly current: number
  /** Whether the open article is being searched. Until then `hits` are those of the query before. */
  readonly busy: boolean
  readonly failure: Failure | null
  readonly project: ProjectFind
  /** What is to be tagged: all hits, or the text of an annotation elsewhere. */
  readonly tagging: 'hits' | Annotation | null
  /** Offset (UTF-16) from which the first hit is looked for: where the reader was when the query began. */
  readonly origin: number
  /** The text selection that showing a hit left behind. Any other selection means that the reader has moved on. */
  readonly left: Span | null
  readonly wish: FindWish | null
  /** What comes back when tagging the text of an annotation ends. */
  readonly restore: Pick<FindState, 'query' | 'scope'> | null
}

export const INITIAL_FIND: FindState = {
  open: false,
  asked: 0,
  query: PLAIN_QUERY,
  scope: 'article',
  hits: NO_HITS,
  current: -1,
  busy: false,
  failure: null,
  project: NOTHING_FOUND,
  tagging: null,
  origin: 0,
  left: null,
  wish: null,
  restore: null,
}

/** Whether there is anything to look for: the bar is shown, or hits are about to be tagged. */
export const isFinding = ({ open, tagging }: FindState): boolean => open || tagging !== null

/** Whether the reader has selected something else since the last hit was shown. */
export const hasMoved = ({ left }: FindState, { start, end }: Span): boolean =>
  left === null || left.start !== start || left.end !== end
