import type { Annotation } from '../../../model/record/annotation.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import type { Failure } from '../../../model/value/result.ts'
import { isKnownAs, isRejected, joinSuggestions, predictedSuggestions } from '../../../model/suggest/predicted.ts'
import { extentOf, type Suggestion } from '../../../model/suggest/suggestion.ts'
import type { Session } from '../project/session.ts'
import type { SessionEvent, SessionState } from '../project/state.ts'
import type { RememberedSwitch } from '../window/remembered-switch.ts'
import { packKnown, type SuggestRegister, type SuggestText } from './suggest-messages.ts'
import type { SuggestEngine } from './suggest-thread.ts'

/** Milliseconds after a change before the rules run again: somebody who tags goes on tagging. */
const PAUSE = 250

/** What the rules propose for the open article, and what programs elsewhere predicted in it. */
export interface SuggestionsState {
  readonly shown: boolean
  /** Whether the rules run. */
  readonly busy: boolean
  readonly failure: Failure | null
  /** In reading order, without what is tagged by now and what was rejected. */
  readonly list: readonly Suggestion[]
}

/** Suggestions of the open article. Panels and editor read the same state. Which one the walk stands on is a mode. */
export interface SuggestionsModel {
  getState(): SuggestionsState
  subscribe(listener: () => void): () => void
  /** Told by the window which project is open. */
  attach(session: Session | null): void
  show(shown: boolean): void
  /** To the next or the previous suggestion from the one the walk stands on, or from the caret. Shows them first. */
  step(direction: 1 | -1): void
  /** Lets the walk stand on a suggestion; `reveal` also moves the caret there and brings it into view. */
  standOn(key: string, options: { readonly reveal: boolean }): void
}

const NOTHING: SuggestionsState = { shown: false, busy: false, failure: null, list: [] }

const overlaps = ({ type, spans }: Suggestion, annotation: Annotation): boolean =>
  type === annotation.type &&
  (spans.length === 0
    ? annotation.fragments.length === 0
    : annotation.fragments.some((fragment) =>
        spans.some(({ start, end }) => fragment.start < end && start < fragment.end),
      ))

/** The key of the suggestion that the walk stands on, or null. */
export const currentKey = ({ mode }: Pick<SessionState, 'mode'>): string | null =>
  mode?.kind === 'suggestion' ? mode.key : null

/** Makes the model of a window. The rules run when somebody asks to see suggestions. */
export function createSuggestionsModel(engine: SuggestEngine, memory: RememberedSwitch): SuggestionsModel {
  let state: SuggestionsState = { ...NOTHING, shown: memory.read() }
  let session: Session | null = null
  let detach = (): void => undefined
  const listeners = new Set<() => void>()
  /** All that was proposed last, rejected or not. */
  let proposed: readonly Suggestion[] = []
  /** What was tagged since the rules began to run: they do not know of it. */
  let taggedSince: Annotation[] = []
  let again = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** A step that waits for suggestions. */
  let pending: 1 | -1 | null = null

  const move = (next: Partial<SuggestionsState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  // The same objects while they say the same, so that the engine sends them once.
  let text: SuggestText | null = null
  let register: SuggestRegister | null = null
  const textOf = ({ body, article }: NonNullable<SessionState['open']>): SuggestText => {
    if (text?.blocks !== body.blocks || text.language !== article.language) {
      text = { text: body.text, blocks: body.blocks, language: article.language }
    }
    return text
  }
  const registerOf = ({ entities, codebook }: SessionState): SuggestRegister => {
    if (register?.entities !== entities || register.codebook !== codebook) register = { entities, codebook }
    return register
  }

  const publish = (next: Partial<SuggestionsState> = {}): void => {
    const rejections = session?.getState().open?.rejections
    const list = proposed.filter((item) => !rejections || !isRejected(item, rejections))
    const changed = list.length !== state.list.length || list.some((item, i) => item !== state.list[i])
    if (changed) move({ ...next, list })
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
    const found = await engine.suggest(textOf(now.open), registerOf(now), packKnown(now.open.index, now.codebook))
    // Another article, or nobody wants to see them any more: that has run again, or stopped, by itself.
    if (!found.ok && found.failure.code === 'cancelled') return
    const { open, codebook } = session?.getState() ?? now
    if (!state.shown || open?.body !== body) return
    if (found.ok) {
      const fresh = found.value.filter((item) => !taggedSince.some((annotation) => overlaps(item, annotation)))
      const predicted = predictedSuggestions(open.predictions.values(), {
        codebook,
        index: open.index,
      })
      proposed = keepKnown(joinSuggestions(fresh, predicted), proposed)
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
      taggedSince.push(...fresh)
      proposed = proposed.filter((item) => !fresh.some((annotation) => overlaps(item, annotation)))
      publish()
      schedule(PAUSE)
    } else if (now.open.predictions !== previous.open?.predictions) schedule(PAUSE)
    else if (now.entities !== previous.entities || now.codebook !== previous.codebook) schedule(PAUSE)
    if (now.open.rejections !== previous.open?.rejections) {
      publish()
      // Taking a rejection back shows what it was about, as undoing anything does.
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
    const { list } = state
    if (list.length === 0) {
      if (state.busy || timer !== undefined || !now.open.complete) pending = direction
      else session.notify({ kind: 'info', text: 'There is nothing to suggest in this article.' })
      return
    }
    const at = list.findIndex(({ key }) => key === currentKey(now))
    const caret = now.selection.start
    const behind = list.findIndex((item) => extentOf(item).start >= caret + (direction > 0 ? 0 : 1))
    const first = behind < 0 ? list.length : behind
    const next = at >= 0 ? at + direction : direction > 0 ? first : first - 1
    const found = list[(next + list.length) % list.length]
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

/** Suggestions that say the same as before stay the same objects, so that nothing is drawn anew for them. */
function keepKnown(fresh: readonly Suggestion[], before: readonly Suggestion[]): Suggestion[] {
  const known = new Map(before.map((item) => [item.key, item] as const))
  return fresh.map((item) => {
    const old = known.get(item.key)
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item
  })
}
