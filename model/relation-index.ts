import { RecordMap } from './record-map.ts'
import type { Relation } from './relation.ts'

type Ends = RecordMap<readonly Relation[]>

const NONE: readonly Relation[] = []

/** Up to this many differences the index follows one by one; above it is made anew, which costs less an item. */
const FOLLOWED = 64

const sourceOf = ({ source }: Relation): string => source
const annotationOf = ({ target }: Relation): string | null => ('annotation' in target ? target.annotation : null)
const entityOf = ({ target }: Relation): string | null => ('entity' in target ? target.entity : null)

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
  for (const own of groups.values()) own.sort(compareIds)
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
 * relations were made. Following a change of one relation copies three buckets, whatever the number of relations.
 */
export class RelationIndex {
  /** What this is the index of. */
  readonly relations: RecordMap<Relation>
  private readonly sources: Ends
  private readonly annotations: Ends
  private readonly entities: Ends

  private constructor(relations: RecordMap<Relation>, sources: Ends, annotations: Ends, entities: Ends) {
    this.relations = relations
    this.sources = sources
    this.annotations = annotations
    this.entities = entities
  }

  static readonly empty = RelationIndex.from(RecordMap.empty())

  static from(relations: RecordMap<Relation>): RelationIndex {
    const all = [...relations.values()]
    return new RelationIndex(relations, group(all, sourceOf), group(all, annotationOf), group(all, entityOf))
  }

  /** Relations that leave an annotation, of all roles or of one. */
  leaving(source: string, role?: string): readonly Relation[] {
    const all = this.sources.get(source) ?? NONE
    return role === undefined ? all : all.filter((relation) => relation.role === role)
  }

  /** Whether a relation of a role leaves an annotation. */
  has(source: string, role: string): boolean {
    return this.sources.get(source)?.some((relation) => relation.role === role) ?? false
  }

  /** Relations that lead to an annotation. */
  toAnnotation(id: string): readonly Relation[] {
    return this.annotations.get(id) ?? NONE
  }

  /** Relations that lead to an entry of the register. */
  toEntity(id: string): readonly Relation[] {
    return this.entities.get(id) ?? NONE
  }

  /** The index of another set of relations: what both share is kept, so that one change costs little. */
  follow(relations: RecordMap<Relation>): RelationIndex {
    if (relations === this.relations) return this
    let { sources, annotations, entities } = this
    let followed = 0
    for (const [before, after] of relations.differences(this.relations)) {
      if (++followed > FOLLOWED) return RelationIndex.from(relations)
      for (const [relation, put] of [[before, null] as const, [after, after ?? null] as const]) {
        if (!relation) continue
        sources = regroup(sources, sourceOf(relation), relation.id, put)
        annotations = regroup(annotations, annotationOf(relation), relation.id, put)
        entities = regroup(entities, entityOf(relation), relation.id, put)
      }
    }
    return new RelationIndex(relations, sources, annotations, entities)
  }
}

let last = RelationIndex.empty

/**
 * The index of an article's relations as they are now. The one made last is remembered and followed, so asking again
 * costs nothing and asking after a change little; what comes back depends on the relations alone.
 */
export function indexRelations(relations: RecordMap<Relation>): RelationIndex {
  last = last.follow(relations)
  return last
}
