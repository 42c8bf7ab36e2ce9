import { ownValue } from '../value/own-value.ts'
import type { Annotation } from '../record/annotation.ts'
import type { AnnotationType, AttributeDefinition, ChoiceValue, Codebook } from '../record/codebook.ts'

/** The attribute of a type that holds an entry of the register, or undefined where its annotations are no mentions. */
export const entityAttributeOf = (type: AnnotationType | undefined): AttributeDefinition | undefined =>
  type?.attributes.find(({ input, retired }) => input === 'entity' && !retired)

/**
 * Ids of the attributes that hold an entry of the register in any type, retired ones included: what an old annotation
 * holds still counts.
 */
export function entityAttributeIds(codebook: Codebook): string[] {
  const ids = codebook.types.flatMap(({ attributes }) =>
    attributes.filter(({ input }) => input === 'entity').map(({ id }) => id),
  )
  return [...new Set(ids)]
}

/** The entries an annotation mentions; `attributes` are the {@link entityAttributeIds}. */
export const entitiesOf = (annotation: Annotation, attributes: readonly string[]): string[] =>
  attributes.flatMap((id) => ownValue(annotation.attributes, id) ?? [])

/** The annotation with every entry in `from` replaced by `to`, or taken away where that is null. */
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
 * The kind of an entry of which nobody has said one: the one for all else, because a register that calls a country a
 * person is wrong without anybody having said so. The first where the codebook has no such kind.
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

/** The name of a kind for reading; kinds that the codebook does not know any more are shown by their id. */
export const kindName = (codebook: Codebook, kind: string): string =>
  entityKinds(codebook).find(({ id }) => id === kind)?.name ?? kind
