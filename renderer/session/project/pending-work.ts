import type { Change } from '../../../model/change/change.ts'
import { amend, type Pending, pendingOf, push, receive, refuse, type Refused } from '../../../model/change/pending.ts'
import type { SaveRequest } from '../../../model/change/save-request.ts'
import { type Failure, ok, type Result } from '../../../model/value/result.ts'
import { applyToHeld } from './apply.ts'
import type { HeldRecords } from './held-records.ts'
import { type History, historyAfter, withWholeChange } from './history.ts'

/**
 * What is saved and what waits to be, records and undo history alike. Immutable and pure.
 * Law: `history` is `saved` after each of the `requests` in turn, as `records.shown` is `records.confirmed` after each
 * waiting change.
 */
export interface PendingWork {
  readonly records: Pending<HeldRecords>
  /** How each waiting change is saved, in the same order as `records.waiting`. */
  readonly requests: readonly SaveRequest[]
  /** The undo history as the project has it. */
  readonly saved: History
  /** The undo history as it will be once everything is saved. */
  readonly history: History
}

/** Work after something else happened than a push, and what had to be taken back. */
export interface SettledWork {
  readonly work: PendingWork
  /** Oldest first. */
  readonly refused: readonly Refused[]
}

export const workOf = (held: HeldRecords, history: History): PendingWork => ({
  records: pendingOf(held),
  requests: [],
  saved: history,
  history,
})

/** Lets the requests and the history follow the changes that still wait, each as it is now. */
function following(work: PendingWork, records: Pending<HeldRecords>, saved: History): PendingWork {
  const before = new Map(work.requests.map((request) => [request.change.id, request]))
  const requests = records.waiting.flatMap((change) => {
    const request = before.get(change.id)
    if (!request) return []
    return [request.change === change ? request : { ...request, change }]
  })
  return { records, requests, saved, history: requests.reduce(historyAfter, saved) }
}

/** Shows a change and lets it wait. Fails with `conflict` where it does not fit what is shown. */
export function pushRequest(work: PendingWork, request: SaveRequest): Result<PendingWork> {
  const records = push(work.records, request.change, applyToHeld)
  if (!records.ok) return records
  const { requests, history } = work
  return ok({
    ...work,
    records: records.value,
    requests: [...requests, request],
    history: historyAfter(history, request),
  })
}

/** A waiting change is on disk. */
export function confirmSaved(work: PendingWork, request: SaveRequest): PendingWork {
  const { pending } = receive(work.records, [request.change], applyToHeld)
  const saved = historyAfter(work.saved, request)
  const requests = work.requests.filter(({ change }) => change.id !== request.change.id)
  return { ...work, records: pending, requests, saved }
}

/** The project refused a waiting change: takes it back, with what no longer fits without it. */
export function takeBack(work: PendingWork, id: string, failure: Failure): SettledWork {
  const { pending, refused } = refuse(work.records, id, failure, applyToHeld)
  return { work: following(work, pending, work.saved), refused }
}

/**
 * Takes in changes that are in the project already and were not made here. What waits is rebased over them. Fails with
 * `conflict` where one does not fit what is confirmed: the window knows too little of the project then.
 */
export function takeIn(work: PendingWork, changes: readonly Change[]): Result<SettledWork> {
  let held: Result<HeldRecords> = ok(work.records.confirmed)
  for (const change of changes) held = held.ok ? applyToHeld(held.value, change) : held
  if (!held.ok) return held
  const { pending, refused } = receive(work.records, changes, applyToHeld)
  return ok({ work: following(work, pending, work.saved), refused })
}

/** Shows another article. Waiting changes are applied anew: some may be about records that are held only now. */
export function withArticle(work: PendingWork, open: HeldRecords['open']): SettledWork {
  const { confirmed, waiting } = work.records
  const refused: Refused[] = []
  let records = pendingOf<HeldRecords>({ ...confirmed, open })
  for (const change of waiting) {
    const pushed = push(records, change, applyToHeld)
    if (pushed.ok) records = pushed.value
    else refused.push({ change, failure: pushed.failure })
  }
  return { work: following(work, records, work.saved), refused }
}

/** Adds to the open article what is stored of it and was not read before. */
export const withMore = (work: PendingWork, more: (held: HeldRecords) => HeldRecords): PendingWork => ({
  ...work,
  records: amend(work.records, more),
})

/** The undo history with a whole change in the place of its stub. */
export const withWhole = (work: PendingWork, change: Change): PendingWork => ({
  ...work,
  saved: withWholeChange(work.saved, change),
  history: withWholeChange(work.history, change),
})
