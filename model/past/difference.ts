import type { Change } from '../change/change.ts'
import type { Records } from '../change/view.ts'
import { homeOf } from '../record/kinds.ts'
import { type ProjectRecord, recordKey, type RecordKind } from '../record/project.ts'
import { sameValue } from '../value/same-value.ts'

/** What a change does to records. */
export type RecordSteps = Pick<Change, 'added' | 'updated' | 'removed'>

/** How many records of a kind are added, changed and removed. */
export interface StepCount {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

/** Collects what leads from one state of records to another, a record at a time. */
export function collectSteps() {
  const added: ProjectRecord[] = []
  const updated: (readonly [ProjectRecord, ProjectRecord])[] = []
  const removed: ProjectRecord[] = []
  return {
    /** A record as it is and as it is to be; null where it is not there. */
    step(before: ProjectRecord | null, after: ProjectRecord | null): void {
      if (before && after && homeOf(before) === homeOf(after)) {
        if (!sameValue(before, after)) updated.push([before, after])
        return
      }
      // What moved to another article is another record there: an update may not move one.
      if (before) removed.push(before)
      if (after) added.push(after)
    },
    steps: (): RecordSteps => ({ added, updated, removed }),
  }
}

/** The steps from one state of a project to another. Law: applied to the first they give the second. */
export function differenceOf(from: Records, to: Records): RecordSteps {
  const { step, steps } = collectSteps()
  for (const before of from.values()) step(before, to.get(recordKey(before)) ?? null)
  for (const after of to.values()) if (!from.has(recordKey(after))) step(null, after)
  return steps()
}

/** How many records of some kinds the steps touch. */
export function countSteps({ added, updated, removed }: RecordSteps, kinds: readonly RecordKind[]): StepCount {
  const count = (records: readonly ProjectRecord[]): number => records.filter(({ kind }) => kinds.includes(kind)).length
  return { added: count(added), changed: count(updated.map(([before]) => before)), removed: count(removed) }
}
