import type { Annotation } from '../../../model/record/annotation.ts'
import { type FindQuery, PLAIN_QUERY } from '../../../model/text/find.ts'
import { hitAt, hitCount, type Hits, hitsBefore, NO_HITS } from '../../../model/text/hits.ts'
import type { Span } from '../../../model/text/span.ts'
import { isWordEdge } from '../../../model/text/words.ts'
import type { Failure } from '../../../model/value/result.ts'
import type { SessionState } from '../project/state.ts'
import { type FindState, hasMoved, INITIAL_FIND } from './find-state.ts'
import { hitFromCaret, otherArticle } from './find-walk.ts'

/* The ways from one state of finding to the next: pure, so that each can be read by itself. */

/** Another project is open: only the query stays. */
export const forProject = ({ query }: FindState): FindState => ({ ...INITIAL_FIND, query })

/** The open article has another text. */
export const forArticle = (state: FindState): FindState => ({
  ...state,
  origin: 0,
  left: null,
  hits: NO_HITS,
  current: -1,
})

/** The bar is asked for. `words` were selected and become what is looked for; null where there are none. */
export function asked(state: FindState, selection: Span, words: string | null): FindState {
  const { open, query, origin } = state
  const moved = hasMoved(state, selection)
  return {
    ...state,
    open: true,
    asked: state.asked + 1,
    origin: !open || moved ? selection.start : origin,
    // What a step selected is a hit, not something new to look for.
    query: !moved || words === null || words === query.pattern ? query : { ...query, pattern: words, regex: false },
  }
}

export const closed = (state: FindState): FindState => ({ ...state, open: false, wish: null })

/** A step while the bar is hidden: the last query is looked for again, from the selection on. */
export const reopened = (state: FindState, { start, end }: Span, direction: 1 | -1): FindState => ({
  ...state,
  open: true,
  origin: direction > 0 ? end : start,
  wish: direction > 0 ? null : { step: direction },
})

export const edited = (state: FindState, edit: Partial<FindQuery>, selection: Span): FindState => ({
  ...state,
  origin: hasMoved(state, selection) ? selection.start : state.origin,
  wish: null,
  query: { ...state.query, ...edit },
})

/** Begins to tag all hits or, with an annotation of a text, the places with the same words. */
export function taggingBegun(state: FindState, source: Annotation | null, text: string | undefined): FindState {
  const [fragment] = source?.fragments ?? []
  if (!source || !fragment || text === undefined) return { ...state, tagging: 'hits' }
  const wholeWord = isWordEdge(text, fragment.start) && isWordEdge(text, fragment.end)
  const query = { ...PLAIN_QUERY, pattern: fragment.quote, matchCase: true, wholeWord }
  const restore = { query: state.query, scope: state.scope }
  return { ...state, tagging: source, query, scope: 'article', restore }
}

export const taggingEnded = (state: FindState): FindState => ({
  ...state,
  tagging: null,
  restore: null,
  ...state.restore,
})

/** There is nothing to look for, or no article to look in. */
export const cleared = (state: FindState): FindState => ({
  ...state,
  hits: NO_HITS,
  current: -1,
  busy: false,
  failure: null,
})

export const searchFailed = (state: FindState, failure: Failure): FindState => ({
  ...cleared(state),
  wish: null,
  failure,
})

/** Makes a hit of the open article the current one. */
export const shown = (state: FindState, hit: number): FindState => ({ ...state, current: hit })

/** The same for a hit that was asked for: the next query begins there. */
export const arrived = (state: FindState, hit: number): FindState => ({
  ...shown(state, hit),
  origin: hitAt(state.hits, hit).start,
})

/** The hits of the open article are known. The current one is the hit that was wished for, or the first from the origin on. */
export function found(state: FindState, hits: Hits, article: string | undefined): FindState {
  const count = hitCount(hits)
  const { wish } = state
  const next: FindState = { ...cleared(state), hits, wish: null }
  if (count === 0) return next
  if (wish && 'hit' in wish && wish.article === article) return arrived(next, Math.min(wish.hit, count - 1))
  return shown(next, hitsBefore(hits, state.origin) % count)
}

/** Where a step leads: to a hit of an article. Null where there is none. */
export function stepTarget(
  state: FindState,
  project: SessionState,
  direction: 1 | -1,
): { readonly article: string | null; readonly hit: number } | null {
  const { selection } = project
  const count = hitCount(state.hits)
  const next =
    state.current >= 0 && !hasMoved(state, selection)
      ? state.current + direction
      : hitFromCaret(state, selection, direction)
  const other = next < 0 || next >= count ? otherArticle(state, project, direction) : null
  if (other) return { article: other.article, hit: direction > 0 ? 0 : hitCount(other.hits) - 1 }
  return count > 0 ? { article: null, hit: (next + count) % count } : null
}
