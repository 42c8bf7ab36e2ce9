import type { Annotation } from '../../../model/record/annotation.ts'
import type { Article } from '../../../model/record/article.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { Annotator, Project } from '../../../model/record/project.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { annotationCount, findAnnotation } from '../../store/sqlite/annotations.ts'
import { articleWithText, findArticle } from '../../store/sqlite/articles.ts'
import { findPrediction, hasPredictions } from '../../store/sqlite/predictions.ts'
import { annotators, codebooks, entities, projects } from '../../store/sqlite/register.ts'
import { rejectionsOf } from '../../store/sqlite/rejections.ts'
import { findRelation } from '../../store/sqlite/relations.ts'
import type { ReadHandle } from '../../store/sqlite/sqlite.ts'
import { DamagedProject } from '../../store/sqlite/store-failure.ts'
import { textOfArticle } from '../../store/sqlite/texts.ts'

/** What an import has to know of the project it goes into. */
export interface KnownProject {
  readonly project: Project | null
  readonly codebook: Codebook
  readonly annotators: readonly Annotator[]
  readonly entities: readonly Entity[]
  /** Annotations or suggestions, which are of types of its codebook. */
  readonly hasAnnotations: boolean
  article(id: string): Article | null
  /** Id of an article with that text. */
  articleWithText(textSha256: string): string | null
  text(article: string): string | null
  annotation(id: string): Annotation | null
  relation(id: string): Relation | null
  prediction(id: string): Prediction | null
  /** What was rejected in an article. */
  rejections(article: string): readonly Rejection[]
}

/** A project as a snapshot shows it. */
export function knownProject(db: ReadHandle): KnownProject {
  const [project] = projects.all(db)
  const [codebook] = codebooks.all(db)
  if (!project || !codebook) throw new DamagedProject('The project record or the codebook is missing.')
  const hasSuggestions = hasPredictions(db)
  const hasAnnotations = annotationCount(db) > 0 || hasSuggestions
  return {
    project,
    codebook,
    annotators: annotators.all(db),
    entities: entities.all(db),
    hasAnnotations,
    article: (id) => findArticle(db, id),
    articleWithText: (textSha256) => articleWithText(db, textSha256),
    text: (article) => textOfArticle(db, article),
    annotation: (id) => (hasAnnotations ? findAnnotation(db, id) : null),
    relation: (id) => (hasAnnotations ? findRelation(db, id) : null),
    prediction: (id) => (hasSuggestions ? findPrediction(db, id) : null),
    rejections: (article) => rejectionsOf(db, article),
  }
}

/** A project with nothing in it: for looking at a dataset by itself. */
export const noProject = (codebook: Codebook): KnownProject => ({
  project: null,
  codebook,
  annotators: [],
  entities: [],
  hasAnnotations: false,
  article: () => null,
  articleWithText: () => null,
  text: () => null,
  annotation: () => null,
  relation: () => null,
  prediction: () => null,
  rejections: () => [],
})
