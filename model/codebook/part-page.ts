import type { Relation } from '../record/relation.ts'

/** A relation with the annotation type of its source. */
export type LinkedRelation = readonly [sourceType: string, relation: Relation]

/** A page of records that use parts of the codebook, by id. `next` is null after the last. */
export interface PartPage<T> {
  readonly items: readonly T[]
  readonly next: string | null
}
