import { type Change, makeChange } from '../change/change.ts'
import type { Entity } from '../record/entity.ts'
import type { EntityPointers } from '../entities/entity-uses.ts'
import { cleanAliases, nameProblem } from '../entities/entity-problems.ts'
import { foldName } from '../text/fold-name.ts'
import { entityAttributeIds, repointed } from '../entities/mentions.ts'
import type { ProjectRecord } from '../record/project.ts'
import { sameTarget } from '../codebook/role-fit.ts'
import type { Relation } from '../record/relation.ts'
import { ok, type Result } from '../value/result.ts'
import { entityGone, invalidInput } from './act-failures.ts'
import { findEntity, newEntity } from './entity-acts.ts'
import type { ActContext, ProjectView } from './view.ts'

/*
 * Acts on an entity together with everything that points to it, in all articles. The pointers are read from the store:
 * the change carries them before and after.
 */

/** Points relations to another entity. Of two that become the same (role, source and target), one is removed. */
function repointRelations(
  relations: readonly Relation[],
  from: ReadonlySet<string>,
  to: string,
  now: string,
): { updated: [Relation, Relation][]; removed: Relation[] } {
  const isMoved = ({ target }: Relation): boolean => 'entity' in target && from.has(target.entity)
  const standing = relations.filter((relation) => !isMoved(relation))
  const updated: [Relation, Relation][] = []
  const removed: Relation[] = []
  for (const relation of relations.filter(isMoved)) {
    const after: Relation = { ...relation, target: { entity: to }, updatedAt: now }
    const twin = standing.some(
      ({ source, role, target }) => source === after.source && role === after.role && sameTarget(target, after.target),
    )
    if (twin) removed.push(relation)
    else {
      updated.push([relation, after])
      standing.push(after)
    }
  }
  return { updated, removed }
}

/**
 * Merges entities into one: mentions and relations of the merged ones point to the kept one, their names become its
 * aliases, and it takes over a Wikidata item and attributes that it lacks. `pointers` must also hold what points to the
 * kept entity, so that no relation ends up twice.
 */
export function mergeEntities(
  view: ProjectView,
  keep: string,
  merged: readonly string[],
  pointers: EntityPointers,
  context: ActContext,
): Result<Change> {
  const kept = findEntity(view, keep)
  const others = [...new Set(merged)].filter((id) => id !== keep).map((id) => findEntity(view, id))
  if (!kept || others.includes(undefined)) return entityGone()
  const gone = others.filter((entity) => entity !== undefined)
  if (gone.length === 0) return invalidInput('An entry cannot be merged with itself.')
  const from = new Set(gone.map(({ id }) => id))
  const now = context.now()
  const attributes = entityAttributeIds(view.codebook)
  const mentions = pointers.annotations
    .map((before) => [before, repointed(before, attributes, from, keep, now)] as const)
    .filter(([before]) => attributes.some((id) => from.has(before.attributes[id] ?? '')))
  const relations = repointRelations(pointers.relations, from, keep, now)
  const names = gone.flatMap(({ name, aliases }) => [name, ...aliases])
  const after: Entity = {
    ...kept,
    aliases: withoutRepeats([...kept.aliases, ...names], kept.name),
    wikidata: kept.wikidata ?? gone.find(({ wikidata }) => wikidata !== null)?.wikidata ?? null,
    // The later ones win: those of the entry that is kept, then those of the first that is gone.
    attributes: Object.fromEntries([...gone.toReversed(), kept].flatMap((entity) => Object.entries(entity.attributes))),
  }
  const title = `Merge “${gone.map(({ name }) => name).join('”, “')}” into “${kept.name}”`.slice(0, LONGEST_TITLE)
  const updated: (readonly [ProjectRecord, ProjectRecord])[] = [...mentions, ...relations.updated, [kept, after]]
  return ok(makeChange(context.newId(), title, { updated, removed: [...relations.removed, ...gone] }))
}

const LONGEST_TITLE = 200

/** Names that fold to the same form become one alias, the first of them. */
function withoutRepeats(aliases: readonly string[], name: string): string[] {
  const known = new Set([foldName(name)])
  return cleanAliases(aliases, name).filter((alias) => {
    const folded = foldName(alias)
    if (known.has(folded)) return false
    known.add(folded)
    return true
  })
}

/** Moves some mentions of an entity to a new one. Relations stay: they lead to the entity, not to its mentions. */
export function splitEntity(
  view: ProjectView,
  id: string,
  mentions: readonly string[],
  name: string,
  pointers: EntityPointers,
  context: ActContext,
): Result<{ change: Change; entity: Entity }> {
  const entity = findEntity(view, id)
  if (!entity) return entityGone()
  const problem = nameProblem(name)
  if (problem) return invalidInput(problem)
  const chosen = new Set(mentions)
  const attributes = entityAttributeIds(view.codebook)
  const from = new Set([id])
  const moved = pointers.annotations.filter(
    (annotation) => chosen.has(annotation.id) && attributes.some((key) => annotation.attributes[key] === id),
  )
  if (moved.length === 0) return invalidInput('No mention is chosen to be split off.')
  const made = newEntity(context.newId(), name.trim(), entity.type)
  const now = context.now()
  const updated = moved.map((before) => [before, repointed(before, attributes, from, made.id, now)] as const)
  const title = `Split “${made.name}” off “${entity.name}”`.slice(0, LONGEST_TITLE)
  return ok({ change: makeChange(context.newId(), title, { added: [made], updated }), entity: made })
}

/** Removes an entity with the relations that lead to it; its mentions then name none. */
export function removeEntity(
  view: ProjectView,
  id: string,
  pointers: EntityPointers,
  context: ActContext,
): Result<Change> {
  const entity = findEntity(view, id)
  if (!entity) return entityGone()
  const attributes = entityAttributeIds(view.codebook)
  const from = new Set([id])
  const now = context.now()
  const updated = pointers.annotations
    .filter((annotation) => attributes.some((key) => annotation.attributes[key] === id))
    .map((before) => [before, repointed(before, attributes, from, null, now)] as const)
  const relations = pointers.relations.filter(({ target }) => 'entity' in target && target.entity === id)
  const parts = { updated, removed: [...relations, entity] }
  return ok(makeChange(context.newId(), `Remove entry “${entity.name}”`, parts))
}
