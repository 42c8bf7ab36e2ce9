import {
  type AnnotationType,
  type AttributeDefinition,
  type ChoiceValue,
  type Codebook,
  findType,
  type RoleDefinition,
} from '../record/codebook.ts'

/** A part of a codebook by the ids that lead to it. Ids never change, so a reference outlives every renaming. */
export type PartRef =
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'attribute'; readonly type: string; readonly attribute: string }
  | { readonly kind: 'value'; readonly type: string; readonly attribute: string; readonly value: string }
  | { readonly kind: 'role'; readonly type: string; readonly role: string }

/** What a reference leads to. */
export type Part = AnnotationType | AttributeDefinition | ChoiceValue | RoleDefinition

/** A reference as one word, unlike every other: `value:quote/mode/mixed`. */
export const partKey = (ref: PartRef): string => `${ref.kind}:${idsOf(ref).join('/')}`

/** The ids of a reference from the type down; the last one is the part's own. */
export function idsOf(ref: PartRef): readonly string[] {
  switch (ref.kind) {
    case 'type':
      return [ref.type]
    case 'attribute':
      return [ref.type, ref.attribute]
    case 'value':
      return [ref.type, ref.attribute, ref.value]
    case 'role':
      return [ref.type, ref.role]
  }
}

/** The part's own id. */
export const ownId = (ref: PartRef): string => idsOf(ref).at(-1) ?? ref.type

/** A reference to another part of the same list: the same parents, another id. */
export function siblingOf(ref: PartRef, id: string): PartRef {
  switch (ref.kind) {
    case 'type':
      return { ...ref, type: id }
    case 'attribute':
      return { ...ref, attribute: id }
    case 'value':
      return { ...ref, value: id }
    case 'role':
      return { ...ref, role: id }
  }
}

/** The part above: the type of an attribute or a role, the attribute of a value, null above a type. */
export function parentOf(ref: PartRef): PartRef | null {
  if (ref.kind === 'type') return null
  if (ref.kind === 'value') return { kind: 'attribute', type: ref.type, attribute: ref.attribute }
  return { kind: 'type', type: ref.type }
}

const byId = <T extends { readonly id: string }>(list: readonly T[] | undefined, id: string): T | undefined =>
  list?.find((item) => item.id === id)

/** The attribute of a type, or undefined where either is missing. */
export const findAttribute = (codebook: Codebook, type: string, attribute: string): AttributeDefinition | undefined =>
  byId(findType(codebook, type)?.attributes, attribute)

/** The values of an attribute; none where it is not a choice. */
export const valuesOf = (attribute: AttributeDefinition | undefined): readonly ChoiceValue[] =>
  attribute?.input === 'choice' ? attribute.values : []

/** The list that a part stands in, retired ones included. Empty where its parent is missing. */
export function siblingsOf(codebook: Codebook, ref: PartRef): readonly Part[] {
  switch (ref.kind) {
    case 'type':
      return codebook.types
    case 'attribute':
      return findType(codebook, ref.type)?.attributes ?? []
    case 'value':
      return valuesOf(findAttribute(codebook, ref.type, ref.attribute))
    case 'role':
      return findType(codebook, ref.type)?.roles ?? []
  }
}

export const findPart = (codebook: Codebook, ref: PartRef): Part | undefined =>
  byId(siblingsOf(codebook, ref), ownId(ref))

/** "Quote", "Quote, Mode", "Quote, Mode: Mixed": the names that lead to a part, or its ids where it is not there. */
export function partName(codebook: Codebook, ref: PartRef): string {
  const own = findPart(codebook, ref)?.name ?? ownId(ref)
  const parent = parentOf(ref)
  if (!parent) return own
  return `${partName(codebook, parent)}${ref.kind === 'value' ? ':' : ','} ${own}`
}
