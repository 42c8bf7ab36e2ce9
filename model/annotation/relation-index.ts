import { RecordMap } from '../value/record-map.ts'
import type { Relation } from '../record/relation.ts'

type Ends = RecordMap<readonly Relation[]>

const NONE: readonly Relation[] = []

/** The index follows up to this many differences one by one. For more it is built anew, which costs less for each. */
const FOLLOWED = 64

/** The ends that relations are found by, each with the id it has of a relation. */
const ENDS = {
  source: ({ source }: Relation): string | null => source,
  annotation: ({ target }: Relation): string | null => ('annotation' in target ? target.annotation : null),
  entity: ({ target }: Relation): string | null => ('entity' in target ? target.entity : null),
} as const
type End = keyof typeof ENDS
const END_NAMES: readonly End[] = ['source', 'annotation', 'entity']

const compareIds = (a: Relation, b: Relation): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

function group(relations: Iterable<Relation>, keyOf: (relation: Relation) => string | null): Ends {
  const groups = new Map<string, Relation[]>()
  for (const relation of relations) {
    const key = keyOf(relation)
    if (key === null) continue
    const own = groups.get(key)
    if (own) own.push(relation)
    else groups.set(key, [relation])
  }
  for (const own of groups.values()) if (own.length > 1) own.sort(compareIds)
  return RecordMap.from(groups)
}

/** A group with a relation put into it or taken out of it; a group that becomes empty goes. */
function regroup(ends: Ends, key: string | null, id: string, put: Relation | null): Ends {
  if (key === null) return ends
  const others = (ends.get(key) ?? NONE).filter((relation) => relation.id !== id)
  const own = put ? [...others, put].sort(compareIds) : others
  return own.length > 0 ? ends.with(key, own) : ends.without(key)
}

/**
 * The relations of an article by their ends, immutable. What it gives is ordered by id, which is the order in which
 * relations were made. Each end is grouped when it is first asked for; following a change of one relation then copies a
 * bucket of each, whatever the number of relations.
 */
export class RelationIndex {
  /** What this is the index of. */
  readonly relations: RecordMap<Relation>
  private readonly made: Partial<Record<End, Ends>>

  private constructor(relations: RecordMap<Relation>, made: Partial<Record<End, Ends>>) {
    this.relations = relations
    this.made = made
  }

  static readonly empty = RelationIndex.from(RecordMap.empty())

  static from(relations: RecordMap<Relation>): RelationIndex {
    return new RelationIndex(relations, {})
  }

  private at(end: End, id: string): readonly Relation[] {
    const ends = (this.made[end] ??= group(this.relations.values(), ENDS[end]))
    return ends.get(id) ?? NONE
  }

  /** Relations that leave an annotation, of all roles or of one. */
  leaving(source: string, role?: string): readonly Relation[] {
    const all = this.at('source', source)
    return role === undefined ? all : all.filter((relation) => relation.role === role)
  }

  /** Whether a relation of a role leaves an annotation. */
  has(source: string, role: string): boolean {
    return this.at('source', source).some((relation) => relation.role === role)
  }

  /** Relations that lead to an annotation. */
  toAnnotation(id: string): readonly Relation[] {
    return this.at('annotation', id)
  }

  /** Relations that lead to an entry of the register. */
  toEntity(id: string): readonly Relation[] {
    return this.at('entity', id)
  }

  /** The index of another set of relations: what both share is kept, so that one change costs little. */
  follow(relations: RecordMap<Relation>): RelationIndex {
    if (relations === this.relations) return this
    const made = { ...this.made }
    let followed = 0
    for (const [before, after] of relations.differences(this.relations)) {
      if (++followed > FOLLOWED) return RelationIndex.from(relations)
      for (const end of END_NAMES) {
        const ends = made[end]
        if (!ends) continue
        const without = before ? regroup(ends, ENDS[end](before), before.id, null) : ends
        made[end] = after ? regroup(without, ENDS[end](after), after.id, after) : without
      }
    }
    return new RelationIndex(relations, made)
  }
}

let last = RelationIndex.empty

/**
 * The index of an article's relations as they are now. The one made last is remembered and followed, so asking again
 * costs nothing, and asking after a change costs little. The result depends on the relations alone.
 */
export function indexRelations(relations: RecordMap<Relation>): RelationIndex {
  last = last.follow(relations)
  return last
}
