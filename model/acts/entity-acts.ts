import { type Annotation, type Attributes, quoteOf } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType } from '../record/codebook.ts'
import type { Entity } from '../record/entity.ts'
import { cleanAliases, nameProblem, wikidataProblem } from '../entities/entity-problems.ts'
import { entityAttributeOf, kindOfMention, unsaidKind } from '../entities/mentions.ts'
import { fail, ok, type Result } from '../value/result.ts'
import { beginningOf } from '../text/shorten.ts'
import { annotationGone, entityGone, invalidInput } from './act-failures.ts'
import { setAttribute } from './annotation-acts.ts'
import type { ActContext, ProjectView } from './view.ts'

export const newEntity = (id: string, name: string, type: string): Entity => ({
  kind: 'entity',
  id,
  name,
  type,
  aliases: [],
  wikidata: null,
  attributes: {},
})

export const findEntity = (view: ProjectView, id: string): Entity | undefined =>
  view.entities.find((entity) => entity.id === id)

/** Longest name taken from a mention, in code points: lists show names, and a mention may span a whole article. */
const LONGEST_NAME = 200

/** The words of a mention as the name of an entity: on one line, without "'s", shortened if long. */
export const nameFromMention = (annotation: Annotation): string =>
  beginningOf(quoteOf(annotation), LONGEST_NAME)
    .trim()
    .replace(/['’]s$/, '')

/** The kind of a new entity: that of its mention, where the mention has one. */
const kindFor = ({ codebook }: ProjectView, annotation: Annotation): string =>
  kindOfMention(annotation, findType(codebook, annotation.type)) ?? unsaidKind(codebook)

/** An annotation of the open article with the attribute that names its entity. */
function mentionIn(view: ProjectView, id: string): Result<{ annotation: Annotation; attribute: string }> {
  const annotation = view.open?.index.get(id)
  if (!annotation) return annotationGone()
  const attribute = entityAttributeOf(findType(view.codebook, annotation.type))?.id
  if (attribute !== undefined) return ok({ annotation, attribute })
  const name = findType(view.codebook, annotation.type)?.name ?? annotation.type
  return fail('invalid-record', `${name} has no register entry.`, 'Select an entity first.')
}

/** Adds an entity by its name. */
export function addEntity(
  view: ProjectView,
  name: string,
  context: ActContext,
): Result<{ change: Change; entity: Entity }> {
  const problem = nameProblem(name)
  if (problem) return invalidInput(problem)
  const entity = newEntity(context.newId(), name.trim(), unsaidKind(view.codebook))
  return ok({ change: makeChange(context.newId(), `Add entry “${entity.name}”`, { added: [entity] }), entity })
}

/** Adds an entity and links a mention to it, as one change. The name is the words of the mention unless one is given. */
export function makeEntityOf(
  view: ProjectView,
  annotationId: string,
  name: string | null,
  context: ActContext,
): Result<{ change: Change; entity: Entity }> {
  const mention = mentionIn(view, annotationId)
  if (!mention.ok) return mention
  const { annotation, attribute } = mention.value
  const text = (name ?? nameFromMention(annotation)).trim()
  if (nameProblem(text)) return invalidInput('This annotation has no words to name an entry by.')
  const entity = newEntity(context.newId(), text, kindFor(view, annotation))
  const attributes = { ...annotation.attributes, [attribute]: entity.id }
  const after = { ...annotation, attributes, updatedAt: context.now() }
  const parts = { added: [entity], updated: [[annotation, after] as const] }
  return ok({ change: makeChange(context.newId(), `New entry “${text}”`, parts), entity })
}

/** Links a mention of the open article to an entity, or to none. */
export function setEntity(
  view: ProjectView,
  annotationId: string,
  entity: string | null,
  context: ActContext,
): Result<Change> {
  const mention = mentionIn(view, annotationId)
  if (!mention.ok) return mention
  const { attribute } = mention.value
  if (entity === null) return setAttribute(view, annotationId, attribute, null, context)
  const entry = findEntity(view, entity)
  if (!entry) return entityGone()
  const change = setAttribute(view, annotationId, attribute, entity, context)
  return change.ok ? ok({ ...change.value, title: `Link to entry “${entry.name}”` }) : change
}

export interface EntityEdit {
  readonly name?: string
  readonly type?: string
  readonly aliases?: readonly string[]
  readonly wikidata?: string | null
  readonly attributes?: Attributes
}

/** Edits an entity. Its old name does not become an alias by itself: it may have been a mistake. */
export function editEntity(view: ProjectView, id: string, edit: EntityEdit, context: ActContext): Result<Change> {
  const entity = findEntity(view, id)
  if (!entity) return entityGone()
  const name = edit.name?.trim() ?? entity.name
  const problem = nameProblem(name) ?? wikidataProblem(edit.wikidata ?? '')
  if (problem) return invalidInput(problem)
  const aliases = edit.aliases ? cleanAliases(edit.aliases, name) : entity.aliases
  const after: Entity = { ...entity, ...edit, name, aliases }
  const title = name === entity.name ? `Edit entry “${name}”` : `Rename entry “${entity.name}” to “${name}”`
  return ok(makeChange(context.newId(), title, { updated: [[entity, after]] }))
}
