import type { Annotation } from '../../model/annotation.ts'
import type { Article } from '../../model/article.ts'
import type { Codebook } from '../../model/codebook.ts'
import type { Entity } from '../../model/entity.ts'
import type { Annotator, Project } from '../../model/project.ts'
import type { Relation } from '../../model/relation.ts'
import { annotationCount, findAnnotation } from '../store/annotations.ts'
import { articleWithText, findArticle } from '../store/articles.ts'
import { annotators, codebooks, entities, projects } from '../store/register.ts'
import { findRelation } from '../store/relations.ts'
import type { ReadHandle } from '../store/sqlite.ts'
import { DamagedProject } from '../store/store-failure.ts'
import { textOfArticle } from '../store/texts.ts'

/** What an import has to know of the project it goes into. */
export interface KnownProject {
  readonly project: Project | null
  readonly codebook: Codebook
  readonly annotators: readonly Annotator[]
  readonly entities: readonly Entity[]
  readonly hasAnnotations: boolean
  article(id: string): Article | null
  /** Id of an article with that text. */
  articleWithText(textSha256: string): string | null
  text(article: string): string | null
  annotation(id: string): Annotation | null
  relation(id: string): Relation | null
}

/** A project as a snapshot shows it. */
export function knownProject(db: ReadHandle): KnownProject {
  const [project] = projects.all(db)
  const [codebook] = codebooks.all(db)
  if (!project || !codebook) throw new DamagedProject('The project record or the codebook is missing.')
  const hasAnnotations = annotationCount(db) > 0
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
})
