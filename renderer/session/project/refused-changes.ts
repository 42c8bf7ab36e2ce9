import { type Change, makeChange } from '../../../model/change/change.ts'
import type { Refused } from '../../../model/change/pending.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import type { Notice } from './state.ts'

/* What becomes of changes that the project refused. */

interface Ends {
  readonly before: ProjectRecord | null
  readonly after: ProjectRecord | null
}

/**
 * One change that takes back several, for listeners that follow changes one by one. `refused` is oldest first; a record
 * that several are about goes back to what it was before the first.
 */
export function takenBack(refused: readonly Refused[], id: string): Change {
  const ends = new Map<string, Ends>()
  const note = (record: ProjectRecord, before: ProjectRecord | null, after: ProjectRecord | null): void => {
    const key = recordKey(record)
    const known = ends.get(key)
    ends.set(key, { before: known ? known.before : before, after })
  }
  for (const { change } of refused) {
    for (const record of change.removed) note(record, record, null)
    for (const [before, after] of change.updated) note(before, before, after)
    for (const record of change.added) note(record, null, record)
  }
  const steps = [...ends.values()]
  return makeChange(id, refused[0]?.change.title ?? '', {
    added: steps.flatMap(({ before, after }) => (before && !after ? [before] : [])),
    updated: steps.flatMap(({ before, after }) => (before && after ? [[after, before] as const] : [])),
    removed: steps.flatMap(({ before, after }) => (!before && after ? [after] : [])),
  })
}

/** Two changes about different records as one, for listeners. */
export const joined = (first: Change, second: Change): Change => ({
  ...first,
  added: [...first.added, ...second.added],
  updated: [...first.updated, ...second.updated],
  removed: [...first.removed, ...second.removed],
})

/** Says what was taken back, and why: the first failure, and how many later changes went with it. */
export function refusalNotice([first, ...others]: readonly Refused[]): Notice | null {
  if (!first) return null
  const { message, action } = first.failure
  const count = others.length
  const more = count === 0 ? '' : `, and so ${count === 1 ? 'was one change' : `were ${count} changes`} made after it`
  return { kind: 'problem', text: `${message} It was taken back${more}. ${action}` }
}
