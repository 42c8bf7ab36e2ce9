import type { Annotation } from '../../../model/record/annotation.ts'
import type { FindQuery } from '../../../model/text/find.ts'
import { hitAt, hitCount, type Hits } from '../../../model/text/hits.ts'
import type { Result } from '../../../model/value/result.ts'
import type { Session } from '../project/session.ts'
import type { SessionEvent } from '../project/state.ts'
import { createArticleSearch } from './article-search.ts'
import { NOTHING_FOUND, searchProject } from './find-project.ts'
import { type FindScope, type FindState, hasMoved, INITIAL_FIND, isFinding } from './find-state.ts'
import type { FindEngine } from './find-thread.ts'
import {
  arrived,
  asked,
  cleared,
  closed,
  edited,
  forArticle,
  forProject,
  found,
  reopened,
  searchFailed,
  stepTarget,
  taggingBegun,
  taggingEnded,
} from './find-transitions.ts'
import { selectedWords } from './find-walk.ts'

/** Milliseconds without a key after which all articles are searched. */
const PROJECT_PAUSE = 200

/** Finds in the open article and in all of them. Panels and editor read the same state. */
export interface FindModel {
  getState(): FindState
  subscribe(listener: () => void): () => void
  /** The window calls this with the open project, or with null. */
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

/** Makes the model of a window. Its engines start when something is looked for. */
export function createFindModel(engines: FindEngines): FindModel {
  let state = INITIAL_FIND
  let session: Session | null = null
  let detach = (): void => undefined
  const listeners = new Set<() => void>()

  const move = (next: FindState): void => {
    state = next
    for (const listener of listeners) listener()
  }

  const selection = () => session?.getState().selection ?? { start: 0, end: 0 }
  const openArticle = () => session?.getState().open ?? null

  /** Moves to a state with a current hit, and selects that hit in the text. */
  const reveal = (next: FindState): void => {
    move(next)
    if (!session || !state.open || state.current < 0) return
    session.selectText(hitAt(state.hits, state.current), { scroll: true })
    state = { ...state, left: selection() }
  }

  const wanted = () => {
    const open = openArticle()
    return open && isFinding(state) ? { key: open.article.body, body: open.body, query: state.query } : null
  }

  const settle = (hits: Result<Hits>): void => {
    if (!hits.ok) return move(searchFailed(state, hits.failure))
    const { wish } = state
    reveal(found(state, hits.value, openArticle()?.article.id))
    if (wish && 'step' in wish && hitCount(hits.value) > 0) step(wish.step)
  }

  const runSearch = createArticleSearch(engines.article, wanted, settle)
  const searchArticle = (): void => {
    move(wanted() ? { ...state, busy: true } : cleared(state))
    void runSearch()
  }

  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const searchAll = (pause: number): void => {
    clearTimeout(timer)
    const mine = ++turn
    engines.project.cancel()
    const { query, scope } = state
    if (!session || scope === 'article' || !isFinding(state) || query.pattern === '') {
      if (state.project !== NOTHING_FOUND) move({ ...state, project: NOTHING_FOUND })
      return
    }
    const { articles } = session.getState()
    const { workbench } = session.port
    move({ ...state, project: { ...NOTHING_FOUND, total: articles.length, running: true } })
    timer = setTimeout(() => {
      void searchProject({
        workbench,
        engine: engines.project,
        articles,
        query,
        onProgress: (project) => move({ ...state, project }),
        isCancelled: () => mine !== turn,
      })
    }, pause)
  }

  const search = (pause = 0): void => {
    searchArticle()
    searchAll(pause)
  }

  const step = (direction: 1 | -1): void => {
    if (!session) return
    if (!state.open) {
      move(reopened(state, selection(), direction))
      search()
    } else if (state.busy) state = { ...state, wish: { step: direction } }
    else {
      const target = stepTarget(state, session.getState(), direction)
      if (target?.article) void go(target.article, target.hit)
      else if (target) reveal(arrived(state, target.hit))
    }
  }

  const go = async (article: string, hit: number): Promise<void> => {
    if (!session) return
    if (openArticle()?.article.id === article && session.getState().opening === null && !state.busy) {
      const count = hitCount(state.hits)
      if (count > 0) reveal(arrived(state, Math.min(hit, count - 1)))
      return
    }
    state = { ...state, wish: { article, hit } }
    const opened = await session.openArticle(article)
    if (!opened.ok) session.report(opened.failure)
  }

  const follow = ({ state: now, previous }: SessionEvent): void => {
    if (now.open?.body !== previous.open?.body) {
      if (isFinding(state)) {
        move(forArticle(state))
        searchArticle()
      } else state = { ...state, origin: 0, left: null }
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
      move(forProject(state))
      search()
    },
    open() {
      if (!session) return
      const before = state
      move(asked(state, selection(), selectedWords(session.getState())))
      if (!before.open || state.query !== before.query) search()
    },
    close() {
      if (!state.open) return
      const { current, hits } = state
      if (current >= 0 && !hasMoved(state, selection())) session?.selectText(hitAt(hits, current))
      move(closed(state))
      search()
    },
    setQuery(edit) {
      move(edited(state, edit, selection()))
      search(PROJECT_PAUSE)
    },
    setScope(scope) {
      if (scope === state.scope) return
      move({ ...state, scope })
      searchAll(0)
    },
    step,
    go,
    stop() {
      turn++
      clearTimeout(timer)
      engines.project.cancel()
      move({ ...state, project: { ...state.project, running: false } })
    },
    beginTagging(source) {
      const before = state
      move(taggingBegun(state, source, openArticle()?.body.text))
      if (state.query !== before.query) search()
    },
    endTagging() {
      const { restore } = state
      move(taggingEnded(state))
      if (restore) search()
    },
  }
}
