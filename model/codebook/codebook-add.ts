import {
  type AnnotationType,
  type AttributeDefinition,
  type Codebook,
  type ColorName,
  findType,
} from '../record/codebook.ts'
import { gone, nameFailure, refuse, sound } from './codebook-edit.ts'
import { freeKey, NO_LETTERS, type WindowLetters } from './codebook-keys.ts'
import { editChoice, editPart, editRanges, editType } from './codebook-lens.ts'
import { findAttribute, findPart, ownId, type PartRef } from './codebook-part.ts'
import { labelOf } from './labels.ts'
import { ok, type Result } from '../value/result.ts'

/** A codebook with a new part, and where that part is. */
export interface Added {
  readonly codebook: Codebook
  readonly part: PartRef
}

const ID_LENGTH = 60

/**
 * An id for a new part, from its name: "Law or rule" becomes `law-or-rule`. A name in capitals is a label as datasets
 * have them and stays as it is: `WORK_OF_ART`. A number tells it from ids that are there.
 */
export function newId(name: string, taken: readonly { readonly id: string; readonly label?: string }[]): string {
  const plain = name.normalize('NFC').trim()
  const isLabel = /^[A-Z0-9][A-Z0-9_-]*$/.test(plain)
  const words = isLabel ? plain : plain.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  const base =
    Array.from(words.replaceAll(/^-+|-+$/g, ''))
      .slice(0, ID_LENGTH - 4)
      .join('') || 'part'
  // A part without a label is known by its id, which must not be the label of another.
  const ids = new Set(taken.flatMap((part) => [part.id, labelOf(part)]))
  let id = base
  for (let number = 2; ids.has(id); number++) id = `${base}-${number}`
  return id
}

const ID = /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u

/**
 * Changes the id of a part, and what refers to it inside the codebook. Annotations are not touched, so this is only for
 * a part that no saved codebook has yet.
 */
export function changeId(codebook: Codebook, ref: PartRef, id: string): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  if (!ID.test(id) || id.length > ID_LENGTH) {
    return refuse(
      'This id cannot be used in files.',
      `Use up to ${ID_LENGTH} letters and digits, with - _ or . between them, and no spaces.`,
    )
  }
  const old = ownId(ref)
  const renamed = editPart(codebook, ref, (part) => ({ ...part, id }))
  if (ref.kind === 'type') {
    return sound(editRanges(renamed, (toTypes) => toTypes.map((target) => (target === old ? id : target))))
  }
  if (ref.kind !== 'value') return sound(renamed)
  return sound(editChoice(renamed, ref, (choice) => (choice.initial === old ? { ...choice, initial: id } : choice)))
}

/** In the order in which types are given them; grey comes last because unknown types are grey. */
const COLORS: readonly ColorName[] = ['blue', 'orange', 'green', 'purple', 'cyan', 'red', 'yellow', 'grey']

/** The colour that the fewest types have. */
function leastUsedColor({ types }: Codebook): ColorName {
  const uses = (color: ColorName): number => types.filter((type) => type.color === color).length
  return COLORS.reduce((best, color) => (uses(color) < uses(best) ? color : best))
}

/** With a letter where one is left: letters are a help, and no limit to how many parts there are. */
const lettered = (key: string | null): { readonly key?: string } => (key === null ? {} : { key })

/** Adds an annotation type at the end, with a free key where there is one and, where one is left, a colour that no other type has. */
export function addType(codebook: Codebook, name: string, letters: WindowLetters = NO_LETTERS): Result<Added> {
  const part = { kind: 'type', type: newId(name, codebook.types) } as const
  const failure = nameFailure(codebook, part, name)
  if (failure) return failure
  const key = freeKey(codebook, part, name, letters)
  const type: AnnotationType = {
    id: part.type,
    name: name.trim(),
    ...lettered(key),
    color: leastUsedColor(codebook),
    description: '',
    spanless: false,
    attributes: [],
    roles: [],
  }
  return ok({ codebook: { ...codebook, types: [...codebook.types, type] }, part })
}

/** Adds a role at the end of a type. It leads to the type itself and to the register until its range is set. */
export function addRole(codebook: Codebook, type: string, name: string): Result<Added> {
  const owner = findType(codebook, type)
  if (!owner) return gone()
  const part = { kind: 'role', type, role: newId(name, owner.roles) } as const
  const failure = nameFailure(codebook, part, name)
  if (failure) return failure
  const key = freeKey(codebook, part, name, NO_LETTERS)
  const role = { id: part.role, name: name.trim(), ...lettered(key), toEntity: true, toTypes: [type] }
  return ok({ codebook: editType(codebook, type, (item) => ({ ...item, roles: [...item.roles, role] })), part })
}

/** Adds an attribute at the end of a type. A choice begins without values. */
export function addAttribute(
  codebook: Codebook,
  type: string,
  name: string,
  input: AttributeDefinition['input'],
): Result<Added> {
  const owner = findType(codebook, type)
  if (!owner) return gone()
  const part = { kind: 'attribute', type, attribute: newId(name, owner.attributes) } as const
  const failure = nameFailure(codebook, part, name)
  if (failure) return failure
  const base = { id: part.attribute, name: name.trim() }
  const attribute: AttributeDefinition = input === 'choice' ? { ...base, input, values: [] } : { ...base, input }
  const attributes = [...owner.attributes, attribute]
  return ok({ codebook: editType(codebook, type, (item) => ({ ...item, attributes })), part })
}

/** Adds a value at the end of a choice. */
export function addValue(codebook: Codebook, type: string, attribute: string, name: string): Result<Added> {
  const choice = findAttribute(codebook, type, attribute)
  if (choice?.input !== 'choice') return gone()
  const part = { kind: 'value', type, attribute, value: newId(name, choice.values) } as const
  const failure = nameFailure(codebook, part, name)
  if (failure) return failure
  const values = [...choice.values, { id: part.value, name: name.trim() }]
  return ok({ codebook: editChoice(codebook, part, (item) => ({ ...item, values })), part })
}
