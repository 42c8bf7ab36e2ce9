import type { AnnotationStatus } from '../../../model/record/annotation.ts'
import type { ArticleStatus } from '../../../model/record/article.ts'

/* Statuses in words. */

export const ARTICLE_STATUS_NAMES: Readonly<Record<ArticleStatus, string>> = {
  new: 'New',
  'in-progress': 'In progress',
  done: 'Done',
}

export const ANNOTATION_STATUS_NAMES: Readonly<Record<AnnotationStatus, string>> = {
  draft: 'Draft',
  final: 'Final',
  disputed: 'Disputed',
}
