import type { Annotation } from '../../../model/record/annotation.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import { isKnownAs, joinSuggestions, predictedSuggestions } from '../../../model/suggest/predicted.ts'
import { extentOf, type Suggestion } from '../../../model/suggest/suggestion.ts'
import { append } from '../../../model/value/append.ts'
import type { Session } from '../project/session.ts'
import type { SessionEvent } from '../project/state.ts'
import type { RememberedSwitch } from '../window/remembered-switch.ts'
import { suggestRequests } from './suggest-requests.ts'
import type { SuggestEngine } from './suggest-thread.ts'
import {
  currentKey,
  keepKnown,
  nextSuggestion,
  NO_SUGGESTIONS,
  sameItems,
  type SuggestionsState,
  withoutRejected,
  withoutTagged,
} from './suggestions-state.ts'

/** Milliseconds after a change before the rules run again: the annotator is likely to tag more. */
const PAUSE = 250

/** Suggestions of the open article. Panels and editor read the same state. Which one the walk stands on is a mode. */
export interface SuggestionsModel {
  getState(): SuggestionsState
  subscribe(listener: () => void): () => void
  /** The window calls this with the open project, or with null. */
  attach(session: Session | null): void
  show(shown: boolean): void
  /** To the next or the previous suggestion from the one the walk stands on, or from the caret. Shows them first. */
  step(direction: 1 | -1): void
  /** Lets the walk stand on a suggestion; `reveal` also moves the caret there and brings it into view. */
  standOn(key: string, options: { readonly reveal: boolean }): void
}

/** Makes the model of a window. The rules run only while suggestions are shown. */
export function createSuggestionsModel(engine: SuggestEngine, memory: RememberedSwitch): SuggestionsModel {
  const request = suggestRequests(engine)
  let state: SuggestionsState = { ...NO_SUGGESTIONS, shown: memory.read() }
  let session: Session | null = null
  let detach = (): void => undefined
  const listeners = new Set<() => void>()
  /** Everything proposed last, rejected or not. */
  let proposed: readonly Suggestion[] = []
  /** Annotations made since the rules began to run: the rules do not know them. */
  let taggedSince: Annotation[] = []
  /** Whether something changed while the rules were running. */
  let again = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** A step that was asked for before there were suggestions. */
  let pending: 1 | -1 | null = null

  const move = (next: Partial<SuggestionsState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  const publish = (next: Partial<SuggestionsState> = {}): void => {
    const list = withoutRejected(proposed, session?.getState().open?.rejections)
    if (!sameItems(list, state.list)) move({ ...next, list })
    else if (Object.keys(next).length > 0) move(next)
    const key = session ? currentKey(session.getState()) : null
    if (key !== null && !list.some((item) => item.key === key)) session?.setMode(null)
  }

  const forget = (): void => {
    clearTimeout(timer)
    timer = undefined
    pending = null
    proposed = []
    if (state.busy || !state.shown) engine.stop()
    publish({ busy: false, failure: null })
  }

  const run = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const now = session?.getState()
    if (!state.shown || !now?.open?.complete) return
    if (state.busy) {
      again = true
      return
    }
    const { body } = now.open
    again = false
    taggedSince = []
    move({ busy: true, failure: null })
    const found = await request(now, now.open)
    // Another article was opened, which runs the rules again, or suggestions were hidden.
    if (!found.ok && found.failure.code === 'cancelled') return
    const { open, codebook } = session?.getState() ?? now
    if (!state.shown || open?.body !== body) return
    if (found.ok) {
      const predicted = predictedSuggestions(open.predictions.values(), { codebook, index: open.index })
      proposed = keepKnown(joinSuggestions(withoutTagged(found.value, taggedSince), predicted), proposed)
    }
    publish({ busy: false, failure: found.ok ? null : found.failure })
    if (again) void run()
    if (pending) step(pending)
  }

  const schedule = (pause: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), pause)
  }

  const follow = ({ state: now, previous, change }: SessionEvent): void => {
    if (!state.shown) return
    if (now.open?.body !== previous.open?.body) {
      forget()
      if (now.open) schedule(0)
      return
    }
    if (!now.open) return
    if (now.open.complete !== previous.open?.complete) schedule(0)
    else if (now.open.index !== previous.open?.index) {
      const records = change ? [...change.added, ...change.updated.map(([, after]) => after)] : []
      const fresh = records.filter((record) => record.kind === 'annotation')
      append(taggedSince, fresh)
      proposed = withoutTagged(proposed, fresh)
      publish()
      schedule(PAUSE)
    } else if (now.open.predictions !== previous.open?.predictions) schedule(PAUSE)
    else if (now.entities !== previous.entities || now.codebook !== previous.codebook) schedule(PAUSE)
    if (now.open.rejections !== previous.open?.rejections) {
      publish()
      // Removing a rejection shows its suggestion, as undoing anything shows where it was.
      const back = change?.removed.find((record) => record.kind === 'rejection')
      if (back && change?.removed.length === 1) {
        queueMicrotask(() => standOn(rejectedKey(back), { reveal: true }))
      }
    }
  }

  const step = (direction: 1 | -1): void => {
    const now = session?.getState()
    if (!session || !now?.open) return
    pending = null
    if (!state.shown) show(true)
    if (state.list.length === 0) {
      if (state.busy || timer !== undefined || !now.open.complete) pending = direction
      else session.notify({ kind: 'info', text: 'There is nothing to suggest in this article.' })
      return
    }
    const found = nextSuggestion(state.list, currentKey(now), now.selection.start, direction)
    if (found) standOn(found.key, { reveal: true })
  }

  const standOn: SuggestionsModel['standOn'] = (key, { reveal }) => {
    const suggestion = state.list.find((item) => isKnownAs(item, key))
    if (!session || !suggestion) return
    const extent = extentOf(suggestion)
    if (reveal) session.placeCaret(extent.start)
    session.setMode({ kind: 'suggestion', key: suggestion.key, extent })
  }

  const show = (shown: boolean): void => {
    if (shown === state.shown) return
    memory.write(shown)
    move({ shown })
    if (shown) void run()
    else forget()
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    attach(next) {
      detach()
      session = null
      forget()
      session = next
      detach = next ? next.subscribe(follow) : () => undefined
      if (next) void run()
    },
    show,
    step,
    standOn,
  }
}
