import {
  type AttributeDefinition,
  type Codebook,
  codebookProblems,
  type ColorName,
  findType,
} from '../record/codebook.ts'
import { keyOwner, NO_LETTERS, type WindowLetters } from './codebook-keys.ts'
import { editChoice, editPart, editRanges, editSiblings, editType, leaveOut } from './codebook-lens.ts'
import { labelOf } from './labels.ts'
import { findPart, ownId, type Part, type PartRef, siblingsOf } from './codebook-part.ts'
import { fail, ok, type Result, type Failed } from '../value/result.ts'

/*
 * What a person can do to a codebook, as functions from one to the next. Each either keeps it valid or fails with a
 * sentence and leaves it as it was. None of them reads annotations; codebook-review.ts does.
 */

/** An edit that is refused, and why. */
export const refuse = (message: string, action: string) => fail('invalid-record', message, action)

/** What was to be edited is missing. */
export const gone = () => refuse('This part of the codebook is not there any more.', 'Choose another one.')

/** A codebook that is sound; for another one, its first problem. */
export function sound(codebook: Codebook): Result<Codebook> {
  const [problem] = codebookProblems(codebook)
  return problem === undefined ? ok(codebook) : refuse(problem, 'Change one of the two.')
}

/** Whether two names read the same. */
const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** What is wrong with a name for a part, beside its siblings; null where nothing is. */
export function nameFailure(codebook: Codebook, ref: PartRef, name: string): Failed | null {
  if (name.trim() === '') return refuse('A name cannot be empty.', 'Give it a name that tells it from the others.')
  const twin = siblingsOf(codebook, ref).find((item) => item.id !== ownId(ref) && sameName(item.name, name))
  if (!twin) return null
  return twin.retired
    ? refuse(`A retired ${ref.kind} has the name “${twin.name}”.`, 'Restore that one, or choose another name.')
    : refuse(`There is a ${ref.kind} “${twin.name}” already.`, 'Choose another name.')
}

/** The words of a part. They can always be changed, because no data depends on them. */
export interface PartWords {
  readonly name?: string
  /** The definition. */
  readonly description?: string
  readonly examples?: readonly string[]
  readonly guidelines?: string
}

/** Sets what explains something, or takes it away where it is blank, so that nothing empty is stored. */
function explain<T extends PartWords>(item: T, words: PartWords, needsDescription: boolean): T {
  const next: T = { ...item, ...words }
  const examples = next.examples?.map((example) => example.trim()).filter((example) => example !== '') ?? []
  const blank = [
    ...(examples.length === 0 ? ['examples'] : []),
    ...(next.guidelines?.trim() === '' ? ['guidelines'] : []),
    ...(next.description?.trim() === '' && !needsDescription ? ['description'] : []),
  ]
  const name = next.name?.trim()
  return leaveOut({ ...next, ...(name === undefined ? {} : { name }), examples }, blank)
}

/** Changes name and texts of the codebook itself. */
export function describeCodebook(codebook: Codebook, words: Omit<PartWords, 'examples'>): Result<Codebook> {
  if (words.name?.trim() === '') return refuse('A codebook needs a name.', 'Give it one.')
  return ok(explain(codebook, words, true))
}

/** Changes name and texts of a part. */
export function describePart(codebook: Codebook, ref: PartRef, words: PartWords): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  const failure = words.name === undefined ? null : nameFailure(codebook, ref, words.name)
  return failure ?? ok(editPart(codebook, ref, (part) => explain(part, words, ref.kind === 'type')))
}

/**
 * Changes the word by which datasets know a part; empty: its id. It can be changed at any time, because annotations hold
 * the id. Refused where a part beside it has the label.
 */
export function changeLabel(codebook: Codebook, ref: PartRef, label: string): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  const word = label === '' ? ownId(ref) : label
  const twin = siblingsOf(codebook, ref).find((item) => item.id !== ownId(ref) && labelOf(item) === word)
  if (twin) return refuse(`“${word}” is the label of “${twin.name}” already.`, 'Choose another label.')
  return ok(
    editPart(codebook, ref, (part) => (word === ownId(ref) ? without(part, 'label') : { ...part, label: word })),
  )
}

/** A part without one of its optional fields. */
const without = <P extends Part>(part: P, field: 'key' | 'label'): P =>
  Object.fromEntries(Object.entries(part).filter(([name]) => name !== field)) as unknown as P

/** Changes the letter of a type or role; an empty one takes it away. Refused where it means something else already. */
export function changeKey(
  codebook: Codebook,
  ref: PartRef & { readonly kind: 'type' | 'role' },
  key: string,
  letters: WindowLetters = NO_LETTERS,
): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  const letter = key.trim().toUpperCase()
  if (letter === '') return ok(editPart(codebook, ref, (part) => without(part, 'key')))
  if (!/^[A-Z]$/.test(letter)) return refuse('A key is one letter from A to Z.', 'Type a single letter.')
  const owner = keyOwner(codebook, ref, letter, letters)
  if (owner !== null) return refuse(`${letter} is the key of ${owner}.`, 'Choose another letter.')
  return ok(editPart(codebook, ref, (part) => ({ ...part, key: letter })))
}

export const changeColor = (codebook: Codebook, type: string, color: ColorName): Result<Codebook> =>
  findType(codebook, type) ? ok(editType(codebook, type, (item) => ({ ...item, color }))) : gone()

/** Says whether annotations of a type may be about the whole article. */
export const changeSpanless = (codebook: Codebook, type: string, spanless: boolean): Result<Codebook> =>
  findType(codebook, type) ? ok(editType(codebook, type, (item) => ({ ...item, spanless }))) : gone()

/** Changes what an attribute takes: a choice begins without values and loses them when it becomes something else. */
export function changeInput(
  codebook: Codebook,
  ref: PartRef & { readonly kind: 'attribute' },
  input: AttributeDefinition['input'],
): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  return ok(
    editType(codebook, ref.type, (type) => ({
      ...type,
      attributes: type.attributes.map((attribute): AttributeDefinition => {
        if (attribute.id !== ref.attribute || attribute.input === input) return attribute
        if (input === 'choice') return { ...attribute, input, values: [] }
        if (attribute.input !== 'choice') return { ...attribute, input }
        const { values: _values, initial: _initial, ...rest } = attribute
        return { ...rest, input }
      }),
    })),
  )
}

/** Sets the value that new annotations start with; null for none. */
export function changeInitial(
  codebook: Codebook,
  ref: PartRef & { readonly kind: 'attribute' },
  value: string | null,
): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  return sound(
    editChoice(codebook, ref, (choice) =>
      value === null ? leaveOut(choice, ['initial']) : { ...choice, initial: value },
    ),
  )
}

/** Says what a role may lead to. */
export function changeRange(
  codebook: Codebook,
  ref: PartRef & { readonly kind: 'role' },
  range: { readonly toEntity: boolean; readonly toTypes: readonly string[] },
): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  if (!range.toEntity && range.toTypes.length === 0) {
    return refuse('A role must lead to something.', 'Choose a type, or entries of the register.')
  }
  return sound(editPart(codebook, ref, (part) => ({ ...part, ...range })))
}

/** Moves a part one place up (-1) or down (1) in its list. At the end of the list nothing happens. */
export function movePart(codebook: Codebook, ref: PartRef, by: 1 | -1): Result<Codebook> {
  const siblings = siblingsOf(codebook, ref)
  const from = siblings.findIndex(({ id }) => id === ownId(ref))
  if (from < 0) return gone()
  const to = from + by
  if (to < 0 || to >= siblings.length) return ok(codebook)
  return ok(
    editSiblings(codebook, ref, (items) => {
      const moved = [...items]
      moved.splice(to, 0, ...moved.splice(from, 1))
      return moved
    }),
  )
}

/** New annotations must not start with a value that is no longer offered. */
const notInitial = (codebook: Codebook, ref: PartRef): Codebook =>
  ref.kind === 'value'
    ? editChoice(codebook, ref, (choice) => (choice.initial === ref.value ? leaveOut(choice, ['initial']) : choice))
    : codebook

/** Takes a part out of use. It stays readable where annotations hold it, and its key is free for others. */
export function retirePart(codebook: Codebook, ref: PartRef): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  return ok(
    notInitial(
      editPart(codebook, ref, (part) => ({ ...part, retired: true })),
      ref,
    ),
  )
}

/** Offers a retired part again. Refused where its key has been given to another meanwhile. */
export function restorePart(codebook: Codebook, ref: PartRef, letters: WindowLetters = NO_LETTERS): Result<Codebook> {
  const part = findPart(codebook, ref)
  if (!part) return gone()
  if ((ref.kind === 'type' || ref.kind === 'role') && 'key' in part) {
    const owner = keyOwner(codebook, ref, part.key, letters)
    if (owner !== null) {
      return refuse(
        `Its key ${part.key} is now the key of ${owner}.`,
        `Give “${part.name}” another key, then restore it.`,
      )
    }
  }
  return ok(editPart(codebook, ref, (item) => leaveOut(item, ['retired'])))
}

/** Takes a part out of the codebook, and whatever refers to it there. */
export function removePart(codebook: Codebook, ref: PartRef): Result<Codebook> {
  if (!findPart(codebook, ref)) return gone()
  const left = editSiblings(notInitial(codebook, ref), ref, (items) => items.filter(({ id }) => id !== ownId(ref)))
  return ok(ref.kind === 'type' ? editRanges(left, (types) => types.filter((id) => id !== ref.type)) : left)
}
