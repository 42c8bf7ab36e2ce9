import { type ProjectRecord, recordKey } from '../record/project.ts'
import type { RecordMap } from '../value/record-map.ts'
import { fail, ok, type Result } from '../value/result.ts'

/**
 * The one value every act becomes: the undo entry, the message to the main process, the SQL transaction and the line in
 * the change log. Updates and removals carry the record as it was, so a change can be inverted without looking anything
 * up and refused where it does not fit.
 */
export interface Change {
  /** UUIDv7. Saving the same change twice saves it once. */
  readonly id: string
  /** What the person did, in the words of the undo menu: "Tag quote". */
  readonly title: string
  readonly added: readonly ProjectRecord[]
  readonly updated: readonly (readonly [before: ProjectRecord, after: ProjectRecord])[]
  readonly removed: readonly ProjectRecord[]
}

/** Who made a change. Undo history takes only the first three. */
export type Origin = 'user' | 'undo' | 'redo' | 'import' | 'system'
export const ORIGINS: readonly Origin[] = ['user', 'undo', 'redo', 'import', 'system']

/** All records of a project by {@link recordKey}. */
export type Records = RecordMap<ProjectRecord>

type Parts = Partial<Pick<Change, 'added' | 'updated' | 'removed'>>

/** Makes a change from the parts that are not empty. */
export const makeChange = (id: string, title: string, parts: Parts): Change => ({
  id,
  title,
  added: parts.added ?? [],
  updated: parts.updated ?? [],
  removed: parts.removed ?? [],
})

/** Whether a change does nothing at all. */
export const isEmptyChange = (change: Change): boolean =>
  change.added.length + change.updated.length + change.removed.length === 0

/** Structural equality of plain JSON values; the order of keys does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  for (const key of keys) if (!Object.hasOwn(right, key) || !sameValue(left[key], right[key])) return false
  return true
}

const conflict = (change: Change, key: string, what: string) =>
  fail(
    'conflict',
    `"${change.title}" does not fit the project as it is now: ${what}.`,
    'Reload the project and repeat the step.',
    [key],
  )

/**
 * Applies a change to a set of records. Refuses with `conflict`, leaving the records as they were, when something to add
 * exists, or something to update or remove is not exactly as the change remembers it.
 */
export function applyChange(records: Records, change: Change): Result<Records> {
  let next = records
  for (const record of change.removed) {
    const key = recordKey(record)
    const current = next.get(key)
    if (!current) return conflict(change, key, 'what it removes is not there')
    if (!sameValue(current, record)) return conflict(change, key, 'what it removes has been changed since')
    next = next.without(key)
  }
  for (const [before, after] of change.updated) {
    const key = recordKey(before)
    if (recordKey(after) !== key) throw new Error(`An update may not turn ${key} into ${recordKey(after)}`)
    const current = next.get(key)
    if (!current) return conflict(change, key, 'what it updates is not there')
    if (!sameValue(current, before)) return conflict(change, key, 'what it updates has been changed since')
    next = next.with(key, after)
  }
  for (const record of change.added) {
    const key = recordKey(record)
    if (next.has(key)) return conflict(change, key, 'what it adds is there already')
    next = next.with(key, record)
  }
  return ok(next)
}

/** The change that takes this one back. It needs an id of its own because the log keeps both. */
export const invertChange = (change: Change, id: string): Change => ({
  id,
  title: change.title,
  added: change.removed,
  updated: change.updated.map(([before, after]) => [after, before] as const),
  removed: change.added,
})

/**
 * One change with the effect of both in turn; records that end as they began drop out. Throws where the second cannot
 * follow the first (adds what is there, touches what was removed): that is a mistake of the caller.
 */
export function squashChanges(first: Change, second: Change, id: string, title = first.title): Change {
  type Ends = { before: ProjectRecord | null; after: ProjectRecord | null }
  const ends = new Map<string, Ends>()
  const step = (key: string, before: ProjectRecord | null, after: ProjectRecord | null): void => {
    const known = ends.get(key)
    if (!known) {
      ends.set(key, { before, after })
      return
    }
    if (!sameValue(known.after, before)) throw new Error(`Changes do not follow each other at ${key}`)
    known.after = after
  }
  for (const change of [first, second]) {
    for (const record of change.removed) step(recordKey(record), record, null)
    for (const [before, after] of change.updated) step(recordKey(before), before, after)
    for (const record of change.added) step(recordKey(record), null, record)
  }
  const added: ProjectRecord[] = []
  const updated: [ProjectRecord, ProjectRecord][] = []
  const removed: ProjectRecord[] = []
  for (const { before, after } of ends.values()) {
    if (before && after) {
      if (!sameValue(before, after)) updated.push([before, after])
    } else if (after) added.push(after)
    else if (before) removed.push(before)
  }
  return { id, title, added, updated, removed }
}

/** The article that a record lies in, where it lies in one. Relations lie where their source does. */
export const homeOf = (record: ProjectRecord): string | null =>
  record.kind === 'annotation' || record.kind === 'prediction' || record.kind === 'rejection' ? record.article : null

/** The (first) article a change was made in, so that undoing it can show it; null for acts on the project. */
export function articleOf(change: Change): string | null {
  const records = [...change.added, ...change.removed, ...change.updated.map(([, after]) => after)]
  // An act on the codebook may touch annotations everywhere: it is one on the project.
  if (records.some((record) => record.kind === 'codebook')) return null
  for (const record of records) {
    const article = homeOf(record)
    if (article !== null) return article
  }
  return null
}
