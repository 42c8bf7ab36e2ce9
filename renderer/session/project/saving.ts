import type { Change, Origin } from '../../../model/change/change.ts'
import type { SaveRequest } from '../../../model/change/save-request.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { HeldRecords } from './held-records.ts'
import { isLarge, saveInParts } from './large-save.ts'
import {
  confirmSaved,
  pushRequest,
  type SettledWork,
  takeBack,
  takeIn,
  withArticle,
  withMore,
  withWhole,
} from './pending-work.ts'
import { joined, refusalNotice, takenBack } from './refused-changes.ts'
import { createSaveQueue, type SaveQueue } from './save-queue.ts'
import type { SessionPort } from './session-port.ts'
import { type MoveOptions, type SessionStore, showing } from './session-store.ts'
import type { SessionState } from './state.ts'

/** The way of changes into the state and to the project, and back where the project refuses one. */
export interface Saving {
  readonly queue: Omit<SaveQueue, 'wake'>
  /** Shows a change and queues it. `also` says what else moves with it. Fails where it does not fit what is shown. */
  push(request: SaveRequest, also: (shown: HeldRecords) => Partial<SessionState>): Result<null>
  /** Takes in changes that are saved already. */
  receive(changes: readonly Change[], origin: Origin): void
  /** Shows an article in the place of the open one. */
  showArticle(open: HeldRecords['open'], also: Partial<SessionState>): void
  /** Adds what was read of the open article. */
  addRead(more: (held: HeldRecords) => HeldRecords): void
  /** Puts a whole change into the undo history in the place of its stub. */
  complete(change: Change): void
}

/** `onCount` is called with the number of changes that wait whenever it may have changed. */
export function createSaving(store: SessionStore, port: SessionPort, onCount: (waiting: number) => void): Saving {
  const work = () => store.get().pending
  const { workbench } = port

  /** Moves to the next work. `cause` is what led there; what had to be taken back is told with it, and why. */
  const settle = ({ work: next, refused }: SettledWork, also: Partial<SessionState>, cause?: MoveOptions): void => {
    const moved = { ...showing(next), ...also, save: queue.state(next.requests.length) }
    if (refused.length === 0) store.move(moved, cause)
    else {
      const back = takenBack(refused, port.newId())
      const change = cause?.change ? joined(cause.change, back) : back
      const notice = refusalNotice(refused)
      store.move({ ...moved, outdated: true, notice }, { origin: 'system', ...cause, change })
    }
    onCount(next.requests.length)
  }

  const queue = createSaveQueue({
    first: () => work().requests[0],
    count: () => work().requests.length,
    save: (request) => (isLarge(request.change) ? saveInParts(workbench.savePart, request) : workbench.save(request)),
    onSaved: (request) => settle({ work: confirmSaved(work(), request), refused: [] }, {}),
    onRefused({ change }, failure) {
      const waiting = work().requests.find((request) => request.change.id === change.id)
      // Rebased while the project looked at the version before: the new one has still to be tried.
      if (waiting?.change === change) settle(takeBack(work(), change.id, failure), {})
    },
    onStopped: () => settle({ work: work(), refused: [] }, {}),
  })

  return {
    queue,
    push(request, also) {
      const pushed = pushRequest(work(), request)
      if (!pushed.ok) return pushed
      const next = pushed.value
      const save = queue.state(next.requests.length)
      store.move(
        { ...showing(next), save, ...also(next.records.shown) },
        // Sent before it is shown: the disk works while the window paints.
        { change: request.change, origin: request.origin, beforeTelling: queue.wake },
      )
      onCount(next.requests.length)
      return ok(null)
    },
    receive(changes, origin) {
      for (const change of changes) {
        const taken = takeIn(work(), [change])
        if (taken.ok) settle(taken.value, {}, { change, origin })
        else store.move({ outdated: true, notice: { kind: 'problem', text: taken.failure.message } })
      }
    },
    showArticle: (open, also) => settle(withArticle(work(), open), also),
    addRead: (more) => store.move(showing(withMore(work(), more))),
    complete: (change) => store.move(showing(withWhole(work(), change))),
  }
}
