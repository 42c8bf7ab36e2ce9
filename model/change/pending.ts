import type { Failure, Result } from '../value/result.ts'
import { ok } from '../value/result.ts'
import type { Change } from './change.ts'
import { rebaseChange } from './rebase.ts'

/**
 * What the store has confirmed, what waits to be saved, and both together, which is what is shown. Pure: each function
 * gives a new value. `V` is whatever holds the records, and `apply` the way in which a change is applied to it.
 * Law: `shown` is `confirmed` with everything that waits applied in turn.
 */
export interface Pending<V> {
  readonly confirmed: V
  /** Oldest first. */
  readonly waiting: readonly Change[]
  readonly shown: V
}

export type Apply<V> = (view: V, change: Change) => Result<V>

/** A change that is taken back, and why. */
export interface Refused {
  readonly change: Change
  readonly failure: Failure
}

export interface Settled<V> {
  readonly pending: Pending<V>
  /** What had to be taken back, oldest first. */
  readonly refused: readonly Refused[]
}

/** Nothing waits. */
export const pendingOf = <V>(confirmed: V): Pending<V> => ({ confirmed, waiting: [], shown: confirmed })

/** Shows a change and has it wait. Fails where it does not fit what is shown. */
export function push<V>(pending: Pending<V>, change: Change, apply: Apply<V>): Result<Pending<V>> {
  const shown = apply(pending.shown, change)
  return shown.ok ? ok({ ...pending, waiting: [...pending.waiting, change], shown: shown.value }) : shown
}

/** Applies to a confirmed view what waits, and leaves out what no longer fits. */
function replay<V>(confirmed: V, waiting: readonly Change[], apply: Apply<V>, refused: Refused[]): Pending<V> {
  let shown = confirmed
  const kept: Change[] = []
  for (const change of waiting) {
    const next = apply(shown, change)
    if (next.ok) {
      shown = next.value
      kept.push(change)
    } else refused.push({ change, failure: next.failure })
  }
  return { confirmed, waiting: kept, shown }
}

/**
 * Takes in what stands in the log, in its order: own changes are confirmed, those of others are applied under what
 * waits, which is rebased over them. What no longer fits then is taken back. Throws where an entry does not fit what is
 * confirmed: the store has said that it does.
 */
export function receive<V>(pending: Pending<V>, entries: readonly Change[], apply: Apply<V>): Settled<V> {
  const refused: Refused[] = []
  let { confirmed, waiting } = pending
  const foreign: Change[] = []
  for (const entry of entries) {
    const own = waiting.some(({ id }) => id === entry.id)
    // The last own change of a quiet moment: what is confirmed then is what is shown.
    if (own && waiting.length === 1 && foreign.length === 0) {
      confirmed = pending.shown
      waiting = []
      continue
    }
    const next = apply(confirmed, entry)
    if (!next.ok) throw new Error(`An entry of the log does not fit what is confirmed: ${next.failure.message}`)
    confirmed = next.value
    if (own) waiting = waiting.filter(({ id }) => id !== entry.id)
    else foreign.push(entry)
  }
  if (foreign.length === 0) return { pending: { confirmed, waiting, shown: pending.shown }, refused }
  const rebased = waiting.flatMap((change) => {
    const next = rebaseChange(change, foreign)
    if (next.ok) return [next.value]
    refused.push({ change, failure: next.failure })
    return []
  })
  return { pending: replay(confirmed, rebased, apply, refused), refused }
}

/**
 * Takes back a change that the store refused, and what depended on it; all else goes on waiting. Nothing happens where
 * it does not wait.
 */
export function refuse<V>(pending: Pending<V>, id: string, failure: Failure, apply: Apply<V>): Settled<V> {
  const change = pending.waiting.find((waiting) => waiting.id === id)
  if (!change) return { pending, refused: [] }
  const refused: Refused[] = [{ change, failure }]
  const rest = pending.waiting.filter((waiting) => waiting !== change)
  return { pending: replay(pending.confirmed, rest, apply, refused), refused }
}

/** Takes more of what is confirmed into view: records that no waiting change is about. */
export const amend = <V>({ confirmed, waiting, shown }: Pending<V>, more: (view: V) => V): Pending<V> =>
  confirmed === shown ? pendingOf(more(confirmed)) : { confirmed: more(confirmed), waiting, shown: more(shown) }
