import { homeOf, shiftRecord } from '../record/kinds.ts'
import { type ProjectRecord, recordKey } from '../record/project.ts'
import { type Failed, ok, type Result } from '../value/result.ts'
import { sameValue } from '../value/same-value.ts'
import { conflict } from './refusal.ts'
import type { Change } from './change.ts'

type Plain = Readonly<Record<string, unknown>>

/** Maps of strings, which are put together name by name. */
const MERGED_BY_NAME: ReadonlySet<string> = new Set(['attributes', 'metadata'])

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Three versions put together field by field; null where both sides changed a field, and not alike. */
function mergeFields(base: Plain, mine: Plain, theirs: Plain): Plain | null {
  const merged: Record<string, unknown> = {}
  for (const name of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, here, there] = [base[name], mine[name], theirs[name]]
    let value: unknown
    if (sameValue(was, here) || sameValue(here, there)) value = there
    else if (sameValue(was, there)) value = here
    // The later of two ISO times in UTC.
    else if (name === 'updatedAt') value = String(here) > String(there) ? here : there
    else if (MERGED_BY_NAME.has(name) && isPlain(was) && isPlain(here) && isPlain(there)) {
      value = mergeFields(was, here, there)
      if (value === null) return null
    } else return null
    if (value !== undefined) merged[name] = value
  }
  return merged
}

/** A codebook is one thing: two versions of it are never put together without a person. */
function mergeRecords(base: ProjectRecord, mine: ProjectRecord, theirs: ProjectRecord): ProjectRecord | null {
  if (sameValue(mine, theirs)) return theirs
  if (base.kind === 'codebook') return null
  const merged = mergeFields(base as unknown as Plain, mine as unknown as Plain, theirs as unknown as Plain)
  return merged as ProjectRecord | null
}

/** What a change leaves of each record it names; null: nothing. */
function leftBy({ added, updated, removed }: Change): Map<string, ProjectRecord | null> {
  const left = new Map<string, ProjectRecord | null>()
  for (const record of removed) left.set(recordKey(record), null)
  for (const [, after] of updated) left.set(recordKey(after), after)
  for (const record of added) left.set(recordKey(record), record)
  return left
}

function rebaseOver(change: Change, over: Change): Change | Failed {
  const left = leftBy(over)
  const refuse = (record: ProjectRecord, what: string): Failed => conflict(change.title, recordKey(record), what)
  const clash = change.edits.find(({ article }) => over.edits.some((edit) => edit.article === article))
  if (clash) return conflict(change.title, `article:${clash.article}`, 'the text was edited elsewhere meanwhile')

  const follow = (record: ProjectRecord): ProjectRecord | null => {
    const edit = over.edits.find(({ article }) => article === homeOf(record))
    return edit ? shiftRecord(record, edit.splices) : record
  }
  const EDITED = 'its text was edited meanwhile'
  const CHANGED = 'what it changes has been changed since'

  const removed: ProjectRecord[] = []
  for (const record of change.removed) {
    const theirs = left.get(recordKey(record))
    if (theirs === null) continue
    if (theirs) return refuse(record, CHANGED)
    const moved = follow(record)
    if (!moved) return refuse(record, EDITED)
    removed.push(moved)
  }
  const updated: [ProjectRecord, ProjectRecord][] = []
  for (const [before, after] of change.updated) {
    const theirs = left.get(recordKey(before))
    if (theirs === null) return refuse(before, 'what it changes is gone')
    const [base, mine] = [follow(before), follow(after)]
    if (theirs === undefined) {
      if (!base || !mine) return refuse(before, EDITED)
      updated.push([base, mine])
      continue
    }
    const merged = base && mine ? mergeRecords(base, mine, theirs) : null
    if (!merged) return refuse(before, CHANGED)
    if (!sameValue(theirs, merged)) updated.push([theirs, merged])
  }
  const added: ProjectRecord[] = []
  for (const record of change.added) {
    const moved = follow(record)
    if (!moved) return refuse(record, EDITED)
    const theirs = left.get(recordKey(record))
    if (theirs && !sameValue(theirs, moved)) return refuse(record, 'what it adds is there already')
    if (!theirs) added.push(moved)
  }
  return { ...change, added, updated, removed }
}

/**
 * A change as it has to be once others have come before it. Fields that only one side changed are put together; what
 * both sides changed, or one removed, is refused with `conflict` and goes to a person.
 */
export function rebaseChange(change: Change, over: readonly Change[]): Result<Change> {
  let rebased = change
  for (const other of over) {
    const next = rebaseOver(rebased, other)
    if ('ok' in next) return next
    rebased = next
  }
  return ok(rebased)
}
