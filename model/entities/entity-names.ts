import type { Entity } from '../record/entity.ts'
import { foldName } from '../text/fold-name.ts'
import { type Comparable, comparable } from '../text/fuzzy.ts'

/** A name or alias as written, and as it is compared. */
export interface EntityName extends Comparable {
  readonly name: string
}

// Folding costs ten times the comparing, and entities are immutable: each is folded once.
const known = new WeakMap<Entity, readonly EntityName[]>()

/** The name of an entity, then its aliases, each as written and folded. */
export function namesOf(entity: Entity): readonly EntityName[] {
  let names = known.get(entity)
  if (!names) {
    names = [entity.name, ...entity.aliases].map((name) => {
      const { folded, words } = comparable(foldName(name))
      return { name, folded, words }
    })
    known.set(entity, names)
  }
  return names
}

/** By folded name, then by id, so that every list of entities has one order. */
export function compareByName(a: Entity, b: Entity): number {
  const x = namesOf(a)[0]?.folded ?? ''
  const y = namesOf(b)[0]?.folded ?? ''
  return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
