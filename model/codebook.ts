/** Palette colours of the annotation types. Each has a light and a dark tone in the window's style sheet. */
export type ColorName = 'blue' | 'orange' | 'green' | 'purple' | 'grey' | 'red' | 'yellow' | 'cyan'

/** One value of a choice. A retired value stays readable in old annotations and is no longer offered. */
export interface ChoiceValue {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly retired?: boolean
}

interface AttributeBase {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly retired?: boolean
}

/**
 * What may be said about an annotation of a type. `choice`: one of its values; `text` and `url`: free; `entity`: an
 * entry of the register.
 */
export type AttributeDefinition = AttributeBase &
  (
    | { readonly input: 'choice'; readonly values: readonly ChoiceValue[]; readonly initial?: string }
    | { readonly input: 'text' | 'url' | 'entity' }
  )

/** A role: the label of relations that leave annotations of a type, and what they may lead to. */
export interface RoleDefinition {
  readonly id: string
  readonly name: string
  readonly key: string
  readonly description?: string
  /** Whether the target may be an entry of the register. */
  readonly toEntity: boolean
  /** Annotation types the target may have. */
  readonly toTypes: readonly string[]
  readonly retired?: boolean
}

/** An annotation type: entity, quote, claim, stance, cue, or one that a project made for itself. */
export interface AnnotationType {
  readonly id: string
  readonly name: string
  /** The single letter that tags with it, upper case. Unique in a codebook. */
  readonly key: string
  readonly color: ColorName
  readonly description: string
  /** Whether an annotation may be about the whole article. */
  readonly spanless: boolean
  readonly attributes: readonly AttributeDefinition[]
  readonly roles: readonly RoleDefinition[]
  readonly retired?: boolean
}

/** The annotation scheme of a project, as data. A change of it is a new version under the same id. */
export interface Codebook {
  readonly kind: 'codebook'
  readonly id: string
  readonly name: string
  readonly description: string
  readonly version: number
  readonly types: readonly AnnotationType[]
}

/** The type with an id, or undefined. */
export const findType = (codebook: Codebook, id: string): AnnotationType | undefined =>
  codebook.types.find((type) => type.id === id)

/** The attributes a new annotation of a type starts with: the initial values of its choices. */
export function initialAttributes(type: AnnotationType): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const attribute of type.attributes) {
    if (attribute.input === 'choice' && attribute.initial !== undefined) attributes[attribute.id] = attribute.initial
  }
  return attributes
}

/** Problems of a codebook as sentences; none means it can be used. Ids and keys must be unique where they are looked up. */
export function codebookProblems(codebook: Codebook): string[] {
  const problems: string[] = []
  const once = (what: string, items: readonly { readonly id: string }[]): void => {
    const seen = new Set<string>()
    for (const { id } of items) {
      if (seen.has(id)) problems.push(`${what} "${id}" is defined twice.`)
      seen.add(id)
    }
  }
  once('Annotation type', codebook.types)
  const keys = new Map<string, string>()
  for (const type of codebook.types) {
    const other = keys.get(type.key)
    if (other !== undefined) problems.push(`"${type.name}" and "${other}" share the key ${type.key}.`)
    keys.set(type.key, type.name)
    once(`Attribute of ${type.name}`, type.attributes)
    once(`Role of ${type.name}`, type.roles)
    for (const attribute of type.attributes) {
      if (attribute.input !== 'choice') continue
      once(`Value of ${type.name}, ${attribute.name},`, attribute.values)
      if (attribute.initial !== undefined && !attribute.values.some((value) => value.id === attribute.initial)) {
        problems.push(
          `${type.name}, ${attribute.name}: the initial value "${attribute.initial}" is not one of its values.`,
        )
      }
    }
    for (const role of type.roles) {
      for (const target of role.toTypes) {
        if (!findType(codebook, target)) {
          problems.push(`${type.name}, role ${role.name}: there is no annotation type "${target}".`)
        }
      }
    }
  }
  return problems
}
