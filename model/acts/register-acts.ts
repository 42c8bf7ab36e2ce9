import { type Annotation, type Attributes, quoteOf } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType } from '../record/codebook.ts'
import type { Entity } from '../record/entity.ts'
import { cleanAliases, nameProblem, wikidataProblem } from '../entities/entity-problems.ts'
import { foldName } from '../text/fold-name.ts'
import { entityAttributeIds, entityAttributeOf, kindOfMention, repointed, unsaidKind } from '../entities/mentions.ts'
import type { ProjectRecord } from '../record/project.ts'
import { sameTarget } from '../codebook/role-fit.ts'
import type { Relation } from '../record/relation.ts'
import { fail, ok, type Result } from '../value/result.ts'
import { beginningOf } from '../text/shorten.ts'
import type { EntityPointers } from '../entities/entity-uses.ts'
import { type ActContext, setAttribute } from './acts.ts'
import type { SessionState } from '../../renderer/session/project/state.ts'

/*
 * Acts on the register of entities, as functions from the state to one Change each. What points to an entry from
 * articles that are not open is given by the store (`pointers`): the change carries it along, before and after.
 */

const goneEntry = () => fail('conflict', 'This entry is not in the register any more.', 'Choose another one.')
const goneMention = () => fail('conflict', 'This annotation is not there any more.', 'Choose another one.')

const invalid = (message: string) => fail('invalid-record', message, 'Correct it, then go on.')

/** Code points of a mention that become a name: a list of entries shows names, and a mention may be a whole article. */
const LONGEST_NAME = 200

/** The words of a mention as the name of an entry: on one line, without "'s", the beginning of a long one. */
export const nameFromMention = (annotation: Annotation): string =>
  beginningOf(quoteOf(annotation), LONGEST_NAME)
    .trim()
    .replace(/['’]s$/, '')

/** The kind a new entry gets: what its mention says, where that says one. */
const kindFor = ({ codebook }: SessionState, annotation: Annotation): string =>
  kindOfMention(annotation, findType(codebook, annotation.type)) ?? unsaidKind(codebook)

const newEntity = (id: string, name: string, type: string): Entity => ({
  kind: 'entity',
  id,
  name,
  type,
  aliases: [],
  wikidata: null,
  attributes: {},
})

const entryOf = (state: SessionState, id: string): Entity | undefined =>
  state.entities.find((entity) => entity.id === id)

/** The attribute of an annotation of the open article that holds its entry. */
function mentionIn(state: SessionState, id: string): Result<{ annotation: Annotation; attribute: string }> {
  const annotation = state.open?.index.get(id)
  if (!annotation) return goneMention()
  const attribute = entityAttributeOf(findType(state.codebook, annotation.type))?.id
  if (attribute !== undefined) return ok({ annotation, attribute })
  const name = findType(state.codebook, annotation.type)?.name ?? annotation.type
  return fail('invalid-record', `${name} has no register entry.`, 'Select an entity first.')
}

/** Makes an entry by a name. Its id is in the change. */
export function addEntity(
  state: SessionState,
  name: string,
  context: ActContext,
): Result<{ change: Change; entity: Entity }> {
  const problem = nameProblem(name)
  if (problem) return invalid(problem)
  const entity = newEntity(context.newId(), name.trim(), unsaidKind(state.codebook))
  return ok({ change: makeChange(context.newId(), `Add entry “${entity.name}”`, { added: [entity] }), entity })
}

/** Makes an entry and lets a mention name it, as one change. The name is the mention's own words unless one is given. */
export function makeEntityOf(
  state: SessionState,
  annotationId: string,
  name: string | null,
  context: ActContext,
): Result<{ change: Change; entity: Entity }> {
  const mention = mentionIn(state, annotationId)
  if (!mention.ok) return mention
  const { annotation, attribute } = mention.value
  const text = (name ?? nameFromMention(annotation)).trim()
  if (nameProblem(text)) return invalid('This annotation has no words to name an entry by.')
  const entity = newEntity(context.newId(), text, kindFor(state, annotation))
  const attributes = { ...annotation.attributes, [attribute]: entity.id }
  const after = { ...annotation, attributes, updatedAt: context.now() }
  const parts = { added: [entity], updated: [[annotation, after] as const] }
  return ok({ change: makeChange(context.newId(), `New entry “${text}”`, parts), entity })
}

/** Lets a mention of the open article name an entry, or none. */
export function setEntity(
  state: SessionState,
  annotationId: string,
  entity: string | null,
  context: ActContext,
): Result<Change> {
  const mention = mentionIn(state, annotationId)
  if (!mention.ok) return mention
  const { attribute } = mention.value
  if (entity === null) return setAttribute(state, annotationId, attribute, null, context)
  const entry = entryOf(state, entity)
  if (!entry) return goneEntry()
  const change = setAttribute(state, annotationId, attribute, entity, context)
  return change.ok ? ok({ ...change.value, title: `Link to entry “${entry.name}”` }) : change
}

export interface EntityEdit {
  readonly name?: string
  readonly type?: string
  readonly aliases?: readonly string[]
  readonly wikidata?: string | null
  readonly attributes?: Attributes
}

/** Changes what the register says of an entry. An old name becomes no alias by itself: it may have been a mistake. */
export function editEntity(state: SessionState, id: string, edit: EntityEdit, context: ActContext): Result<Change> {
  const entity = entryOf(state, id)
  if (!entity) return goneEntry()
  const name = edit.name?.trim() ?? entity.name
  const problem = nameProblem(name) ?? wikidataProblem(edit.wikidata ?? '')
  if (problem) return invalid(problem)
  const aliases = edit.aliases ? cleanAliases(edit.aliases, name) : entity.aliases
  const after: Entity = { ...entity, ...edit, name, aliases }
  const title = name === entity.name ? `Edit entry “${name}”` : `Rename entry “${entity.name}” to “${name}”`
  return ok(makeChange(context.newId(), title, { updated: [[entity, after]] }))
}

/** Relations led to another entry; where that makes two of one role and source into the same, one of them goes. */
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
 * Makes several entries one: every mention and relation of the merged ones goes to the kept one, their names become its
 * aliases, and what only they know (Wikidata item, attributes) is taken over. `pointers` must hold what points to the
 * kept entry as well, so that no relation is there twice afterwards.
 */
export function mergeEntities(
  state: SessionState,
  keep: string,
  merged: readonly string[],
  pointers: EntityPointers,
  context: ActContext,
): Result<Change> {
  const kept = entryOf(state, keep)
  const others = [...new Set(merged)].filter((id) => id !== keep).map((id) => entryOf(state, id))
  if (!kept || others.includes(undefined)) return goneEntry()
  const gone = others.filter((entity) => entity !== undefined)
  if (gone.length === 0) return invalid('An entry cannot be merged with itself.')
  const from = new Set(gone.map(({ id }) => id))
  const now = context.now()
  const attributes = entityAttributeIds(state.codebook)
  const mentions = pointers.annotations
    .map((before) => [before, repointed(before, attributes, from, keep, now)] as const)
    .filter(([before]) => attributes.some((id) => from.has(before.attributes[id] ?? '')))
  const relations = repointRelations(pointers.relations, from, keep, now)
  const names = gone.flatMap(({ name, aliases }) => [name, ...aliases])
  const after: Entity = {
    ...kept,
    aliases: withoutRepeats([...kept.aliases, ...names], kept.name),
    wikidata: kept.wikidata ?? gone.find(({ wikidata }) => wikidata !== null)?.wikidata ?? null,
    attributes: Object.assign(
      {},
      ...gone.toReversed().map((entity) => entity.attributes),
      kept.attributes,
    ) as Attributes,
  }
  const title = `Merge “${gone.map(({ name }) => name).join('”, “')}” into “${kept.name}”`.slice(0, LONGEST_TITLE)
  const updated: (readonly [ProjectRecord, ProjectRecord])[] = [...mentions, ...relations.updated, [kept, after]]
  return ok(makeChange(context.newId(), title, { updated, removed: [...relations.removed, ...gone] }))
}

const LONGEST_TITLE = 200

/** Names that fold to the same are one alias, in the form that came first. */
function withoutRepeats(aliases: readonly string[], name: string): string[] {
  const known = new Set([foldName(name)])
  return cleanAliases(aliases, name).filter((alias) => {
    const folded = foldName(alias)
    if (known.has(folded)) return false
    known.add(folded)
    return true
  })
}

/** Moves some mentions of an entry to a new one. Relations stay: they were made to the entry, not to its mentions. */
export function splitEntity(
  state: SessionState,
  id: string,
  mentions: readonly string[],
  name: string,
  pointers: EntityPointers,
  context: ActContext,
): Result<{ change: Change; entity: Entity }> {
  const entity = entryOf(state, id)
  if (!entity) return goneEntry()
  const problem = nameProblem(name)
  if (problem) return invalid(problem)
  const chosen = new Set(mentions)
  const attributes = entityAttributeIds(state.codebook)
  const from = new Set([id])
  const moved = pointers.annotations.filter(
    (annotation) => chosen.has(annotation.id) && attributes.some((key) => annotation.attributes[key] === id),
  )
  if (moved.length === 0) return invalid('No mention is chosen to be split off.')
  const made = newEntity(context.newId(), name.trim(), entity.type)
  const now = context.now()
  const updated = moved.map((before) => [before, repointed(before, attributes, from, made.id, now)] as const)
  const title = `Split “${made.name}” off “${entity.name}”`.slice(0, LONGEST_TITLE)
  return ok({ change: makeChange(context.newId(), title, { added: [made], updated }), entity: made })
}

/** Takes an entry out of the register: its mentions name nothing any more, and relations that lead to it go. */
export function removeEntity(
  state: SessionState,
  id: string,
  pointers: EntityPointers,
  context: ActContext,
): Result<Change> {
  const entity = entryOf(state, id)
  if (!entity) return goneEntry()
  const attributes = entityAttributeIds(state.codebook)
  const from = new Set([id])
  const now = context.now()
  const updated = pointers.annotations
    .filter((annotation) => attributes.some((key) => annotation.attributes[key] === id))
    .map((before) => [before, repointed(before, attributes, from, null, now)] as const)
  const relations = pointers.relations.filter(({ target }) => 'entity' in target && target.entity === id)
  const parts = { updated, removed: [...relations, entity] }
  return ok(makeChange(context.newId(), `Remove entry “${entity.name}”`, parts))
}
