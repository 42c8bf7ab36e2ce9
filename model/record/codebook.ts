/** Palette colours of the annotation types. Each has a light and a dark tone in the window's style sheet. */
export type ColorName = 'blue' | 'orange' | 'green' | 'purple' | 'grey' | 'red' | 'yellow' | 'cyan'

export const COLOR_NAMES: readonly ColorName[] = ['blue', 'orange', 'green', 'purple', 'grey', 'red', 'yellow', 'cyan']

/** What explains a part of the codebook beyond its definition. Nothing of it has to be there. */
interface Explained {
  /** Pieces of text that the part is meant for, one an item. */
  readonly examples?: readonly string[]
  /** When to use it and when not, for the people who tag. */
  readonly guidelines?: string
}

/** What a part of the codebook is called: by the program, by people, and in datasets. */
interface Named {
  /** Ours; never changes. */
  readonly id: string
  /** For people. */
  readonly name: string
  /** The word for it in datasets, letter by letter, where it is not the id. */
  readonly label?: string
}

/** One value of a choice. A retired value stays readable in old annotations and is no longer offered. */
export interface ChoiceValue extends Named, Explained {
  readonly description?: string
  readonly retired?: boolean
}

interface AttributeBase extends Named, Explained {
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
export interface RoleDefinition extends Named, Explained {
  /** A single letter, upper case. Unique among the roles of its type that are not retired; most have one. */
  readonly key?: string
  readonly description?: string
  /** Whether the target may be an entry of the register. */
  readonly toEntity: boolean
  /** Annotation types the target may have. */
  readonly toTypes: readonly string[]
  readonly retired?: boolean
}

/** An annotation type: entity, quote, claim, stance, cue, or one that a project made for itself. */
export interface AnnotationType extends Named, Explained {
  /** The single letter that tags with it, upper case. Unique among the types that are not retired; most have one. */
  readonly key?: string
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
  /** What holds for tagging as a whole. */
  readonly guidelines?: string
  readonly version: number
  readonly types: readonly AnnotationType[]
}

/** What stands for a part where there is room for one character: its letter, or else the first one of its name. */
export const markOf = ({ key, name }: { readonly key?: string | undefined; readonly name: string }): string =>
  key ?? (Array.from(name.trim())[0] ?? '?').toUpperCase()

/** The type with an id, or undefined. */
export const findType = (codebook: Codebook, id: string): AnnotationType | undefined =>
  codebook.types.find((type) => type.id === id)

/** The attributes a new annotation of a type starts with: the initial values of its choices that are not retired. */
export function initialAttributes(type: AnnotationType): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const attribute of type.attributes) {
    if (attribute.input !== 'choice' || attribute.initial === undefined || attribute.retired) continue
    const value = attribute.values.find(({ id }) => id === attribute.initial)
    if (value && !value.retired) attributes[attribute.id] = value.id
  }
  return attributes
}

/** What is wrong with a codebook, as a sentence, and where: `['types', 2, 'key']`. */
interface CodebookIssue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

type Listed = readonly { readonly id: string; readonly label?: string }[]
type Keyed = readonly { readonly name: string; readonly key?: string; readonly retired?: boolean }[]

/** Every place where ids or keys are not unique, or something is named that is not there. */
export function codebookIssues(codebook: Codebook): CodebookIssue[] {
  const issues: CodebookIssue[] = []
  const once = (what: string, items: Listed, path: CodebookIssue['path']): void => {
    const seen = new Set<string>()
    items.forEach(({ id }, i) => {
      if (seen.has(id)) issues.push({ path: [...path, i, 'id'], message: `${what} "${id}" is defined twice.` })
      seen.add(id)
    })
    // An id is the label of a part that has none.
    const labels = new Set<string>()
    items.forEach(({ id, label = id }, i) => {
      if (labels.has(label)) issues.push({ path: [...path, i, 'label'], message: `Label "${label}" is used twice.` })
      labels.add(label)
    })
  }
  // What is retired needs no key any more: another may take it over.
  const ownKeys = (items: Keyed, path: CodebookIssue['path']): void => {
    const owners = new Map<string, string>()
    items.forEach(({ name, key, retired }, i) => {
      if (retired || key === undefined) return
      const other = owners.get(key)
      if (other === undefined) owners.set(key, name)
      else issues.push({ path: [...path, i, 'key'], message: `"${name}" and "${other}" share the key ${key}.` })
    })
  }
  once('Annotation type', codebook.types, ['types'])
  ownKeys(codebook.types, ['types'])
  codebook.types.forEach((type, t) => {
    once(`Attribute of ${type.name}`, type.attributes, ['types', t, 'attributes'])
    once(`Role of ${type.name}`, type.roles, ['types', t, 'roles'])
    ownKeys(type.roles, ['types', t, 'roles'])
    type.attributes.forEach((attribute, a) => {
      if (attribute.input !== 'choice') return
      const path = ['types', t, 'attributes', a]
      once(`Value of ${type.name}, ${attribute.name},`, attribute.values, [...path, 'values'])
      if (attribute.initial !== undefined && !attribute.values.some((value) => value.id === attribute.initial)) {
        const message = `${type.name}, ${attribute.name}: the initial value "${attribute.initial}" is not one of its values.`
        issues.push({ path: [...path, 'initial'], message })
      }
    })
    type.roles.forEach((role, r) => {
      role.toTypes.forEach((target, i) => {
        if (findType(codebook, target)) return
        const message = `${type.name}, role ${role.name}: there is no annotation type "${target}".`
        issues.push({ path: ['types', t, 'roles', r, 'toTypes', i], message })
      })
    })
  })
  return issues
}

/** Problems of a codebook as sentences; none means it can be used. */
export const codebookProblems = (codebook: Codebook): string[] => codebookIssues(codebook).map(({ message }) => message)
