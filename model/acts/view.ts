import type { AnnotationIndex } from '../annotation/annotation-index.ts'
import type { Article } from '../record/article.ts'
import type { ArticleBody } from '../text/block.ts'
import type { Codebook } from '../record/codebook.ts'
import type { Entity } from '../record/entity.ts'
import type { Prediction } from '../record/prediction.ts'
import type { Rejection } from '../record/rejection.ts'
import type { Relation } from '../record/relation.ts'
import type { RecordMap } from '../value/record-map.ts'

/*
 * An act is something a person can do, as a function from a view of the project to one Change. Acts only build that
 * value: whoever calls them sends it to the project. Ids and time are given.
 */

/** What acts read of the open article. */
export interface ArticleView {
  readonly article: Article
  readonly body: ArticleBody
  readonly index: AnnotationIndex
  /** Relations of the article's annotations, at either end: some begin in other articles. By id. */
  readonly relations: RecordMap<Relation>
  readonly predictions: RecordMap<Prediction>
  /** Suggestions that are not to be made again, by their key. */
  readonly rejections: ReadonlyMap<string, Rejection>
  /** Whether all annotations are in the index. */
  readonly complete: boolean
}

/** What acts read of the project. */
export interface ProjectView {
  readonly codebook: Codebook
  readonly entities: readonly Entity[]
  /** Id of the annotator who acts. */
  readonly annotator: string
  readonly open: ArticleView | null
}

/** Ids and the clock of one act. */
export interface ActContext {
  readonly newId: () => string
  readonly now: () => string
}
