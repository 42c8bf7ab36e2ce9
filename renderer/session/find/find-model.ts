import type { Annotation } from '../../../model/record/annotation.ts'
import { type FindQuery, PLAIN_QUERY } from '../../../model/text/find.ts'
import { hitAt, hitCount, type Hits, hitsBefore, NO_HITS } from '../../../model/text/hits.ts'
import type { Span } from '../../../model/text/span.ts'
import { isWordEdge } from '../../../model/text/words.ts'
import { NOTHING_FOUND, searchProject } from './find-project.ts'
import { type FindScope, type FindState, INITIAL_FIND, isFinding } from './find-state.ts'
import type { FindEngine } from './find-thread.ts'
import { hitFromCaret, otherArticle, selectedWords } from './find-walk.ts'
import type { Session } from '../project/session.ts'
import type { SessionEvent } from '../project/state.ts'

/** Milliseconds without a key after which all articles are searched. */
const PROJECT_PAUSE = 200

/** Finds in the open article and in all of them. Panels and editor read the same state. */
export interface FindModel {
  getState(): FindState
  subscribe(listener: () => void): () => void
  /** Told by the window which project is open. */
  attach(session: Session | null): void
  /** Shows the bar and lets it take the focus; some selected words become what is looked for. */
  open(): void
  /** Hides the bar and leaves the current hit selected. */
  close(): void
  setQuery(edit: Partial<FindQuery>): void
  setScope(scope: FindScope): void
  /** To the next or the previous hit; over the end of the article to another one where all are searched. */
  step(direction: 1 | -1): void
  /** To a hit of an article, which is opened where it is not. */
  go(article: string, hit: number): Promise<void>
  /** Ends a search over all articles; what was found stays. */
  stop(): void
  /** Begins to tag what is found or, with an annotation, its text elsewhere. */
  beginTagging(source: Annotation | null): void
  endTagging(): void
}

/** One engine for the open article and one for all of them, so that neither waits for the other. */
export interface FindEngines {
  readonly article: FindEngine
  readonly project: FindEngine
}

/** What waits for hits: a step that was asked for too early, or a hit that was chosen in another article. */
type Pending = { readonly step: 1 | -1 } | { readonly article: string; readonly hit: number }

/** Makes the model of a window. Its engines start when something is looked for. */
export function createFindModel(engines: FindEngines): FindModel {
  let state = INITIAL_FIND
  let session: Session | null = null
  let detach = (): void => undefined
  const listeners = new Set<() => void>()
  /** Where reading was when the query began: more letters look from there on. */
  let origin = 0
  /** The selection as showing a hit left it: another one means that the reader has moved on. */
  let left: Span | null = null
  let pending: Pending | null = null
  /** What gives way while the text of an annotation is looked for. */
  let before: Pick<FindState, 'query' | 'scope'> | null = null

  const move = (next: Partial<FindState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  const selection = (): Span => session?.getState().selection ?? { start: 0, end: 0 }
  const openArticle = () => session?.getState().open ?? null
  const hasMoved = (): boolean => {
    const { start, end } = selection()
    return left === null || left.start !== start || left.end !== end
  }

  const show = (hit: number): void => {
    move({ current: hit })
    if (!session || !state.open) return
    session.selectText(hitAt(state.hits, hit), { scroll: true })
    left = selection()
  }

  /** Shows a hit that was asked for: the next query goes on from it. */
  const arrive = (hit: number): void => {
    show(hit)
    origin = hitAt(state.hits, hit).start
  }

  // One search of the article at a time; when it has ended, what was asked for meanwhile is looked for.
  let running: FindQuery | null = null
  const searchArticle = async (): Promise<void> => {
    const open = openArticle()
    const { query } = state
    if (!open || !isFinding(state)) return move({ hits: NO_HITS, current: -1, busy: false, failure: null })
    move({ busy: true })
    if (running) {
      // Words are found in no time; an expression may be one that does not end.
      if (running.regex) engines.article.cancel()
      return undefined
    }
    running = query
    const found = await engines.article.inText(open.article.body, open.body.text, query)
    running = null
    const outdated = state.query !== query || openArticle()?.body !== open.body || !isFinding(state)
    if (outdated || (!found.ok && found.failure.code === 'cancelled')) return searchArticle()
    if (found.ok) return settle(found.value)
    pending = null
    return move({ hits: NO_HITS, current: -1, busy: false, failure: found.failure })
  }

  const settle = (hits: Hits): void => {
    const count = hitCount(hits)
    const wanted = pending
    pending = null
    move({ hits, busy: false, failure: null, current: -1 })
    if (count === 0) return
    if (wanted && 'hit' in wanted && wanted.article === openArticle()?.article.id) {
      arrive(Math.min(wanted.hit, count - 1))
      return
    }
    show(hitsBefore(hits, origin) % count)
    if (wanted && 'step' in wanted) step(wanted.step)
  }

  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const searchAll = (pause: number): void => {
    clearTimeout(timer)
    const mine = ++turn
    engines.project.cancel()
    const { query, scope } = state
    if (!session || scope === 'article' || !isFinding(state) || query.pattern === '') {
      if (state.project !== NOTHING_FOUND) move({ project: NOTHING_FOUND })
      return
    }
    const { articles } = session.getState()
    const { workbench } = session.port
    move({ project: { ...NOTHING_FOUND, total: articles.length, running: true } })
    timer = setTimeout(() => {
      void searchProject({
        workbench,
        engine: engines.project,
        articles,
        query,
        onProgress: (project) => move({ project }),
        isCancelled: () => mine !== turn,
      })
    }, pause)
  }

  const search = (pause = 0): void => {
    void searchArticle()
    searchAll(pause)
  }

  const step = (direction: 1 | -1): void => {
    if (!session) return
    if (!state.open) {
      // What was looked for last is looked for again, from what is selected on.
      const { start, end } = selection()
      origin = direction > 0 ? end : start
      pending = direction > 0 ? null : { step: direction }
      move({ open: true })
      search()
      return
    }
    if (state.busy) {
      pending = { step: direction }
      return
    }
    const count = hitCount(state.hits)
    const next =
      state.current >= 0 && !hasMoved() ? state.current + direction : hitFromCaret(state, selection(), direction)
    const other = next < 0 || next >= count ? otherArticle(state, session.getState(), direction) : null
    if (other) void go(other.article, direction > 0 ? 0 : hitCount(other.hits) - 1)
    else if (count > 0) arrive((next + count) % count)
  }

  const go = async (article: string, hit: number): Promise<void> => {
    if (!session) return
    const count = hitCount(state.hits)
    if (openArticle()?.article.id === article && session.getState().opening === null && !state.busy) {
      if (count > 0) arrive(Math.min(hit, count - 1))
      return
    }
    pending = { article, hit }
    const opened = await session.openArticle(article)
    if (!opened.ok) session.report(opened.failure)
  }

  const follow = ({ state: now, previous }: SessionEvent): void => {
    if (now.open?.body !== previous.open?.body) {
      origin = 0
      left = null
      if (isFinding(state)) {
        move({ hits: NO_HITS, current: -1 })
        void searchArticle()
      }
    }
    // Articles that came or went; a new title or status is no reason to search again.
    if (now.articles.length !== previous.articles.length) searchAll(PROJECT_PAUSE)
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    attach(next) {
      detach()
      session = next
      detach = next?.subscribe(follow) ?? (() => undefined)
      pending = null
      left = null
      before = null
      move({ ...INITIAL_FIND, query: state.query })
      search()
    },
    open() {
      if (!session) return
      // What a step selected is a hit, and no new thing to look for.
      const words = hasMoved() ? selectedWords(session.getState()) : null
      const { query, open } = state
      const seeded = words === null || words === query.pattern ? query : { ...query, pattern: words, regex: false }
      if (!open || hasMoved()) origin = selection().start
      move({ open: true, asked: state.asked + 1, query: seeded })
      if (!open || seeded !== query) search()
    },
    close() {
      if (!state.open) return
      const { current, hits } = state
      if (current >= 0 && !hasMoved()) session?.selectText(hitAt(hits, current))
      pending = null
      move({ open: false })
      search()
    },
    setQuery(edit) {
      if (hasMoved()) origin = selection().start
      pending = null
      move({ query: { ...state.query, ...edit } })
      search(PROJECT_PAUSE)
    },
    setScope(scope) {
      if (scope === state.scope) return
      move({ scope })
      searchAll(0)
    },
    step,
    go,
    stop() {
      turn++
      clearTimeout(timer)
      engines.project.cancel()
      move({ project: { ...state.project, running: false } })
    },
    beginTagging(source) {
      const [fragment] = source?.fragments ?? []
      const text = openArticle()?.body.text
      if (!source || !fragment || text === undefined) return move({ tagging: 'hits' })
      before = { query: state.query, scope: state.scope }
      const wholeWord = isWordEdge(text, fragment.start) && isWordEdge(text, fragment.end)
      const query = { ...PLAIN_QUERY, pattern: fragment.quote, matchCase: true, wholeWord }
      move({ tagging: source, query, scope: 'article' })
      return search()
    },
    endTagging() {
      const restored = before
      before = null
      move({ tagging: null, ...restored })
      if (restored) search()
    },
  }
}
