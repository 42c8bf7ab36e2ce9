import type { AnnotationType, AttributeDefinition, Codebook } from '../record/codebook.ts'
import { ownId, type Part, type PartRef } from './codebook-part.ts'

/** A change of a list of parts that works for every kind of part. */
export type ListEdit = <T extends Part>(items: readonly T[]) => readonly T[]

/** Changes one type. Nothing changes where there is no such type. */
export const editType = (
  codebook: Codebook,
  type: string,
  edit: (item: AnnotationType) => AnnotationType,
): Codebook => ({ ...codebook, types: codebook.types.map((item) => (item.id === type ? edit(item) : item)) })

/** Changes the list that a part stands in, or would stand in. */
export function editSiblings(codebook: Codebook, ref: PartRef, edit: ListEdit): Codebook {
  switch (ref.kind) {
    case 'type':
      return { ...codebook, types: edit(codebook.types) }
    case 'attribute':
      return editType(codebook, ref.type, (type) => ({ ...type, attributes: edit(type.attributes) }))
    case 'role':
      return editType(codebook, ref.type, (type) => ({ ...type, roles: edit(type.roles) }))
    case 'value':
      return editType(codebook, ref.type, (type) => ({
        ...type,
        attributes: type.attributes.map((attribute) =>
          attribute.id === ref.attribute && attribute.input === 'choice'
            ? { ...attribute, values: edit(attribute.values) }
            : attribute,
        ),
      }))
  }
}

/** Changes one part where it stands. */
export const editPart = (codebook: Codebook, ref: PartRef, edit: <T extends Part>(part: T) => T): Codebook =>
  editSiblings(codebook, ref, (items) => items.map((item) => (item.id === ownId(ref) ? edit(item) : item)))

export type ChoiceDefinition = Extract<AttributeDefinition, { readonly input: 'choice' }>

/** Changes an attribute if it is a choice. */
export const editChoice = (
  codebook: Codebook,
  { type, attribute }: { readonly type: string; readonly attribute: string },
  edit: (choice: ChoiceDefinition) => ChoiceDefinition,
): Codebook =>
  editType(codebook, type, (item) => ({
    ...item,
    attributes: item.attributes.map((other) =>
      other.id === attribute && other.input === 'choice' ? edit(other) : other,
    ),
  }))

/** Changes the types that roles may lead to, in all roles. */
export const editRanges = (codebook: Codebook, edit: (toTypes: readonly string[]) => readonly string[]): Codebook => ({
  ...codebook,
  types: codebook.types.map((type) => ({
    ...type,
    roles: type.roles.map((role) => ({ ...role, toTypes: edit(role.toTypes) })),
  })),
})

/** A part without keys that parts of its kind need not have. */
export const leaveOut = <T extends object>(item: T, keys: readonly string[]): T =>
  Object.fromEntries(Object.entries(item).filter(([key]) => !keys.includes(key))) as T
