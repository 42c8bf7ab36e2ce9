import { makeAnnotation } from '../annotation/annotate.ts'
import type { Annotation } from '../record/annotation.ts'
import type { AnnotationType } from '../record/codebook.ts'
import type { Span } from '../text/span.ts'
import type { Result } from '../value/result.ts'
import type { ActContext, ArticleView, ProjectView } from './view.ts'

/** A new annotation over spans (UTF-16) of the open article, by whoever acts and with the codebook as it is. */
export const makeInArticle = (
  { annotator, codebook }: ProjectView,
  { article, body }: ArticleView,
  type: AnnotationType,
  spans: readonly Span[],
  context: ActContext,
): Result<Annotation> =>
  makeAnnotation(type, spans, {
    id: context.newId(),
    now: context.now(),
    article: article.id,
    text: body.text,
    annotator,
    codebookVersion: codebook.version,
  })
