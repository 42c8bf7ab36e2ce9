import { type Change, makeChange } from '../../model/change/change.ts'
import type { RecordView } from '../../model/change/view.ts'
import { type ProjectRecord, recordKey } from '../../model/record/project.ts'
import { sameValue } from '../../model/value/same-value.ts'

/** What a person reads in the history of a project where lines of the log were lost. */
export const BRIDGE_TITLE = 'Salvage: what lost lines of the log did'

/**
 * The change that leads from what the surviving lines of a log made to what its next line remembers, so that this line
 * can follow: lines between them were lost. Null where that line remembers nothing else than what is there.
 */
export function bridgeTo(view: RecordView, next: Change, id: string): Change | null {
  const added: ProjectRecord[] = []
  const updated: [ProjectRecord, ProjectRecord][] = []
  const removed: ProjectRecord[] = []
  const seen = new Set<string>()
  for (const before of [...next.removed, ...next.updated.map(([record]) => record)]) {
    const found = view.find(before)
    seen.add(recordKey(before))
    if (typeof found === 'string') added.push(before)
    else if (!sameValue(found, before)) {
      // A record does not move to another article by an update.
      if ('article' in found && 'article' in before && found.article !== before.article) {
        removed.push(found)
        added.push(before)
      } else updated.push([found, before])
    }
  }
  for (const after of next.added) {
    const found = seen.has(recordKey(after)) ? 'absent' : view.find(after)
    if (typeof found !== 'string') removed.push(found)
  }
  if (added.length + updated.length + removed.length === 0) return null
  return makeChange(id, BRIDGE_TITLE, { added, updated, removed })
}

/** The change that takes away what lies under an edit that does not know of it: a lost line had removed it. */
export function clearingFor(view: RecordView, next: Change, keys: readonly string[], id: string): Change | null {
  const wanted = new Set(keys)
  for (const { article } of next.edits) {
    const placed = view.placedIn(article)
    if (placed === 'elsewhere') continue
    for (const record of placed) {
      if (wanted.has(recordKey(record))) return makeChange(id, BRIDGE_TITLE, { removed: [record] })
    }
  }
  return null
}
