import type { Annotation } from '../record/annotation.ts'
import type { Article } from '../record/article.ts'
import type { ArticleBody } from '../text/block.ts'
import type { Damage } from '../record/damage.ts'
import type { Prediction } from '../record/prediction.ts'
import type { Rejection } from '../record/rejection.ts'
import type { Relation } from '../record/relation.ts'

/** An article with its text and all its records except annotations, which follow in pages. */
export interface OpenedArticle {
  readonly article: Article
  readonly body: ArticleBody
  readonly annotationCount: number
  readonly relations: readonly Relation[]
  /** What other programs predicted, accepted, rejected or neither. */
  readonly predictions: readonly Prediction[]
  /** Suggestions that are not to be made again. */
  readonly rejections: readonly Rejection[]
  /** What of it cannot be read, or is not as it was saved. */
  readonly damage: readonly Damage[]
}

/** An annotation whose quotes do not match the text under its fragments. It is listed, not hidden. */
export interface QuoteProblem {
  readonly annotation: string
  /** Positions of those fragments in the annotation, from 0. */
  readonly fragments: readonly number[]
}

/** A page of an article's annotations in reading order. `next` is null after the last. */
export interface AnnotationPage {
  readonly annotations: readonly Annotation[]
  readonly problems: readonly QuoteProblem[]
  readonly next: number | null
  /** Annotations of the page that cannot be read. */
  readonly damage: readonly Damage[]
}
