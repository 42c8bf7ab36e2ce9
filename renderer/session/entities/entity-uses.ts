import type { Annotation } from '../../../model/record/annotation.ts'
import type { Change } from '../../../model/change/change.ts'
import { entitiesOf, entityAttributeIds } from '../../../model/entities/mentions.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import type { EntityUse } from '../../../preload/contract/contract.ts'
import type { Session } from '../project/session.ts'
import { whenSaved } from '../project/when-saved.ts'

/** Entity id → its use in all articles. Entities that nothing points to are absent. Immutable. */
export type EntityUses = ReadonlyMap<string, EntityUse>

const NO_USES: EntityUses = new Map()

export const usageOf = (uses: EntityUses, entity: string): EntityUse =>
  uses.get(entity) ?? { entity, mentions: 0, relations: 0, lastUsed: null }

/** Entity id → time of its latest use, for proposals. */
export function lastUsesOf(uses: EntityUses): ReadonlyMap<string, string> {
  return new Map([...uses].flatMap(([id, { lastUsed }]) => (lastUsed === null ? [] : [[id, lastUsed] as const])))
}

type Counts = Map<string, EntityUse>

function point(counts: Counts, entity: string, what: 'mentions' | 'relations', by: 1 | -1, at: string): void {
  const known = usageOf(counts, entity)
  // Removing a use leaves the time as it is: it only orders proposals.
  const lastUsed = by > 0 && (known.lastUsed === null || known.lastUsed < at) ? at : known.lastUsed
  counts.set(entity, { ...known, [what]: known[what] + by, lastUsed })
}

/** The uses after a change, which carries each record before and after: nothing has to be asked for. */
export function usesAfter(uses: EntityUses, change: Change, attributes: readonly string[]): EntityUses {
  const counts = new Map(uses)
  let touched = false
  const count = (record: ProjectRecord, by: 1 | -1): void => {
    if (record.kind === 'annotation') {
      for (const entity of new Set(entitiesOf(record, attributes))) {
        touched = true
        point(counts, entity, 'mentions', by, record.updatedAt)
      }
    } else if (record.kind === 'relation' && 'entity' in record.target) {
      touched = true
      point(counts, record.target.entity, 'relations', by, record.updatedAt)
    }
  }
  const names = (record: Annotation): string => entitiesOf(record, attributes).join(' ')
  for (const record of change.removed) count(record, -1)
  for (const [before, after] of change.updated) {
    // Most edits of an annotation leave its entities alone.
    if (before.kind === 'annotation' && after.kind === 'annotation' && names(before) === names(after)) continue
    count(before, -1)
    count(after, 1)
  }
  for (const record of change.added) count(record, 1)
  return touched ? counts : uses
}

/** The uses of a session's entities: read when first needed, then kept up to date by every change. */
export interface UsesStore {
  getState(): EntityUses
  subscribe(listener: () => void): () => void
  /** Whether the uses are known. */
  isReady(): boolean
  /** Resolves when the uses have been read. */
  ready(): Promise<void>
}

const stores = new WeakMap<Session, UsesStore>()

/** The store of a session: always the same one. */
export function entityUses(session: Session): UsesStore {
  let store = stores.get(session)
  if (!store) {
    store = createUsesStore(session)
    stores.set(session, store)
  }
  return store
}

function createUsesStore(session: Session): UsesStore {
  let uses = NO_USES
  let known = false
  let reading: Promise<void> | null = null
  let changes = 0
  const listeners = new Set<() => void>()
  const move = (next: EntityUses): void => {
    if (next === uses) return
    uses = next
    for (const listener of listeners) listener()
  }

  const read = async (): Promise<void> => {
    for (;;) {
      // Everything must be on disk, and nothing may change before the answer is here: else begin again.
      await whenSaved(session)
      const before = changes
      const answer = await session.port.workbench.entityUses()
      if (before !== changes) continue
      if (!answer.ok) return session.report(answer.failure)
      known = true
      return move(new Map(answer.value.map((use) => [use.entity, use])))
    }
  }
  session.subscribe(({ state, previous, change }) => {
    if (!change) return
    changes++
    // Another codebook may have other attributes that name entries.
    if (state.codebook !== previous.codebook) void ready(true)
    else if (known) move(usesAfter(uses, change, entityAttributeIds(state.codebook)))
  })

  const ready = (again = false): Promise<void> => {
    if (again) {
      known = false
      reading = null
    }
    reading ??= read()
    return reading
  }
  return {
    getState: () => uses,
    subscribe(listener) {
      listeners.add(listener)
      void ready()
      return () => listeners.delete(listener)
    },
    isReady: () => known,
    ready: () => ready(),
  }
}
