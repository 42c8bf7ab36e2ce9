import type { Article } from '../../../model/record/article.ts'
import type { ArticleView } from '../../../model/acts/view.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { Annotator, Project } from '../../../model/record/project.ts'

/** Number of annotations by annotation type id. */
export type TypeCounts = Readonly<Record<string, number>>

/** The article on screen. Its annotations arrive in pages. */
export interface OpenArticle extends ArticleView {
  /** Annotations whose text is not under their span any more: annotation id → positions of the fragments. */
  readonly problems: ReadonlyMap<string, readonly number[]>
}

/**
 * The records that the window holds: all of the project but its texts, annotations and relations, and everything of the
 * open article. Immutable.
 */
export interface HeldRecords {
  readonly project: Project
  readonly articles: readonly Article[]
  readonly codebook: Codebook
  readonly annotators: readonly Annotator[]
  readonly entities: readonly Entity[]
  /** By article id; the open article's own counts come from its index. */
  readonly counts: Readonly<Record<string, TypeCounts>>
  readonly open: OpenArticle | null
}
