import { TABLES, currentCodebook, currentProject } from '../../store/sqlite/tables.ts'
import { type Annotation, compareAnnotations, mismatchedFragments } from '../../../model/record/annotation.ts'
import type { Article } from '../../../model/record/article.ts'
import type { ProjectRecord, RecordKind } from '../../../model/record/project.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import { type Failed, fail, ok, type Result } from '../../../model/value/result.ts'
import { predictedKey, spansOf } from '../../../model/record/prediction.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import type { ArticleSuggestion, DatasetSource, ExportedArticle } from '../../formats/kit/exporter.ts'
import { sha256 as sha256Of } from '../../files/sha256.ts'
import { byteOffsets } from '../../articles-in/text/byte-offsets.ts'
import { annotationCount, annotationsOf, attributesInUse } from '../../store/sqlite/annotations.ts'
import { hasPredictions, predictionsOf } from '../../store/sqlite/predictions.ts'
import { rejectionsOf } from '../../store/sqlite/rejections.ts'
import { danglingRelationIds, relationCount, relationsOf, rolesInUse } from '../../store/sqlite/relations.ts'
import { createSealing, isSealed } from '../../store/sqlite/seals.ts'
import type { ReadHandle } from '../../store/sqlite/sqlite.ts'
import { DamagedProject } from '../../store/damaged-project.ts'
import { bodyOfArticle, findBody, findOriginal } from '../../store/sqlite/texts.ts'
import type { DamagedIds } from './damaged-ids.ts'
import type { ExportDamage } from './export-damage.ts'

/** What an exporter has read so far. */
export interface ExportTally {
  /** Ids: a format may go through an article several times. */
  readonly articles: Set<string>
  /** Of those articles and of the current one. */
  annotations: number
}

export interface TalliedSource {
  readonly source: DatasetSource
  /** Of the whole project, for the progress. */
  readonly totals: { readonly articles: number; readonly annotations: number; readonly relations: number }
  readonly tally: ExportTally
}

/** What is wrong with the project goes here, and what must not be exported because of it. */
export interface Inspection {
  readonly damage: ExportDamage
  readonly damaged: DamagedIds
}

/**
 * What an exporter reads, straight from the store and row by row. What cannot be read, is not as it was saved, or does not
 * stand where it says in the text is left out and noted on its way. `wanted` names the articles, null for all; what is in
 * others is not found.
 */
export function datasetSource(
  db: ReadHandle,
  wanted: readonly string[] | null,
  inspection: Inspection,
): Result<TalliedSource> {
  const { damage, damaged } = inspection
  const project = currentProject(db)
  const codebook = currentCodebook(db)
  if (!project || !codebook)
    throw new DamagedProject('The project record, or every codebook, is missing or unreadable.')
  const sealed = isSealed(db)
  const all = proven(db, 'article', [...TABLES.article.all(db)], '')
  const chosen = wanted ? all.filter(({ id }) => wanted.includes(id)) : all
  const missing = wanted?.filter((id) => !chosen.some((article) => article.id === id)) ?? []
  const unreadable = missing.filter((id) => damage.items.some((item) => item.kind === 'article' && item.id === id))
  if (unreadable.length > 0) return damagedArticles(unreadable)
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
  const found = chosen.filter((article) => hasSoundText(db, article, damage))
  if (found.length === 0 && chosen.length > 0) return damagedArticles(chosen.map(({ id }) => id))
  const left = new Set(chosen.map(({ id }) => id))
  for (const { id } of found) left.delete(id)
  const exported = new Set(found.map(({ id }) => id))
  const loose = new Set(danglingRelationIds(db))
  const entities = proven(db, 'entity', [...TABLES.entity.all(db)], '')
  proven(db, 'project', [project], '')
  const register = new Set(entities.map(({ id }) => id))
  /** Whether an annotation can be an end of a relation, in whatever article it is. */
  const stands = (id: string): boolean => {
    if (damaged.knows(id)) return false
    if (left.size === 0 && damaged.none) return true
    const annotation = TABLES.annotation.find(db, id)
    return annotation !== null && !left.has(annotation.article)
  }
  const tally: ExportTally = { articles: new Set(), annotations: 0 }
  const reading: Reading = {
    db,
    tally,
    inspection,
    // Every format asks for the suggestions of every article, and most projects have none.
    isSuggesting: hasPredictions(db),
    sealed,
    proven,
    keepsRelation({ id, source, target }) {
      const kept =
        !loose.has(id) &&
        stands(source) &&
        ('entity' in target ? register.has(target.entity) : stands(target.annotation))
      if (!kept) damage.note('loose-end', id)
      return kept
    },
  }
  const source: DatasetSource = {
    project,
    codebook,
    annotators: proven(db, 'annotator', [...TABLES.annotator.all(db)], ''),
    entities,
    attributesInUse: attributesInUse(db),
    rolesInUse: rolesInUse(db),
    annotation(id) {
      const annotation = damaged.knows(id) ? null : TABLES.annotation.find(db, id)
      return annotation && exported.has(annotation.article) ? annotation : null
    },
    *articles() {
      for (const item of found) yield exportedArticle(reading, item)
    },
  }
  /** Records as they were read; where they are not all of them, as they were saved, that is noted. */
  function proven<R extends ProjectRecord>(
    handle: ReadHandle,
    kind: RecordKind,
    records: readonly R[],
    article: string,
  ) {
    if (!sealed) return records
    const sealing = createSealing()
    for (const record of records) sealing.add(record)
    if (!sealing.holds(handle, kind, article)) noteBroken(damage, kind, article)
    return records
  }
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  const totals = {
    articles: found.length,
    annotations: wanted ? sum(found.map(({ id }) => annotationCount(db, id))) : annotationCount(db),
    relations: wanted ? sum(found.map(({ id }) => relationsOf(db, id).length)) : relationCount(db),
  }
  return ok({ source, totals, tally })
}

const damagedArticles = (ids: readonly string[]): Failed =>
  fail(
    'damaged-project',
    ids.length === 1
      ? 'This article is damaged: it cannot be read, or its text is not the one that it was imported with.'
      : 'None of these articles can be exported: they cannot be read, or their texts are not the ones they were imported with.',
    'Nothing was written. Run “doctor” on the project to see what can be repaired.',
    ids,
  )

/** Proves the text of an article before anything is written. A text that is missing is noted as an article that is. */
function hasSoundText(db: ReadHandle, article: Article, damage: ExportDamage): boolean {
  const { id, body } = article
  const found = bodyOfArticle(db, article)
  if (!found) damage.add({ kind: 'article', id, article: id, why: `The text ${body} of article ${id} is missing.` })
  return found !== null && !damage.items.some((item) => item.kind === 'text' && item.id === id)
}

/** What an article is read with. */
interface Reading {
  readonly db: ReadHandle
  readonly tally: ExportTally
  readonly inspection: Inspection
  readonly isSuggesting: boolean
  keepsRelation(relation: Relation): boolean
  readonly sealed: boolean
  proven<R extends ProjectRecord>(
    db: ReadHandle,
    kind: RecordKind,
    records: readonly R[],
    article: string,
  ): readonly R[]
}

/** Text, blocks and relations are read when an exporter asks for them: a list of the articles needs none of them. */
function exportedArticle(reading: Reading, article: Article): ExportedArticle {
  const { db, inspection, isSuggesting, keepsRelation, proven } = reading
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
      if (original && sha256Of(original) !== sha256) {
        inspection.damage.note('original', article.id)
        return null
      }
      const mapped = original && byteOffsets(original, readBody().text, encoding, fileName)
      return mapped?.ok ? mapped.value.toByte : null
    },
    get relations() {
      return proven(db, 'relation', relationsOf(db, article.id), article.id).filter(keepsRelation)
    },
    get suggestions() {
      return isSuggesting ? suggestionsIn(reading, article.id, () => readBody().text) : []
    },
    annotations: () => provenAnnotations(reading, article.id, readBody().text),
  }
}

/** Checked against the text as annotations are. */
function suggestionsIn(
  { db, inspection, proven }: Reading,
  article: string,
  textOf: () => string,
): ArticleSuggestion[] {
  const predictions = proven(db, 'prediction', predictionsOf(db, article), article)
  if (predictions.length === 0) return []
  const text = textOf()
  const rejected = proven(db, 'rejection', rejectionsOf(db, article), article)
  const rejections = new Map(rejected.map((rejection) => [rejectedKey(rejection), rejection]))
  return predictions.flatMap((prediction) => {
    if (!isInPlace(prediction, text, inspection)) return []
    return [{ prediction, rejection: rejections.get(predictedKey(prediction.type, spansOf(prediction))) ?? null }]
  })
}

/** Whether quotes stand where they say; notes what is not. */
function isInPlace(record: Pick<Annotation, 'id' | 'fragments'>, text: string, { damage, damaged }: Inspection) {
  if (mismatchedFragments(record, text).length === 0) return true
  damage.note('misplaced', record.id)
  damaged.meet(record.id)
  return false
}

function* provenAnnotations(
  { db, tally, inspection, sealed }: Reading,
  article: string,
  text: string,
): Iterable<Annotation> {
  const first = !tally.articles.has(article)
  let before: Annotation | null = null
  const sealing = sealed && first ? createSealing() : null
  for (const annotation of annotationsOf(db, article)) {
    sealing?.add(annotation)
    if (!isInPlace(annotation, text, inspection)) continue
    if (first) tally.annotations++
    if (before && compareAnnotations(before, annotation) > 0) inspection.damage.note('order', annotation.id)
    before = annotation
    yield annotation
  }
  if (sealing?.holds(db, 'annotation', article) === false) noteBroken(inspection.damage, 'annotation', article)
  tally.articles.add(article)
}

/** What is missing because it cannot be read has been named already, one by one. */
function noteBroken(damage: ExportDamage, kind: RecordKind, article: string): void {
  const isNamed = damage.items.some((item) => item.kind === kind && (item.article ?? '') === article)
  if (!isNamed) damage.note('altered', article === '' ? `all of kind ${kind}` : `${kind} in ${article}`)
}
