import type { AttributeDefinition, Codebook } from '../record/codebook.ts'
import { findAttribute } from '../codebook/codebook-part.ts'
import { type Likeness, valueNamed } from './dataset-suggest.ts'
import type { DatasetVocabulary, MappedType } from './dataset-vocabulary.ts'

/** Where an attribute's values go. */
export interface AttributeRoute {
  readonly id: string
  readonly input: AttributeDefinition['input']
  /** The value that a foreign one becomes; null where it says nothing, or the codebook has none for it. */
  value(foreign: string): string | null
}

/** Where annotations of a foreign type go, with all that is said about them. */
export interface TypeRoute {
  readonly id: string
  /** Attributes that each of them gets. */
  readonly set: Readonly<Record<string, string>>
  attribute(foreign: string): AttributeRoute | null
  /** The id of the role that a relation gets. */
  role(foreign: string): string | null
}

/** Asked for every annotation of a dataset. Null: left out. */
export interface DatasetRoutes {
  route(foreignType: string): TypeRoute | null
}

/** What attributes and roles became, by {@link routeKey}. */
export interface MadeParts {
  readonly attributes: ReadonlyMap<string, string>
  readonly roles: ReadonlyMap<string, string>
}

export const routeKey = (type: string, name: string): string => JSON.stringify([type, name])

export function createRoutes(
  codebook: Codebook,
  vocabulary: DatasetVocabulary,
  types: readonly MappedType[],
  made: MadeParts,
  likeness: Likeness,
): DatasetRoutes {
  const routes = new Map<string, TypeRoute>()
  types.forEach(({ to, becomes }, position) => {
    const foreign = vocabulary[position]
    if (!foreign || becomes === null) return
    const attributes = new Map(
      foreign.attributes.flatMap(({ name }) => {
        const id = made.attributes.get(routeKey(foreign.name, name))
        const definition = id === undefined ? undefined : findAttribute(codebook, becomes, id)
        return definition ? [[name, attributeRoute(definition, likeness)] as const] : []
      }),
    )
    const roles = new Map(
      foreign.roles.flatMap(({ name }) => {
        const route = made.roles.get(routeKey(foreign.name, name))
        return route ? [[name, route] as const] : []
      }),
    )
    routes.set(foreign.name, {
      id: becomes,
      set: to.kind === 'existing' ? (to.set ?? {}) : {},
      attribute: (name) => attributes.get(name) ?? null,
      role: (name) => roles.get(name) ?? null,
    })
  })
  return { route: (foreignType) => routes.get(foreignType) ?? null }
}

function attributeRoute(definition: AttributeDefinition, likeness: Likeness): AttributeRoute {
  const { id, input } = definition
  if (input !== 'choice') return { id, input, value: (foreign) => foreign }
  const known = new Map<string, string | null>()
  return {
    id,
    input,
    value(foreign) {
      let value = known.get(foreign)
      if (value === undefined) {
        value = foreign === '' ? null : valueNamed(definition, foreign, likeness)
        known.set(foreign, value)
      }
      return value
    },
  }
}
