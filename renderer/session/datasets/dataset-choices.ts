import type { DatasetChoices, Destination } from '../../../model/dataset/dataset-vocabulary.ts'

/* What a person settles about a dataset, one answer at a time: the answer that was there for the same name goes. */

/** A destination as the value of a list: "new", "leave-out" or "is:ID". */
export const destinationValue = (to: Destination): string => (to.kind === 'existing' ? `is:${to.id}` : to.kind)

/** Reads {@link destinationValue} back. An id that was suggested with values to set keeps them. */
export function destinationOf(value: string, suggested: Destination): Destination {
  if (value === 'new' || value === 'leave-out') return { kind: value }
  const id = value.slice('is:'.length)
  return suggested.kind === 'existing' && suggested.id === id ? suggested : { kind: 'existing', id }
}

/** Where a part goes: as was answered last, whether or not that has been planned yet; else as the plan says. */
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
  // What was said about its parts was said about another type.
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
