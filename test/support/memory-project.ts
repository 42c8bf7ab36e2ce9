import { checkDelta, type CheckedProject } from '../../main/store/check-delta.ts'
import { applyChange } from '../../model/change/apply.ts'
import type { Change } from '../../model/change/change.ts'
import { homeOf } from '../../model/record/kinds.ts'
import { type ProjectRecord, recordKey, type RecordKind, type RecordOf } from '../../model/record/project.ts'
import { ok, type Result } from '../../model/value/result.ts'

/** A project of plain values that takes and refuses changes by the rules of the real one. It works in a browser, too. */
export interface MemoryProject {
  /** Records of a kind, in the order in which they came. */
  all<K extends RecordKind>(kind: K): RecordOf<K>[]
  save(change: Change): Result<null>
}

/** `textOf` gives the text of a body by its id; null where there is none. */
export function memoryProject(first: Iterable<ProjectRecord>, textOf: (body: string) => string | null): MemoryProject {
  const records = new Map<string, ProjectRecord>([...first].map((record) => [recordKey(record), record]))
  const all: MemoryProject['all'] = <K extends RecordKind>(kind: K): RecordOf<K>[] =>
    [...records.values()].filter((record): record is RecordOf<K> => record.kind === kind)
  const placedIn = (article: string): ProjectRecord[] =>
    [...records.values()].filter((record) => record.kind !== 'relation' && homeOf(record) === article)
  const relationsAt = (annotation: string): string[] =>
    all('relation')
      .filter(
        ({ source, target }) => source === annotation || ('annotation' in target && target.annotation === annotation),
      )
      .map(({ id }) => id)

  /** What still needs a record that was removed. */
  const usersOf = ({ kind, id }: ProjectRecord): string[] => {
    if (kind === 'annotation') return relationsAt(id)
    if (kind === 'article') return placedIn(id).map(recordKey)
    if (kind !== 'entity') return []
    const mentions = all('annotation').filter(({ attributes }) => attributes.entity === id)
    const relations = all('relation').filter(({ target }) => 'entity' in target && target.entity === id)
    return [...mentions, ...relations].map(recordKey)
  }
  const checked: CheckedProject = {
    find: <K extends RecordKind>(kind: K, id: string) => (records.get(`${kind}:${id}`) ?? null) as RecordOf<K> | null,
    codebook: () => all('codebook')[0] ?? null,
    textOf,
    relationsAt,
    placedIn,
    usersOf,
  }

  return {
    all,
    save(change) {
      const view = { find: (record: ProjectRecord) => records.get(recordKey(record)) ?? 'absent', placedIn } as const
      const delta = applyChange(view, change)
      if (!delta.ok) return delta
      const before = new Map(records)
      for (const { before: old, after } of delta.value) {
        if (after) records.set(recordKey(after), after)
        else if (old) records.delete(recordKey(old))
      }
      const failure = checkDelta(checked, change, delta.value)
      if (!failure) return ok(null)
      records.clear()
      for (const [key, record] of before) records.set(key, record)
      return { ok: false, failure }
    },
  }
}
