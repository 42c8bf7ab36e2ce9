import { makeAnnotation } from '../annotation/annotate.ts'
import type { Annotation } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType, type RoleDefinition } from '../record/codebook.ts'
import type { Entity } from '../record/entity.ts'
import { unsaidKind } from '../entities/mentions.ts'
import type { ProjectRecord } from '../record/project.ts'
import { findRole, misfit, sameTarget } from '../codebook/role-fit.ts'
import type { Relation, RelationTarget } from '../record/relation.ts'
import { fail, ok, type Result } from '../value/result.ts'
import type { Span } from '../text/span.ts'
import { type ActContext, shortQuote } from './acts.ts'
import type { SessionState } from '../../renderer/session/project/state.ts'

/* Linking annotations by the roles of the codebook, as functions from the state to a Change. */

const gone = () => fail('conflict', 'This annotation is not there any more.', 'Choose another one.')

const makeRelation = (
  state: SessionState,
  source: string,
  role: string,
  target: RelationTarget,
  { newId, now }: ActContext,
): Relation => {
  const at = now()
  const ends = { id: newId(), role, source, target, attributes: {} }
  return { kind: 'relation', ...ends, annotator: state.annotator, createdAt: at, updatedAt: at }
}

/** Relations that leave an annotation of the open article under a role, oldest first. */
export function linksOf(state: SessionState, source: string, role: string): Relation[] {
  const found = [...(state.open?.relations.values() ?? [])].filter(
    (relation) => relation.source === source && relation.role === role,
  )
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Adds a relation and what it needs; refuses what the codebook does not allow and what is linked already. */
function link(
  state: SessionState,
  source: string,
  roleId: string,
  end: { readonly target: RelationTarget; readonly annotation: Annotation | null; readonly name: string },
  needs: readonly ProjectRecord[],
  context: ActContext,
): Result<Change> {
  const from = state.open?.index.get(source)
  if (!from) return gone()
  const problem = misfit(state.codebook, { role: roleId }, from, end.annotation)
  if (problem) {
    return fail('invalid-record', `This link does not fit the codebook: ${problem}.`, 'Choose another role or target.')
  }
  if (linksOf(state, source, roleId).some(({ target }) => sameTarget(target, end.target))) {
    return fail('conflict', `${end.name} is linked in this role already.`, 'Choose another one.')
  }
  const role = findRole(state.codebook, from.type, roleId)
  const title = `Link ${role?.name.toLowerCase() ?? roleId} ${end.name}`
  const relation = makeRelation(state, source, roleId, end.target, context)
  return ok(makeChange(context.newId(), title, { added: [...needs, relation] }))
}

/** Links to an annotation of the open article. */
export function linkAnnotation(
  state: SessionState,
  source: string,
  role: string,
  target: string,
  context: ActContext,
): Result<Change> {
  const annotation = state.open?.index.get(target)
  if (!annotation) return gone()
  const end = { target: { annotation: target }, annotation, name: shortQuote(annotation) }
  return link(state, source, role, end, [], context)
}

/** Links to an entry of the register. */
export function linkEntity(
  state: SessionState,
  source: string,
  role: string,
  entity: string,
  context: ActContext,
): Result<Change> {
  const entry = state.entities.find(({ id }) => id === entity)
  if (!entry) return fail('conflict', 'This entry is not in the register any more.', 'Choose another one.')
  return link(state, source, role, { target: { entity }, annotation: null, name: entry.name }, [], context)
}

/** Makes an entry of the register and links to it, as one change. Its kind is the first value of an entity's type. */
export function linkNewEntity(
  state: SessionState,
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
    type: unsaidKind(state.codebook),
    aliases: [],
    wikidata: null,
    attributes: {},
  }
  return link(state, source, role, { target: { entity: id }, annotation: null, name: text }, [entry], context)
}

/** Tags some text (UTF-16 spans) with a type and links to it, as one change. The new annotation is what it adds first. */
export function linkSpans(
  state: SessionState,
  source: string,
  role: string,
  typeId: string,
  spans: readonly Span[],
  context: ActContext,
): Result<Change> {
  const { open, codebook } = state
  const type = findType(codebook, typeId)
  if (!open || !type) return gone()
  const made = makeAnnotation(type, spans, {
    id: context.newId(),
    now: context.now(),
    article: open.article.id,
    text: open.body.text,
    annotator: state.annotator,
    codebookVersion: codebook.version,
  })
  if (!made.ok) return made
  const annotation = twin(state, made.value) ?? made.value
  const end = { target: { annotation: annotation.id }, annotation, name: shortQuote(annotation) }
  return link(state, source, role, end, annotation === made.value ? [annotation] : [], context)
}

/** An annotation of the same type over just the same text: it is linked to instead of being made a second time. */
function twin({ open }: SessionState, made: Annotation): Annotation | null {
  const span = made.fragments[0]
  if (!open || !span) return null
  const same = (other: Annotation): boolean =>
    other.type === made.type &&
    other.fragments.length === made.fragments.length &&
    other.fragments.every(({ start, end }, i) => start === made.fragments[i]?.start && end === made.fragments[i]?.end)
  return open.index.overlapping(span).find(same) ?? null
}

/** Takes a link away; what it led to stays. */
export function unlink(state: SessionState, id: string, context: ActContext): Result<Change> {
  const relation = state.open?.relations.get(id)
  const source = relation && state.open?.index.get(relation.source)
  if (!relation || !source) return fail('conflict', 'This link is not there any more.', 'Choose another one.')
  const role = findRole(state.codebook, source.type, relation.role)
  return ok(makeChange(context.newId(), `Unlink ${role?.name.toLowerCase() ?? relation.role}`, { removed: [relation] }))
}

/** Roles of an annotation's type that are on offer, in the codebook's order. */
export function rolesOf(state: SessionState, annotation: string): readonly RoleDefinition[] {
  const type = state.open?.index.get(annotation)?.type
  const definition = type === undefined ? undefined : findType(state.codebook, type)
  return definition?.roles.filter(({ retired }) => !retired) ?? []
}
