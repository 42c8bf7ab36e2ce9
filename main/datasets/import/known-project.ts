import { TABLES, currentCodebook, currentProject } from '../../store/sqlite/tables.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { Article } from '../../../model/record/article.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { Annotator, Project } from '../../../model/record/project.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { annotationCount } from '../../store/sqlite/annotations.ts'
import { articleWithText } from '../../store/sqlite/articles.ts'
import { hasPredictions } from '../../store/sqlite/predictions.ts'
import { rejectionsOf } from '../../store/sqlite/rejections.ts'
import type { ReadHandle } from '../../store/sqlite/sqlite.ts'
import { DamagedProject } from '../../store/damaged-project.ts'
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
  const project = currentProject(db)
  const codebook = currentCodebook(db)
  if (!project || !codebook) throw new DamagedProject('The project record or the codebook is missing.')
  const hasSuggestions = hasPredictions(db)
  const hasAnnotations = annotationCount(db) > 0 || hasSuggestions
  return {
    project,
    codebook,
    annotators: [...TABLES.annotator.all(db)],
    entities: [...TABLES.entity.all(db)],
    hasAnnotations,
    article: (id) => TABLES.article.find(db, id),
    articleWithText: (textSha256) => articleWithText(db, textSha256),
    text: (article) => textOfArticle(db, article),
    annotation: (id) => (hasAnnotations ? TABLES.annotation.find(db, id) : null),
    relation: (id) => (hasAnnotations ? TABLES.relation.find(db, id) : null),
    prediction: (id) => (hasSuggestions ? TABLES.prediction.find(db, id) : null),
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
