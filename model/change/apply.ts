import { homeOf, shiftRecord } from '../record/kinds.ts'
import { type ProjectRecord, recordKey } from '../record/project.ts'
import { type Failure, ok, type Result } from '../value/result.ts'
import { sameValue } from '../value/same-value.ts'
import type { Change, TextEdit } from './change.ts'
import { conflict, invalidChange } from './refusal.ts'
import { type Lookup, type Records, type RecordView, viewOf } from './view.ts'

/** What becomes of one record; null where it is not there. */
export interface DeltaStep {
  readonly before: ProjectRecord | null
  readonly after: ProjectRecord | null
}

/** All that a change does to a view. Each record is in it once: removed ones first, then updated, then added ones. */
export type Delta = readonly DeltaStep[]

/**
 * What a change does to a view: the one way in which a change is applied. It is refused with `conflict`, and the view
 * left as it is, where something to add exists, or something to update or remove is not exactly as the change remembers
 * it. What the view does not hold ('elsewhere') is taken as the change says; whoever holds it decides.
 * An update that turns one record into another, or moves it to another article, is an `invalid-record`.
 */
export function applyChange(view: RecordView, change: Change): Result<Delta> {
  const done = new Map<string, DeltaStep>()
  const refuse = (record: ProjectRecord, what: string) => conflict(change.title, recordKey(record), what)
  const invalid = (what: string, key: string) => invalidChange(change.title, what, [key])
  const find = (key: string, record: ProjectRecord): Lookup => {
    const step = done.get(key)
    return step ? (step.after ?? 'absent') : view.find(record)
  }
  const missed = (verb: string, record: ProjectRecord, found: Lookup) => {
    if (found === 'elsewhere') return null
    if (found === 'absent') return refuse(record, `what it ${verb} is not there`)
    return sameValue(found, record) ? null : refuse(record, `what it ${verb} has been changed since`)
  }
  for (const before of change.removed) {
    const key = recordKey(before)
    const failure = missed('removes', before, find(key, before))
    if (failure) return failure
    done.set(key, { before, after: null })
  }
  for (const [before, after] of change.updated) {
    const key = recordKey(before)
    if (recordKey(after) !== key) return invalid('an update may not turn a record into another', key)
    if (homeOf(after) !== homeOf(before)) return invalid('an update may not move a record', key)
    const failure = missed('updates', before, find(key, before))
    if (failure) return failure
    done.set(key, { before, after })
  }
  for (const after of change.added) {
    const key = recordKey(after)
    const found = find(key, after)
    if (found !== 'absent' && found !== 'elsewhere') return refuse(after, 'what it adds is there already')
    done.set(key, { before: done.get(key)?.before ?? null, after })
  }
  for (const edit of change.edits) {
    const failure = unfit(change, edit) ?? follow(view, change, edit, done)
    if (failure) return { ok: false, failure }
  }
  return ok([...done.values()])
}

/** An edit leads from the text that its article has to the one that it gets. */
function unfit(change: Change, { article, before, after }: TextEdit): Failure | null {
  const own = change.updated.find(([old]) => old.kind === 'article' && old.id === article)
  const [old, next] = own ?? []
  if (old?.kind === 'article' && old.body === before && next?.kind === 'article' && next.body === after) return null
  return conflict(change.title, `article:${article}`, 'it edits another text than its article has').failure
}

/** What the edit moves without touching it, beside what the change says itself. */
function follow(
  view: RecordView,
  change: Change,
  { article, splices }: TextEdit,
  done: Map<string, DeltaStep>,
): Failure | null {
  const placed = view.placedIn(article)
  if (placed === 'elsewhere') return null
  const moved: [string, DeltaStep][] = []
  for (const before of placed) {
    const key = recordKey(before)
    if (done.has(key)) continue
    const after = shiftRecord(before, splices)
    if (!after) return conflict(change.title, key, 'it edits text under an annotation without saying so').failure
    if (after !== before) moved.push([key, { before, after }])
  }
  for (const [key, step] of moved) done.set(key, step)
  return null
}

/** The records after a change, for a project that is held in memory as a whole. Fails as {@link applyChange} does. */
export function applyToRecords(records: Records, change: Change): Result<Records> {
  const delta = applyChange(viewOf(records), change)
  return delta.ok ? ok(putDelta(records, delta.value)) : delta
}

/** The records with what a change does to them. */
export function putDelta(records: Records, delta: Delta): Records {
  let next = records
  for (const { before, after } of delta) {
    if (after) next = next.with(recordKey(after), after)
    else if (before) next = next.without(recordKey(before))
  }
  return next
}
