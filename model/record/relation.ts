import type { Attributes } from './annotation.ts'

/** The other end of a relation: an annotation, or an entity of the register. */
export type RelationTarget = { readonly annotation: string } | { readonly entity: string }

/** A directed link from an annotation; its label is a role of the codebook: speaker, cue, claimant, holder, target… */
export interface Relation {
  readonly kind: 'relation'
  readonly id: string
  /** Id of the article it belongs to: the one of its source. Its target may lie in another. */
  readonly article: string
  readonly role: string
  /** Id of the source annotation. */
  readonly source: string
  readonly target: RelationTarget
  readonly attributes: Attributes
  readonly annotator: string
  readonly createdAt: string
  readonly updatedAt: string
}
