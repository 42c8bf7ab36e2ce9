import type { Annotation, Attributes } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { type AnnotationType, type Codebook, findType, initialAttributes } from '../record/codebook.ts'
import { relationProblem } from '../codebook/role-fit.ts'
import type { Relation } from '../record/relation.ts'
import { fail, ok, type Result } from '../value/result.ts'
import { annotationGone, unknownType } from './act-failures.ts'
import { counted, shortQuote, typeInTitle } from './act-titles.ts'
import type { ActContext, ProjectView } from './view.ts'

/*
 * Changing an annotation to another type, or copying it as one. Attributes and links that do not fit the other type are
 * left out in the same change, and counted.
 */

/** How much did not fit the other type. */
export interface LeftOut {
  readonly attributes: number
  readonly links: number
}

/** An act that gives an annotation of another type. */
export interface TypeAct {
  readonly change: Change
  readonly annotation: Annotation
  readonly left: LeftOut
}

type Entities = ProjectView['entities']

/** The attributes that a type also has, by id, with values that it offers. */
export function fittingAttributes(type: AnnotationType, attributes: Attributes, entities: Entities): Attributes {
  const fits = ([id, value]: [string, string]): boolean => {
    const definition = type.attributes.find((attribute) => attribute.id === id)
    if (!definition || definition.retired) return false
    switch (definition.input) {
      case 'choice':
        return definition.values.some((item) => item.id === value && !item.retired)
      case 'entity':
        return entities.some((entity) => entity.id === value)
      case 'text':
      case 'url':
        return true
    }
  }
  return Object.fromEntries(Object.entries(attributes).filter(fits))
}

/**
 * Whether the codebook allows a relation between its ends as they are. `typeOf` gives the type of an annotation, or
 * undefined where it is not known: such a relation is not allowed.
 */
export function allowsRelation(
  codebook: Codebook,
  relation: Pick<Relation, 'role' | 'source' | 'target'>,
  typeOf: (annotation: string) => string | undefined,
): boolean {
  const source = typeOf(relation.source)
  if (source === undefined) return false
  const from = { id: relation.source, type: source }
  if ('entity' in relation.target) return relationProblem(codebook, relation, from, null) === null
  const { annotation } = relation.target
  const reached = typeOf(annotation)
  return reached !== undefined && relationProblem(codebook, relation, from, { id: annotation, type: reached }) === null
}

/**
 * Whether a relation stays allowed when the annotation at one end becomes of another type, whatever the type of the
 * other end is: that is in another article, and only the store knows it.
 */
function staysAllowed({ types }: Codebook, relation: Relation, id: string, before: string, after: string): boolean {
  const rolesOf = (type: AnnotationType) => type.roles.filter((role) => role.id === relation.role)
  const from = (type: string) => types.filter((item) => item.id === type).flatMap(rolesOf)[0]
  if (relation.source === id) {
    const next = from(after)
    return from(before)?.toTypes.every((type) => next?.toTypes.includes(type)) ?? false
  }
  const roles = types.flatMap(rolesOf).filter(({ toTypes }) => toTypes.includes(before))
  return roles.length > 0 && roles.every(({ toTypes }) => toTypes.includes(after))
}

interface Target {
  readonly annotation: Annotation
  readonly type: AnnotationType
  /** Name of its present type as it stands in a sentence. */
  readonly name: string
}

function findTarget({ open, codebook }: ProjectView, id: string, typeId: string): Result<Target> {
  const annotation = open?.index.get(id)
  if (!annotation) return annotationGone()
  const type = findType(codebook, typeId)
  if (!type || type.retired) return unknownType(typeId)
  const name = typeInTitle(codebook, annotation.type)
  if (annotation.fragments.length === 0 && !type.spanless) {
    return fail(
      'invalid-record',
      `This ${name} is about the whole article, and a ${type.name.toLowerCase()} needs some text.`,
      `Select the text and tag it with ${type.key}, or choose a type that may be about the whole article.`,
    )
  }
  return ok({ annotation, type, name })
}

const lost = (before: Attributes, after: Attributes): number =>
  Object.keys(before).filter((id) => after[id] === undefined).length

/**
 * Changes the type of an annotation. Fragments, note, status and confidence stay; so do attributes that fit
 * ({@link fittingAttributes}) and relations at either end that the codebook still allows. The others are removed in the
 * same change. Fails where the annotation is about the whole article and the type needs a span.
 */
export function changeType(view: ProjectView, id: string, typeId: string, context: ActContext): Result<TypeAct> {
  const found = findTarget(view, id, typeId)
  if (!found.ok) return found
  const { annotation, type, name } = found.value
  const title = `Change ${name} ${shortQuote(annotation)} to ${type.name.toLowerCase()}`
  if (annotation.type === typeId) {
    return ok({ change: makeChange(context.newId(), title, {}), annotation, left: { attributes: 0, links: 0 } })
  }
  const kept = fittingAttributes(type, annotation.attributes, view.entities)
  const changed: Annotation = {
    ...annotation,
    type: typeId,
    attributes: { ...initialAttributes(type), ...kept },
    updatedAt: context.now(),
    codebookVersion: view.codebook.version,
  }
  const typeOf = (other: string): string | undefined => (other === id ? typeId : view.open?.index.get(other)?.type)
  const touching = [...(view.open?.relations.values() ?? [])].filter(
    (relation) => relation.source === id || ('annotation' in relation.target && relation.target.annotation === id),
  )
  const isElsewhere = ({ source, target }: Relation): boolean =>
    typeOf(source) === undefined || ('annotation' in target && typeOf(target.annotation) === undefined)
  const removed = touching.filter((relation) =>
    isElsewhere(relation)
      ? !staysAllowed(view.codebook, relation, id, annotation.type, typeId)
      : !allowsRelation(view.codebook, relation, typeOf),
  )
  return ok({
    change: makeChange(context.newId(), title, { updated: [[annotation, changed]], removed }),
    annotation: changed,
    left: { attributes: lost(annotation.attributes, kept), links: removed.length },
  })
}

/**
 * Copies an annotation as one of another type (or its own) over the same fragments, with the attributes that fit. The
 * copy is a draft of the acting annotator, without note, confidence and links.
 */
export function duplicateAs(view: ProjectView, id: string, typeId: string, context: ActContext): Result<TypeAct> {
  const found = findTarget(view, id, typeId)
  if (!found.ok) return found
  const { annotation, type, name } = found.value
  const kept = fittingAttributes(type, annotation.attributes, view.entities)
  const now = context.now()
  const copy: Annotation = {
    ...annotation,
    id: context.newId(),
    type: typeId,
    attributes: { ...initialAttributes(type), ...kept },
    confidence: null,
    note: '',
    status: 'draft',
    annotator: view.annotator,
    createdAt: now,
    updatedAt: now,
    provenance: 'manual',
    codebookVersion: view.codebook.version,
  }
  const title = `Duplicate ${name} ${shortQuote(annotation)} as ${type.name.toLowerCase()}`
  return ok({
    change: makeChange(context.newId(), title, { added: [copy] }),
    annotation: copy,
    left: { attributes: lost(annotation.attributes, kept), links: 0 },
  })
}

/** What was left out, as a sentence: "2 links and 1 attribute did not fit." Null where everything did. */
export function leftOutSentence({ attributes, links }: LeftOut): string | null {
  const parts = [links > 0 && counted(links, 'link'), attributes > 0 && counted(attributes, 'attribute')]
  const said = parts.filter((part) => part !== false)
  return said.length > 0 ? `${said.join(' and ')} did not fit.` : null
}
