import type { AnnotationType, Codebook } from '../record/codebook.ts'

/**
 * The word for a part of a codebook in datasets: its label, or its id where it has none. Ids are ours and never change,
 * names are for people, labels are exchanged as they are, letter by letter.
 */
export const labelOf = ({ id, label }: { readonly id: string; readonly label?: string }): string => label ?? id

/** Labels by ids. What the codebook does not know keeps its id. */
export interface Labels {
  type(id: string): string
  attribute(type: string, id: string): string
  value(type: string, attribute: string, value: string): string
  role(type: string, id: string): string
}

type Named = { readonly id: string; readonly label?: string }
const byId = (parts: readonly Named[]): ReadonlyMap<string, string> =>
  new Map(parts.map((part) => [part.id, labelOf(part)]))

interface TypeLabels {
  readonly attributes: ReadonlyMap<string, string>
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly roles: ReadonlyMap<string, string>
}

const labelsOfType = ({ attributes, roles }: AnnotationType): TypeLabels => ({
  attributes: byId(attributes),
  values: new Map(
    attributes.flatMap((attribute) =>
      attribute.input === 'choice' ? [[attribute.id, byId(attribute.values)] as const] : [],
    ),
  ),
  roles: byId(roles),
})

/** The labels of a codebook's parts; null where every label is the id. */
export function labelsOf(codebook: Codebook): Labels | null {
  const parts: readonly Named[] = codebook.types.flatMap((type) => [
    type,
    ...type.roles,
    ...type.attributes.flatMap((attribute) => [attribute, ...(attribute.input === 'choice' ? attribute.values : [])]),
  ])
  if (parts.every(({ label }) => label === undefined)) return null
  const types = byId(codebook.types)
  const within = new Map(codebook.types.map((type) => [type.id, labelsOfType(type)]))
  return {
    type: (id) => types.get(id) ?? id,
    attribute: (type, id) => within.get(type)?.attributes.get(id) ?? id,
    value: (type, attribute, value) => within.get(type)?.values.get(attribute)?.get(value) ?? value,
    role: (type, id) => within.get(type)?.roles.get(id) ?? id,
  }
}

/** Attributes of an annotation of a type in labels: their names, and the values of choices. */
export const attributesInLabels = (
  labels: Labels,
  type: string,
  attributes: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).map(([id, value]) => [labels.attribute(type, id), labels.value(type, id, value)]),
  )

const asId = <P extends Named>({ label, ...part }: P): Omit<P, 'label'> => ({ ...part, id: label ?? part.id })

/** A codebook with labels in the place of ids. */
export function codebookInLabels(codebook: Codebook): Codebook {
  const labels = byId(codebook.types)
  return {
    ...codebook,
    types: codebook.types.map((type) => ({
      ...asId(type),
      attributes: type.attributes.map((attribute) => {
        if (attribute.input !== 'choice') return asId(attribute)
        const { initial, values, ...choice } = attribute
        const first = values.find(({ id }) => id === initial)
        return { ...asId(choice), values: values.map(asId), ...(first ? { initial: labelOf(first) } : {}) }
      }),
      roles: type.roles.map((role) => ({
        ...asId(role),
        toTypes: role.toTypes.map((id) => labels.get(id) ?? id),
      })),
    })),
  }
}
