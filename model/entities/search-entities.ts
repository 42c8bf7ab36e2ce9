import type { Entity } from '../record/entity.ts'
import { foldName } from '../text/fold-name.ts'
import { comparable, EXACT_FIT, fitOf } from '../text/fuzzy.ts'
import { compareByName, namesOf } from './entity-names.ts'

/** An entity that a search found. */
export interface FoundEntity {
  readonly entity: Entity
  /** The name or alias that fits best. */
  readonly name: string
  /** Higher fits better; {@link EXACT_SCORE} is the same name. */
  readonly score: number
}

/** Score of an entity that has the very name that was typed, after folding. */
export const EXACT_SCORE = EXACT_FIT
/** An alias that fits as well as a name comes after it. */
const ALIAS_COSTS = 5

/**
 * The entities whose name or an alias fits a typed text ({@link fitOf}), best first. Without letters to look for, all
 * entities by name. Case and accents do not matter.
 */
export function searchEntities(entities: readonly Entity[], text: string): FoundEntity[] {
  const typed = comparable(foldName(text))
  const found: FoundEntity[] = []
  for (const entity of entities) {
    let best: FoundEntity | null = null
    namesOf(entity).forEach((named, i) => {
      const fit = typed.folded === '' ? 0 : fitOf(typed, named)
      if (fit === null) return
      const score = i > 0 ? fit - ALIAS_COSTS : fit
      if (!best || score > best.score) best = { entity, name: named.name, score }
    })
    if (best) found.push(best)
  }
  return found.sort((a, b) => b.score - a.score || compareByName(a.entity, b.entity))
}
