import type { Annotation } from '../../../model/record/annotation.ts'
import { type FindQuery, PLAIN_QUERY } from '../../../model/text/find.ts'
import { type Hits, NO_HITS } from '../../../model/text/hits.ts'
import type { Failure } from '../../../model/value/result.ts'
import { NOTHING_FOUND, type ProjectFind } from './find-project.ts'

export type FindScope = 'article' | 'project'

/** What is looked for and what was found. Immutable. */
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
  /** Whether the open article is being searched. `hits` are those of the query before until then. */
  readonly busy: boolean
  readonly failure: Failure | null
  readonly project: ProjectFind
  /** What is to be tagged: all hits, or the text of an annotation elsewhere. */
  readonly tagging: 'hits' | Annotation | null
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
}

/** Whether anything is to be looked for: the bar is shown, or hits are about to be tagged. */
export const isFinding = ({ open, tagging }: FindState): boolean => open || tagging !== null
