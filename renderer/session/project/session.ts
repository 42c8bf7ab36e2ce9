import type { AnnotationFilter } from '../../../model/annotation/annotation-filter.ts'
import { type Change, isEmptyChange, type Origin } from '../../../model/change/change.ts'
import type { ProjectOverview } from '../../../model/change/project-overview.ts'
import { type Failed, fail, type Failure, ok, type Result } from '../../../model/value/result.ts'
import { createDrafts } from './drafts.ts'
import type { Mode } from './mode.ts'
import { createArticleOpener } from './open-article.ts'
import { createSaving } from './saving.ts'
import { type SelectionActs, selectionActs } from './selection.ts'
import type { SessionPort } from './session-port.ts'
import { createSessionStore } from './session-store.ts'
import type { Notice, SessionEvent, SessionState } from './state.ts'
import { createUndoRedo } from './undo.ts'

export interface DispatchOptions {
  /** Annotation that is selected once the change is shown: one painting instead of two. */
  readonly select?: string
}

/** The open project as the window sees it: one state, one way in for changes, one undo history, one save queue. */
export interface Session extends SelectionActs {
  readonly port: SessionPort
  getState(): SessionState
  subscribe(listener: (event: SessionEvent) => void): () => void
  /** Everything the user does goes through here: the change is shown, recorded for undo and queued for saving. */
  dispatch(change: Change, options?: DispatchOptions): Result<null>
  /** Takes in changes that were made elsewhere, such as by the main process, and are saved already. */
  receive(changes: readonly Change[], origin: Origin): void
  undo(): Promise<Result<null>>
  redo(): Promise<Result<null>>
  openArticle(id: string): Promise<Result<null>>
  /**
   * Registers what hands over text that a field still holds. It is called before the article is left, before undo and
   * redo, and before an export, so that typed text is never overtaken. Returns the way to take it back.
   */
  holdDraft(flush: () => void): () => void
  /**
   * A field calls this when it begins to hold text and when it has handed it over. Such text counts as not saved, so
   * that the window does not close, and the project is not left, before it is on disk.
   */
  countDraft(this: void, holds: boolean): void
  /** Begins a gesture of several steps, goes on to its next step, or ends it. */
  setMode(mode: Mode | null): void
  /** Narrows the list of annotations, and walking through them, to what a filter lets through. */
  setFilter(filter: AnnotationFilter): void
  notify(notice: Notice | null): void
  report(failure: Failure): void
  retrySave(): void
  /** Resolves when everything is saved, text of fields included, or saving has stopped on a failure. */
  settled(): Promise<void>
}

/** Opens a session on a project that the main process has opened. */
export function createSession(overview: ProjectOverview, port: SessionPort): Session {
  const store = createSessionStore(overview)
  const { get, move } = store
  let reported = 0
  const reportUnsaved = (): void => {
    const unsaved = get().pending.requests.length + drafts.held()
    if (unsaved !== reported) void port.workbench.reportUnsaved(unsaved)
    reported = unsaved
  }
  const drafts = createDrafts(reportUnsaved)
  const saving = createSaving(store, port, reportUnsaved)
  const openArticle = createArticleOpener(store, saving, port, drafts.flush)

  const readOnly = (): Failed | null => {
    const reason = get().readOnly
    const action = 'Save a copy of the project where you may write, and open that.'
    return reason === null ? null : fail('read-only-project', reason, action)
  }
  const undoRedo = createUndoRedo(store, { port, saving, openArticle, flushDrafts: drafts.flush, readOnly })

  return {
    port,
    getState: get,
    subscribe: store.subscribe,
    dispatch(change, { select } = {}) {
      if (isEmptyChange(change)) return ok(null)
      const refused = readOnly() ?? undoRedo.refusal()
      if (refused) return refused
      const request = { change, origin: 'user', of: null } as const
      return saving.push(request, () => (select === undefined ? { notice: null } : { notice: null, selected: select }))
    },
    receive: saving.receive,
    undo: undoRedo.undo,
    redo: undoRedo.redo,
    openArticle,
    ...selectionActs(store),
    holdDraft: drafts.hold,
    countDraft: drafts.count,
    setMode: (mode) => move({ mode }),
    setFilter: (filter) => move({ filter }),
    notify: (notice) => move({ notice }),
    report: ({ message, action }) => move({ notice: { kind: 'problem', text: `${message} ${action}` } }),
    retrySave: saving.queue.retry,
    settled() {
      drafts.flush()
      return saving.queue.settled()
    },
  }
}
