import type { Annotation } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType, type RoleDefinition } from '../record/codebook.ts'
import type { Entity } from '../record/entity.ts'
import { unsaidKind } from '../entities/mentions.ts'
import type { ProjectRecord } from '../record/project.ts'
import { findRole, relationProblem, sameTarget } from '../codebook/role-fit.ts'
import type { Relation, RelationTarget } from '../record/relation.ts'
import { fail, ok, type Result } from '../value/result.ts'
import type { Span } from '../text/span.ts'
import { annotationGone, entityGone } from './act-failures.ts'
import { shortQuote } from './act-titles.ts'
import { makeInArticle } from './make-in-article.ts'
import type { ActContext, ProjectView } from './view.ts'

/* Linking annotations by the roles of the codebook. */

const makeRelation = (
  view: ProjectView,
  { id: source, article }: Annotation,
  role: string,
  target: RelationTarget,
  { newId, now }: ActContext,
): Relation => {
  const at = now()
  const ends = { id: newId(), article, role, source, target, attributes: {} }
  return { kind: 'relation', ...ends, annotator: view.annotator, createdAt: at, updatedAt: at }
}

/** Relations that begin at an annotation of the open article under a role, oldest first. */
export function linksOf(view: ProjectView, source: string, role: string): Relation[] {
  const found = [...(view.open?.relations.values() ?? [])].filter(
    (relation) => relation.source === source && relation.role === role,
  )
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Adds a relation and what it needs. Refuses what the codebook does not allow and what is already linked. */
function link(
  view: ProjectView,
  source: string,
  roleId: string,
  end: { readonly target: RelationTarget; readonly annotation: Annotation | null; readonly name: string },
  needs: readonly ProjectRecord[],
  context: ActContext,
): Result<Change> {
  const from = view.open?.index.get(source)
  if (!from) return annotationGone()
  const problem = relationProblem(view.codebook, { role: roleId }, from, end.annotation)
  if (problem) {
    return fail('invalid-record', `This link does not fit the codebook: ${problem}.`, 'Choose another role or target.')
  }
  if (linksOf(view, source, roleId).some(({ target }) => sameTarget(target, end.target))) {
    return fail('conflict', `${end.name} is linked in this role already.`, 'Choose another one.')
  }
  const role = findRole(view.codebook, from.type, roleId)
  const title = `Link ${role?.name.toLowerCase() ?? roleId} ${end.name}`
  const relation = makeRelation(view, from, roleId, end.target, context)
  return ok(makeChange(context.newId(), title, { added: [...needs, relation] }))
}

/** Links to an annotation of the open article. */
export function linkAnnotation(
  view: ProjectView,
  source: string,
  role: string,
  target: string,
  context: ActContext,
): Result<Change> {
  const annotation = view.open?.index.get(target)
  if (!annotation) return annotationGone()
  const end = { target: { annotation: target }, annotation, name: shortQuote(annotation) }
  return link(view, source, role, end, [], context)
}

/** Links to an entity. */
export function linkEntity(
  view: ProjectView,
  source: string,
  role: string,
  entity: string,
  context: ActContext,
): Result<Change> {
  const entry = view.entities.find(({ id }) => id === entity)
  if (!entry) return entityGone()
  return link(view, source, role, { target: { entity }, annotation: null, name: entry.name }, [], context)
}

/** Adds an entity and links to it, as one change. */
export function linkNewEntity(
  view: ProjectView,
  source: string,
  role: string,
  name: string,
  context: ActContext,
): Result<Change> {
  const text = name.trim()
  if (text === '') return fail('invalid-record', 'An entry needs a name.', 'Type the name first.')
  const id = context.newId()
  const entry: Entity = {
    kind: 'entity',
    id,
    name: text,
    type: unsaidKind(view.codebook),
    aliases: [],
    wikidata: null,
    attributes: {},
  }
  return link(view, source, role, { target: { entity: id }, annotation: null, name: text }, [entry], context)
}

/** Tags some text (UTF-16 spans) with a type and links to it, as one change. The new annotation is what it adds first. */
export function linkSpans(
  view: ProjectView,
  source: string,
  role: string,
  typeId: string,
  spans: readonly Span[],
  context: ActContext,
): Result<Change> {
  const type = findType(view.codebook, typeId)
  if (!view.open || !type) return annotationGone()
  const made = makeInArticle(view, view.open, type, spans, context)
  if (!made.ok) return made
  const annotation = twin(view, made.value) ?? made.value
  const end = { target: { annotation: annotation.id }, annotation, name: shortQuote(annotation) }
  return link(view, source, role, end, annotation === made.value ? [annotation] : [], context)
}

/** An annotation of the same type over the same text: linked to instead of being made a second time. */
function twin({ open }: ProjectView, made: Annotation): Annotation | null {
  const span = made.fragments[0]
  if (!open || !span) return null
  const same = (other: Annotation): boolean =>
    other.type === made.type &&
    other.fragments.length === made.fragments.length &&
    other.fragments.every(({ start, end }, i) => start === made.fragments[i]?.start && end === made.fragments[i]?.end)
  return open.index.overlapping(span).find(same) ?? null
}

/** Removes a relation; its ends stay. */
export function unlink(view: ProjectView, id: string, context: ActContext): Result<Change> {
  const relation = view.open?.relations.get(id)
  if (!relation) return fail('conflict', 'This link is not there any more.', 'Choose another one.')
  // The source may be in another article: then its type is not known here.
  const type = view.open?.index.get(relation.source)?.type
  const role = type === undefined ? undefined : findRole(view.codebook, type, relation.role)
  return ok(makeChange(context.newId(), `Unlink ${role?.name.toLowerCase() ?? relation.role}`, { removed: [relation] }))
}

/** Roles of an annotation's type that are on offer, in the codebook's order. */
export function rolesOf(view: ProjectView, annotation: string): readonly RoleDefinition[] {
  const type = view.open?.index.get(annotation)?.type
  const definition = type === undefined ? undefined : findType(view.codebook, type)
  return definition?.roles.filter(({ retired }) => !retired) ?? []
}
