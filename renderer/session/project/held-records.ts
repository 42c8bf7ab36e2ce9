import type { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import type { Article } from '../../../model/record/article.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import type { Annotator, Project } from '../../../model/record/project.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import type { RecordMap } from '../../../model/value/record-map.ts'

/** Number of annotations by annotation type id. */
export type TypeCounts = Readonly<Record<string, number>>

/** The article on screen. Its annotations arrive in pages. */
export interface OpenArticle {
  readonly article: Article
  readonly body: ArticleBody
  readonly index: AnnotationIndex
  /** Relations of its annotations, at either end: some begin in other articles. By id. */
  readonly relations: RecordMap<Relation>
  /** What other programs predicted, decided or not. By id. */
  readonly predictions: RecordMap<Prediction>
  /** Suggestions that are not to be made again, by their key. */
  readonly rejections: ReadonlyMap<string, Rejection>
  /** Whether all pages of annotations have arrived. */
  readonly complete: boolean
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
