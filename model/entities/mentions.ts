import { ownValue } from '../value/own-value.ts'
import type { Annotation } from '../record/annotation.ts'
import type { AnnotationType, AttributeDefinition, ChoiceValue, Codebook } from '../record/codebook.ts'

/** The attribute of a type that holds an entity; undefined where annotations of the type are not mentions. */
export const entityAttributeOf = (type: AnnotationType | undefined): AttributeDefinition | undefined =>
  type?.attributes.find(({ input, retired }) => input === 'entity' && !retired)

/**
 * Ids of the attributes that hold an entity in any type. Retired ones are included: what old annotations hold still
 * counts.
 */
export function entityAttributeIds(codebook: Codebook): string[] {
  const ids = codebook.types.flatMap(({ attributes }) =>
    attributes.filter(({ input }) => input === 'entity').map(({ id }) => id),
  )
  return [...new Set(ids)]
}

/** The ids of the entities that an annotation mentions; `attributes` are the {@link entityAttributeIds}. */
export const entitiesOf = (annotation: Annotation, attributes: readonly string[]): string[] =>
  attributes.flatMap((id) => ownValue(annotation.attributes, id) ?? [])

/** The annotation with every entity in `from` replaced by `to`, or removed where that is null. */
export function repointed(
  annotation: Annotation,
  attributes: readonly string[],
  from: ReadonlySet<string>,
  to: string | null,
  now: string,
): Annotation {
  const kept = Object.entries(annotation.attributes).flatMap(([id, value]): [string, string][] => {
    if (!attributes.includes(id) || !from.has(value)) return [[id, value]]
    return to === null ? [] : [[id, to]]
  })
  return { ...annotation, attributes: Object.fromEntries(kept), updatedAt: now }
}

const kindOf = (type: AnnotationType | undefined): Extract<AttributeDefinition, { input: 'choice' }> | undefined => {
  for (const attribute of type?.attributes ?? []) {
    if (attribute.input === 'choice' && attribute.id === 'type') return attribute
  }
  return undefined
}

/** The kinds of entities the codebook knows: the values of "type" of the first type whose annotations are mentions. */
export const entityKinds = (codebook: Codebook): readonly ChoiceValue[] =>
  kindOf(codebook.types.find((type) => entityAttributeOf(type)))?.values ?? []

/**
 * The kind of an entity that was given none: *other*, because guessing would make persons of countries. The first kind
 * where the codebook has no such kind.
 */
export function unsaidKind(codebook: Codebook): string {
  const offered = entityKinds(codebook).filter(({ retired }) => !retired)
  return (offered.find(({ id }) => id === 'other') ?? offered[0])?.id ?? 'other'
}

/** The kind that a mention says its entity is of, or null. */
export function kindOfMention(annotation: Annotation, type: AnnotationType | undefined): string | null {
  const kind = kindOf(type)
  return (kind && ownValue(annotation.attributes, kind.id)) ?? null
}

/** The name of a kind for people; a kind that the codebook no longer has goes by its id. */
export const kindName = (codebook: Codebook, kind: string): string =>
  entityKinds(codebook).find(({ id }) => id === kind)?.name ?? kind
