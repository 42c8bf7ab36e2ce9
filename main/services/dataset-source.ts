import { type Annotation, mismatchedFragments } from '../../model/annotation.ts'
import type { Article } from '../../model/article.ts'
import { type Failure, fail, ok, type Result } from '../../model/result.ts'
import type { ArticleSource, DatasetSource } from '../export/exporter.ts'
import { allArticles, findArticle } from '../store/articles.ts'
import { annotationCount, annotationsOf, attributesInUse, findAnnotation } from '../store/annotations.ts'
import { annotators, codebooks, entities, projects } from '../store/register.ts'
import { relationCount, relationsOf, rolesInUse } from '../store/relations.ts'
import type { ReadHandle } from '../store/sqlite.ts'
import { DamagedProject } from '../store/store-failure.ts'
import { findBody } from '../store/texts.ts'

/** What has gone through an exporter so far, and what was wrong with it. */
export interface DatasetCount {
  articles: number
  annotations: number
  /** Annotations whose quote is not in the text. */
  readonly mismatched: string[]
}

export interface CountedSource {
  readonly source: DatasetSource
  readonly totals: { readonly articles: number; readonly annotations: number; readonly relations: number }
  readonly count: DatasetCount
}

/**
 * What an exporter reads, straight from the store and row by row. Every fragment is checked against the text on its way;
 * {@link mismatchFailure} tells afterwards whether the dataset may be kept. `article` limits it to one.
 */
export function datasetSource(db: ReadHandle, article: string | null): Result<CountedSource> {
  const [project] = projects.all(db)
  const [codebook] = codebooks.all(db)
  if (!project || !codebook) throw new DamagedProject('The project record or the codebook is missing.')
  const only = article === null ? null : findArticle(db, article)
  if (article !== null && !only) {
    return fail(
      'not-found',
      'This article is not in the project.',
      'Choose another one, or export the whole project.',
      [article],
    )
  }
  const articles = only ? [only] : allArticles(db)
  const count: DatasetCount = { articles: 0, annotations: 0, mismatched: [] }
  const source: DatasetSource = {
    project,
    codebook,
    annotators: annotators.all(db),
    entities: entities.all(db),
    attributesInUse: attributesInUse(db),
    rolesInUse: rolesInUse(db),
    annotation: (id) => findAnnotation(db, id),
    *articles() {
      for (const item of articles) {
        yield articleSource(db, item, count)
      }
    },
  }
  const totals = {
    articles: articles.length,
    annotations: annotationCount(db, only?.id),
    relations: only ? relationsOf(db, only.id).length : relationCount(db),
  }
  return ok({ source, totals, count })
}

/** Text and relations are read when an exporter asks for them: a list of the articles needs neither. */
function articleSource(db: ReadHandle, article: Article, count: DatasetCount): ArticleSource {
  let text: string | undefined
  const readText = (): string => {
    text ??= findBody(db, article.body)?.text
    if (text === undefined) throw new DamagedProject(`The text of the article "${article.title}" is missing.`)
    return text
  }
  return {
    article,
    get text() {
      return readText()
    },
    get relations() {
      return relationsOf(db, article.id)
    },
    annotations: () => checked(annotationsOf(db, article.id), readText(), count),
  }
}

function* checked(annotations: Iterable<Annotation>, text: string, count: DatasetCount): Iterable<Annotation> {
  for (const annotation of annotations) {
    count.annotations++
    if (mismatchedFragments(annotation, text).length > 0) count.mismatched.push(annotation.id)
    yield annotation
  }
  count.articles++
}

/** Names the annotations that cannot be re-found in their text; null when the dataset proves itself. */
export function mismatchFailure({ mismatched }: DatasetCount): Failure | null {
  if (mismatched.length === 0) return null
  const number = mismatched.length === 1 ? '1 annotation is' : `${mismatched.length} annotations are`
  return fail(
    'quote-mismatch',
    `The dataset was not written: the quote of ${number} not what stands at its place in the text.`,
    'Correct or remove what is listed, then export again.',
    mismatched,
  ).failure
}
