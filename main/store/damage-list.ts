import type { Damage } from '../../model/record/damage.ts'

/** The damage that was met while something was read, each piece once. */
export interface DamageList {
  add(damage: Damage): void
  readonly items: readonly Damage[]
}

export function createDamageList(): DamageList {
  const found = new Map<string, Damage>()
  return {
    add(damage) {
      const { kind, id } = damage
      // What has lost its id is a piece of its own each time.
      found.set(id === '' ? `${kind}:?${found.size}` : `${kind}:${id}`, damage)
    },
    get items() {
      return [...found.values()]
    },
  }
}
