import { TABLES, currentCodebook, currentProject } from '../../store/sqlite/tables.ts'
import { type Annotation, mismatchedFragments } from '../../../model/record/annotation.ts'
import type { Article } from '../../../model/record/article.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import { type Failure, fail, ok, type Result } from '../../../model/value/result.ts'
import { predictedKey, spansOf } from '../../../model/record/prediction.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import type { ArticleSuggestion, DatasetSource, ExportedArticle } from '../../formats/kit/exporter.ts'
import { byteOffsets } from '../../articles-in/text/byte-offsets.ts'
import { annotationCount, annotationsOf, attributesInUse } from '../../store/sqlite/annotations.ts'
import { hasPredictions, predictionsOf } from '../../store/sqlite/predictions.ts'
import { rejectionsOf } from '../../store/sqlite/rejections.ts'
import { relationCount, relationsOf, rolesInUse } from '../../store/sqlite/relations.ts'
import type { ReadHandle } from '../../store/sqlite/sqlite.ts'
import { DamagedProject } from '../../store/damaged-project.ts'
import { findBody, findOriginal } from '../../store/sqlite/texts.ts'

/** What an exporter has read so far, and what was wrong with it. */
export interface ExportTally {
  /** Ids: a format may go through an article several times. */
  readonly articles: Set<string>
  /** Of those articles and of the current one. */
  annotations: number
  /** Annotations and suggestions whose quote is not in the text. */
  readonly mismatched: Set<string>
}

export interface TalliedSource {
  readonly source: DatasetSource
  /** Of the whole project, for the progress. */
  readonly totals: { readonly articles: number; readonly annotations: number; readonly relations: number }
  readonly tally: ExportTally
}

/**
 * What an exporter reads, straight from the store and row by row. Every fragment is checked against the text on its way;
 * {@link mismatchFailure} says afterwards whether the dataset may be kept. `wanted` names the articles, null for all;
 * what is in others is not found.
 */
export function datasetSource(db: ReadHandle, wanted: readonly string[] | null): Result<TalliedSource> {
  const project = currentProject(db)
  const codebook = currentCodebook(db)
  if (!project || !codebook) throw new DamagedProject('The project record or the codebook is missing.')
  const articles = wanted ? wanted.map((id) => TABLES.article.find(db, id)) : [...TABLES.article.all(db)]
  const missing = wanted?.filter((_, position) => articles[position] === null) ?? []
  if (missing.length > 0) {
    return fail(
      'not-found',
      missing.length === 1
        ? 'This article is not in the project.'
        : `${missing.length} articles are not in the project.`,
      'Choose others, or export the whole project.',
      missing,
    )
  }
  const found = articles.filter((article) => article !== null)
  const exported = wanted && new Set(wanted)
  // Every format asks for the suggestions of every article, and most projects have none.
  const isSuggesting = hasPredictions(db)
  const tally: ExportTally = { articles: new Set(), annotations: 0, mismatched: new Set() }
  const source: DatasetSource = {
    project,
    codebook,
    annotators: [...TABLES.annotator.all(db)],
    entities: [...TABLES.entity.all(db)],
    attributesInUse: attributesInUse(db),
    rolesInUse: rolesInUse(db),
    annotation(id) {
      const annotation = TABLES.annotation.find(db, id)
      return annotation && (exported?.has(annotation.article) ?? true) ? annotation : null
    },
    *articles() {
      for (const item of found) yield exportedArticle(db, item, tally, isSuggesting)
    },
  }
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  const totals = {
    articles: found.length,
    annotations: wanted ? sum(found.map(({ id }) => annotationCount(db, id))) : annotationCount(db),
    relations: wanted ? sum(found.map(({ id }) => relationsOf(db, id).length)) : relationCount(db),
  }
  return ok({ source, totals, tally })
}

/** Text, blocks and relations are read when an exporter asks for them: a list of the articles needs none of them. */
function exportedArticle(db: ReadHandle, article: Article, tally: ExportTally, isSuggesting: boolean): ExportedArticle {
  let body: ArticleBody | null = null
  const readBody = (): ArticleBody => {
    body ??= findBody(db, article.body)
    if (!body) throw new DamagedProject(`The text of the article "${article.title}" is missing.`)
    return body
  }
  return {
    article,
    get text() {
      return readBody().text
    },
    get blocks() {
      return readBody().blocks
    },
    originalBytes() {
      const { mediaType, encoding, fileName, sha256 } = article.source
      const original = mediaType === 'text/plain' ? findOriginal(db, sha256) : null
      const mapped = original && byteOffsets(original, readBody().text, encoding, fileName)
      return mapped?.ok ? mapped.value.toByte : null
    },
    get relations() {
      return relationsOf(db, article.id)
    },
    get suggestions() {
      return isSuggesting ? suggestionsIn(db, article.id, () => readBody().text, tally) : []
    },
    annotations: () => checked(annotationsOf(db, article.id), article.id, readBody().text, tally),
  }
}

/** Checked against the text as annotations are. */
function suggestionsIn(db: ReadHandle, article: string, textOf: () => string, tally: ExportTally): ArticleSuggestion[] {
  const predictions = predictionsOf(db, article)
  if (predictions.length === 0) return []
  const text = textOf()
  const rejections = new Map(rejectionsOf(db, article).map((rejection) => [rejectedKey(rejection), rejection]))
  return predictions.map((prediction) => {
    if (mismatchedFragments(prediction, text).length > 0) tally.mismatched.add(prediction.id)
    return { prediction, rejection: rejections.get(predictedKey(prediction.type, spansOf(prediction))) ?? null }
  })
}

function* checked(
  annotations: Iterable<Annotation>,
  article: string,
  text: string,
  tally: ExportTally,
): Iterable<Annotation> {
  const first = !tally.articles.has(article)
  for (const annotation of annotations) {
    if (first) tally.annotations++
    if (mismatchedFragments(annotation, text).length > 0) tally.mismatched.add(annotation.id)
    yield annotation
  }
  tally.articles.add(article)
}

/** Names the annotations that cannot be re-found in their text; null when the dataset proves itself. */
export function mismatchFailure({ mismatched }: ExportTally): Failure | null {
  if (mismatched.size === 0) return null
  const number =
    mismatched.size === 1 ? '1 annotation or suggestion is' : `${mismatched.size} annotations or suggestions are`
  return fail(
    'quote-mismatch',
    `The dataset was not written: the quote of ${number} not what stands at its place in the text.`,
    'Correct or remove what is listed, then export again.',
    [...mismatched],
  ).failure
}
