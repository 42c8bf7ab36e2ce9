import type { Attributes } from './annotation.ts'

/** An entry of the project's register. An entity annotation that names it is one of its mentions. */
export interface Entity {
  readonly kind: 'entity'
  readonly id: string
  readonly name: string
  /** A value of the codebook's entity type: person, organization… */
  readonly type: string
  readonly aliases: readonly string[]
  /** Wikidata item ("Q42"), or null. */
  readonly wikidata: string | null
  readonly attributes: Attributes
}
