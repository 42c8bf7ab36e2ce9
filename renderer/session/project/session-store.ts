import type { Change, Origin } from '../../../model/change/change.ts'
import type { ProjectOverview } from '../../../model/change/project-overview.ts'
import { damageNotice } from './damage-notice.ts'
import { followState } from './follow-state.ts'
import { historyTitles } from './history.ts'
import { type PendingWork, workOf } from './pending-work.ts'
import type { SessionEvent, SessionState } from './state.ts'

export type Listener = (event: SessionEvent) => void

/** What a move may say beside the next state. */
export interface MoveOptions {
  readonly change?: Change
  readonly origin?: Origin
  /** Called when the state has moved and nobody has been told: what takes time elsewhere starts before the painting. */
  readonly beforeTelling?: () => void
}

/** The session's state and who listens to it. */
export interface SessionStore {
  get(): SessionState
  move(next: Partial<SessionState>, options?: MoveOptions): void
  subscribe(listener: Listener): () => void
}

/** What a state shows of pending work: its records and what undo and redo would do. */
export const showing = (pending: PendingWork) => ({
  ...pending.records.shown,
  ...historyTitles(pending.history),
  pending,
})

function initialState({
  history,
  fileName,
  folder,
  readOnly,
  annotator,
  damage,
  ...records
}: ProjectOverview): SessionState {
  return {
    ...showing(workOf({ ...records, open: null }, history)),
    fileName,
    folder,
    readOnly,
    annotator,
    opening: null,
    outdated: false,
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
    notice: damageNotice(damage, ' of this project'),
  }
}

export function createSessionStore(overview: ProjectOverview): SessionStore {
  let state = initialState(overview)
  const listeners = new Set<Listener>()
  return {
    get: () => state,
    move(next, { change, origin, beforeTelling } = {}) {
      const previous = state
      state = followState({ ...state, ...next })
      beforeTelling?.()
      for (const listener of listeners) listener({ state, previous, change: change ?? null, origin: origin ?? null })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
