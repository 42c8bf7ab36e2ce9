import type { DatasetChoices, Destination } from '../../../model/dataset/dataset-vocabulary.ts'

/* Answers about a dataset, one at a time: each replaces the earlier one for the same name. */

/** A destination as the value of a list: "new", "leave-out" or "is:ID". */
export const destinationValue = (to: Destination): string => (to.kind === 'existing' ? `is:${to.id}` : to.kind)

/** Reads {@link destinationValue} back. An id that was suggested with values to set keeps them. */
export function destinationOf(value: string, suggested: Destination): Destination {
  if (value === 'new' || value === 'leave-out') return { kind: value }
  const id = value.slice('is:'.length)
  return suggested.kind === 'existing' && suggested.id === id ? suggested : { kind: 'existing', id }
}

/** Where a part goes: as answered last, even if that is not planned yet; else as the plan says. */
export const chosenType = (choices: DatasetChoices, type: string, planned: Destination): Destination =>
  choices.types.find(([name]) => name === type)?.[1] ?? planned

/** The same for a part of a type. */
export const chosenPart = (
  chosen: DatasetChoices['attributes' | 'roles'],
  type: string,
  part: string,
  planned: Destination,
): Destination => chosen.find(([owner, name]) => owner === type && name === part)?.[2] ?? planned

export const chooseType = (choices: DatasetChoices, type: string, to: Destination): DatasetChoices => ({
  ...choices,
  types: [...choices.types.filter(([name]) => name !== type), [type, to]],
  // Answers about its parts were about another type.
  attributes: choices.attributes.filter(([name]) => name !== type),
  roles: choices.roles.filter(([name]) => name !== type),
})

export const chooseAttribute = (
  choices: DatasetChoices,
  type: string,
  attribute: string,
  to: Destination,
): DatasetChoices => ({
  ...choices,
  attributes: [
    ...choices.attributes.filter(([owner, name]) => owner !== type || name !== attribute),
    [type, attribute, to],
  ],
})

export const chooseRole = (choices: DatasetChoices, type: string, role: string, to: Destination): DatasetChoices => ({
  ...choices,
  roles: [...choices.roles.filter(([owner, name]) => owner !== type || name !== role), [type, role, to]],
})
