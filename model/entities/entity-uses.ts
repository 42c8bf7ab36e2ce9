import type { Annotation } from '../record/annotation.ts'
import type { Relation } from '../record/relation.ts'

/** How often an entity is pointed to, over all articles. */
export interface EntityUse {
  readonly entity: string
  /** Annotations that name it. */
  readonly mentions: number
  /** Relations that lead to it. */
  readonly relations: number
  /** ISO 8601, UTC: when one of them was changed last. */
  readonly lastUsed: string | null
}

/** A mention of an entity in its sentence. `quote` is empty where the annotation is about the whole article. */
export interface EntityMention {
  readonly annotation: string
  readonly article: string
  readonly type: string
  readonly before: string
  readonly quote: string
  readonly after: string
}

/** A page of the mentions of an entity, article by article. `next` is null after the last. */
export interface MentionPage {
  readonly mentions: readonly EntityMention[]
  readonly next: number | null
}

/** What points to some entities, in all articles. */
export interface EntityPointers {
  readonly annotations: readonly Annotation[]
  readonly relations: readonly Relation[]
}
