import type { Annotation } from '../../../model/record/annotation.ts'
import { hull } from '../../../model/record/annotation.ts'
import type { AnnotationFilter } from '../../../model/annotation/annotation-filter.ts'
import { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import { type Change, invertChange, isEmptyChange, type Origin } from '../../../model/change/change.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import { fail, ok, type Failure, type Result } from '../../../model/value/result.ts'
import type { Span } from '../../../model/text/span.ts'
import type {
  AnnotationPage,
  Packed,
  ProjectOverview,
  SaveReceipt,
  SaveRequest,
  ChangeStub,
  Workbench,
} from '../../../preload/contract/contract.ts'
import { addPage, applyToState } from './apply.ts'
import { complete, type History, recordAct, step, touches } from './history.ts'
import { isLarge, saveInParts } from './large-save.ts'
import { createSaveQueue } from './save-queue.ts'
import { type Mode, modeOver } from './mode.ts'
import type { Notice, Overlaps, SessionEvent, SessionState } from './state.ts'
import { unpack } from './unpack.ts'

/** The first page is small so that the text is painted with its first annotations at once; the rest follows in large ones. */
const FIRST_PAGE = 1_000
const NEXT_PAGE = 4_000

/** What the session needs from outside. Time and ids are given, so that tests can give their own. */
export interface SessionPort {
  readonly workbench: Pick<
    Workbench,
    | 'openArticle'
    | 'annotationPage'
    | 'save'
    | 'savePart'
    | 'storedChange'
    | 'reportUnsaved'
    | 'articleTexts'
    | 'tagsAt'
    | 'entityUses'
    | 'entityMentions'
    | 'entityPointers'
    | 'undoBatch'
    | 'redoBatch'
  >
  readonly newId: () => string
  readonly now: () => string
}

export interface DispatchOptions {
  /** Annotation that is selected once the change stands: one painting instead of two. */
  readonly select?: string
}

/** The open project as the window sees it: one state, one door, one undo stack, one save queue. */
export interface Session {
  readonly port: SessionPort
  getState(): SessionState
  subscribe(listener: (event: SessionEvent) => void): () => void
  /** The one door for what the user does: applies, records for undo and queues for saving. */
  dispatch(change: Change, options?: DispatchOptions): Result<null>
  /** Takes in a change that the main process made and has saved. */
  absorb(change: Change, origin: Origin): void
  undo(): Promise<Result<null>>
  redo(): Promise<Result<null>>
  openArticle(id: string): Promise<Result<null>>
  /** Selects an annotation; `reveal` also brings it into view and moves the caret there. */
  select(id: string | null, options?: { readonly reveal?: boolean }): void
  /** Told by the editor whenever the text selection moves. `backward`: its start is the end that moves. */
  setSelection(span: Span, backward?: boolean): void
  /**
   * Registers what hands over text that a field still holds. It is called before the article is left, before undo and
   * redo, and before an export, so that typed text is never overtaken. Returns the way to take it back.
   */
  holdDraft(flush: () => void): () => void
  /**
   * Told when a field begins to hold text and when it has handed it over. Such text counts as not saved, so that the
   * window does not close, and the project is not left, before it is on disk.
   */
  countDraft(this: void, holds: boolean): void
  /** Asks the editor to select some text; `scroll` also brings it into view, `backward` makes its start the end that moves. */
  selectText(span: Span, options?: { readonly scroll?: boolean; readonly backward?: boolean }): void
  /** Opens the list of the annotations over one place, or closes it. It closes by itself when the selection moves. */
  showOverlaps(overlaps: Overlaps | null): void
  /** Moves the caret to an offset and brings it into view; no annotation is selected. */
  placeCaret(offset: number): void
  /** Begins a gesture of several steps, goes on to its next step, or ends it. */
  setMode(mode: Mode | null): void
  /** Narrows the list of annotations, and walking through them, to what a filter lets through. */
  setFilter(filter: AnnotationFilter): void
  notify(notice: Notice | null): void
  report(failure: Failure): void
  retrySave(): void
  settled(): Promise<void>
}

const initialState = (overview: ProjectOverview): SessionState => {
  const { history, ...rest } = overview
  return {
    ...rest,
    open: null,
    opening: null,
    selected: null,
    selection: { start: 0, end: 0 },
    backward: false,
    reveal: null,
    lastSelected: null,
    filter: [],
    lastOfType: {},
    overlaps: null,
    mode: null,
    save: { kind: 'saved' },
    ...titles(history),
    notice: null,
  }
}

const titles = ({ undo, redo }: History) => ({
  undoTitle: undo[undo.length - 1]?.change.title ?? null,
  redoTitle: redo[redo.length - 1]?.change.title ?? null,
})

/** The annotation an act left behind, so that undo and redo can show where they worked. */
function annotationLeftBy(change: Change): Annotation | null {
  const records = [...change.added, ...change.updated.map(([, after]) => after)]
  const annotations = records.filter((record) => record.kind === 'annotation')
  return annotations.length === 1 ? (annotations[0] ?? null) : null
}

/** What follows from the rest of a state: the annotation selected last, and a mode whose annotation has gone. */
function follow(state: SessionState): SessionState {
  const last = state.selected ?? state.lastSelected
  const lastSelected = last !== null && state.open?.index.get(last) ? last : null
  const type = lastSelected === null ? undefined : state.open?.index.get(lastSelected)?.type
  const known = type === undefined || state.lastOfType[type] === lastSelected
  const mode = modeOver(state)
  if (lastSelected === state.lastSelected && mode === state.mode && known) return state
  const lastOfType = known || lastSelected === null ? state.lastOfType : { ...state.lastOfType, [type]: lastSelected }
  return { ...state, lastSelected, lastOfType, mode }
}

/** Opens a session on a project that the main process has opened. */
export function createSession(overview: ProjectOverview, port: SessionPort): Session {
  let state = initialState(overview)
  let history: History = overview.history
  let opening = 0
  const listeners = new Set<(event: SessionEvent) => void>()
  const drafts = new Set<() => void>()
  const flushDrafts = (): void => {
    for (const flush of drafts) flush()
  }

  const move = (next: SessionState, change: Change | null = null, origin: Origin | null = null): void => {
    if (next === state) return
    const previous = state
    state = follow(next)
    for (const listener of listeners) listener({ state, previous, change, origin })
  }

  let held = 0
  const reportUnsaved = (): void => {
    const pending = state.save.kind === 'saved' ? 0 : state.save.pending
    void port.workbench.reportUnsaved(pending + held)
  }

  const saveRequest = (request: SaveRequest): Promise<Result<SaveReceipt>> =>
    isLarge(request.change) ? saveInParts(port.workbench.savePart, request) : port.workbench.save(request)

  const queue = createSaveQueue(saveRequest, (save) => {
    move({ ...state, save })
    reportUnsaved()
  })

  const refuseReadOnly = (): Result<null> =>
    fail('read-only-project', state.readOnly ?? '', 'Save a copy of the project where you may write, and open that.')

  /** While the main process takes back many changes at once: what would be done meanwhile could not be shown. */
  let moving: string | null = null
  const refuseMoving = (): Result<null> =>
    fail('conflict', `“${moving}” is being undone or repeated.`, 'Wait for it, then try again.')

  const dispatch = (change: Change, { select }: DispatchOptions = {}): Result<null> => {
    if (isEmptyChange(change)) return ok(null)
    if (state.readOnly) return refuseReadOnly()
    if (moving !== null) return refuseMoving()
    const applied = applyToState(state, change)
    if (!applied.ok) return applied
    history = recordAct(history, change)
    // Sent before it is shown: the disk works while the window paints.
    queue.push({ change, origin: 'user', of: null })
    const selected = select === undefined ? applied.value.selected : (applied.value.open?.index.get(select)?.id ?? null)
    move({ ...applied.value, ...titles(history), selected, save: state.save, notice: null }, change, 'user')
    return ok(null)
  }

  const travel = async (direction: 'undo' | 'redo'): Promise<Result<null>> => {
    if (state.readOnly) return refuseReadOnly()
    if (moving !== null) return refuseMoving()
    flushDrafts()
    const stepped = step(history, direction)
    if (!stepped) return ok(null)
    const { entry } = stepped
    const known = entry.change
    if ('stored' in known && known.batch) return travelBatch(direction, known)
    if ('stored' in known) {
      const whole = await port.workbench.storedChange(known.id)
      if (!whole.ok) return whole
      history = complete(history, unpack(whole.value))
      return travel(direction)
    }
    const openId = state.open?.article.id
    const here = openId !== undefined && (entry.article === openId || touches(known, openId))
    if (here && !state.open?.complete) {
      return fail('conflict', 'The annotations of this article are still being read.', 'Try again in a moment.')
    }
    const inArticle = here ? null : entry.article
    if (inArticle && state.articles.some(({ id }) => id === inArticle)) {
      // The act was in other articles only: show one of them first, so that not everything changes out of sight.
      const opened = await openArticle(inArticle)
      if (!opened.ok) return opened
      return travel(direction)
    }
    const change = direction === 'undo' ? invertChange(known, port.newId()) : { ...known, id: port.newId() }
    const applied = applyToState(state, change)
    if (!applied.ok) return applied
    history = stepped.history
    const left = annotationLeftBy(change)
    const shown = left && applied.value.open?.article.id === left.article ? left : null
    move(
      {
        ...applied.value,
        ...titles(history),
        selected: shown ? shown.id : applied.value.selected,
        reveal: shown && shown.fragments.length > 0 ? { span: hull(shown), select: false, scroll: true } : state.reveal,
        notice: { kind: 'info', text: `${direction === 'undo' ? 'Undone' : 'Redone'}: ${entry.change.title}` },
      },
      change,
      direction,
    )
    queue.push({ change, origin: direction, of: entry.change.id })
    return ok(null)
  }

  /** The main process does it and sends the project anew, which ends this session. */
  const travelBatch = async (direction: 'undo' | 'redo', { id, title }: ChangeStub): Promise<Result<null>> => {
    moving = title
    move({ ...state, notice: { kind: 'info', text: `${direction === 'undo' ? 'Undoing' : 'Repeating'}: ${title}…` } })
    try {
      await queue.settled()
      const { workbench } = port
      return await (direction === 'undo' ? workbench.undoBatch(id) : workbench.redoBatch(id))
    } finally {
      moving = null
      move({ ...state, notice: null })
    }
  }

  const openArticle = async (id: string): Promise<Result<null>> => {
    if (state.open?.article.id === id && state.opening === null) return ok(null)
    flushDrafts()
    const turn = ++opening
    move({ ...state, opening: id })
    // What was tagged a moment ago must be on disk before pages are read, and nothing may be saved between two pages:
    // positions would shift and the window could miss an annotation. An opening that this one overtakes lets go first.
    queue.release()
    // Asked for at once where it can be: after any wait, React first renders the whole window for what has moved.
    if (!queue.isSettled()) await queue.settled()
    if (turn !== opening) return ok(null)
    if (state.save.kind === 'failed') {
      move({ ...state, opening: null })
      return fail(
        state.save.failure.code,
        'Changes to this article could not be saved yet, so it stays open.',
        'Choose “Try again” in the status bar, then open the other article.',
      )
    }
    queue.hold()
    const result = await readArticle(id, turn)
    if (turn === opening) {
      queue.release()
      if (!result.ok) move({ ...state, opening: null })
    }
    return result
  }

  /** Shows the article with its first page of annotations, and lets `reading` bring the others. */
  const readArticle = async (id: string, turn: number): Promise<Result<null>> => {
    const [opened, first] = await Promise.all([
      port.workbench.openArticle(id),
      port.workbench.annotationPage(id, 0, FIRST_PAGE),
    ])
    if (turn !== opening) return ok(null)
    if (!opened.ok) return opened
    if (!first.ok) return first
    const { article, body, relations, predictions, rejections } = unpack(opened.value)
    const empty = {
      article,
      body,
      index: AnnotationIndex.empty,
      relations: RecordMap.from(relations.map((relation) => [relation.id, relation] as const)),
      predictions: RecordMap.from(predictions.map((prediction) => [prediction.id, prediction] as const)),
      rejections: new Map(rejections.map((rejection) => [rejectedKey(rejection), rejection] as const)),
      problems: new Map(),
      complete: false,
    }
    const { annotations, problems, next } = unpack(first.value)
    move({
      ...state,
      open: addPage(empty, annotations, problems, next === null),
      opening: null,
      selected: null,
      selection: { start: 0, end: 0 },
      backward: false,
      reveal: null,
      lastSelected: null,
      lastOfType: {},
      overlaps: null,
      mode: null,
    })
    return readRest(id, next, turn)
  }

  const readRest = async (article: string, from: number | null, turn: number): Promise<Result<null>> => {
    let after = from
    while (after !== null) {
      const page: Result<Packed<AnnotationPage>> = await port.workbench.annotationPage(article, after, NEXT_PAGE)
      if (turn !== opening || !state.open) return ok(null)
      if (!page.ok) return page
      const { annotations, problems, next } = unpack(page.value)
      after = next
      move({ ...state, open: addPage(state.open, annotations, problems, after === null) })
    }
    return ok(null)
  }

  return {
    port,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispatch,
    absorb(change, origin) {
      const applied = applyToState(state, change)
      if (applied.ok) move(applied.value, change, origin)
      else move({ ...state, notice: { kind: 'problem', text: applied.failure.message } })
    },
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    openArticle,
    select(id, options) {
      const annotation = id ? state.open?.index.get(id) : undefined
      const selected = annotation?.id ?? null
      if (options?.reveal && annotation && annotation.fragments.length > 0) {
        const span = hull(annotation)
        // The caret goes there with it: what was selected before is not meant any more.
        const selection = { start: span.start, end: span.start }
        move({ ...state, selected, selection, reveal: { span, select: false, scroll: true } })
      } else if (selected !== state.selected) move({ ...state, selected })
    },
    setSelection(selection, backward = false) {
      const { start, end } = state.selection
      const moved = start !== selection.start || end !== selection.end
      if (moved) move({ ...state, selection, backward, overlaps: null })
      else if (backward !== state.backward) move({ ...state, backward })
    },
    holdDraft(flush) {
      drafts.add(flush)
      return () => drafts.delete(flush)
    },
    countDraft(holds) {
      held += holds ? 1 : -1
      reportUnsaved()
    },
    selectText(span, options) {
      const { scroll = false, backward = false } = options ?? {}
      move({ ...state, selection: span, backward, overlaps: null, reveal: { span, select: true, scroll, backward } })
    },
    showOverlaps: (overlaps) => move({ ...state, overlaps }),
    placeCaret(offset) {
      const span = { start: offset, end: offset }
      const reveal = { span, select: false, scroll: true, backward: false }
      move({ ...state, selected: null, selection: span, overlaps: null, reveal })
    },
    setMode: (mode) => move({ ...state, mode }),
    setFilter: (filter) => move({ ...state, filter }),
    notify: (notice) => move({ ...state, notice }),
    report: (failure) => move({ ...state, notice: { kind: 'problem', text: `${failure.message} ${failure.action}` } }),
    retrySave: () => queue.retry(),
    settled() {
      flushDrafts()
      return queue.settled()
    },
  }
}
