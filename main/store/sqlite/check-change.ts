import { type Annotation, mismatchedFragments, splitsCharacters } from '../../../model/record/annotation.ts'
import type { Article } from '../../../model/record/article.ts'
import type { Change } from '../../../model/change/change.ts'
import { type Codebook, findType } from '../../../model/record/codebook.ts'
import { entitiesOf, entityAttributeIds, entityAttributeOf } from '../../../model/entities/mentions.ts'
import { relationProblem } from '../../../model/codebook/role-fit.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { type Failure, fail } from '../../../model/value/result.ts'
import { annotationCount, annotationsOf, findAnnotation } from './annotations.ts'
import { findArticle } from './articles.ts'
import { mentionsFrom } from './mentions.ts'
import { predictionCount, predictionsOf } from './predictions.ts'
import { annotators, codebooks, entities } from './register.ts'
import { rejectionCount } from './rejections.ts'
import { findRelation, relationsAtAnnotation, relationsAtEntity } from './relations.ts'
import type { ReadHandle } from './sqlite.ts'
import type { BodyCache } from './texts.ts'

/** Why a change cannot be saved as it is; `keys` name the records it is about. */
export const invalidChange = (change: Change, what: string, keys: readonly string[]): Failure =>
  fail(
    'invalid-record',
    `"${change.title}" cannot be saved: ${what}.`,
    'Nothing was changed. Please report this.',
    keys,
  ).failure

/**
 * What must hold once the rows of a change stand, for all that it touched: quotes are in the text, nothing points to
 * what is not there. Foreign keys stand behind this as a net, but they cannot say what is wrong.
 */
export function checkOutcome(db: ReadHandle, bodies: BodyCache, change: Change): Failure | null {
  const lookup = createLookup(db, bodies)
  for (const record of change.removed) {
    const left = usersOf(db, record)
    if (left.length > 0) return invalidChange(change, `what it removes (${recordKey(record)}) is still in use`, left)
  }
  for (const record of change.added) {
    const failure = checkRecord(lookup, change, record, null)
    if (failure) return failure
  }
  for (const [before, after] of change.updated) {
    const failure = checkRecord(lookup, change, after, before)
    if (failure) return failure
  }
  return null
}

/** What records refer to, looked up once a change: an import adds many annotations to one article. */
interface Lookup {
  readonly db: ReadHandle
  readonly bodies: BodyCache
  /** Text of an article in the project; null where there is no such article. */
  text(article: string): string | null
  hasAnnotator(id: string): boolean
  /** The codebook as the change leaves it. */
  codebook(): Codebook | null
}

function createLookup(db: ReadHandle, bodies: BodyCache): Lookup {
  const texts = new Map<string, string | null>()
  const known = new Map<string, boolean>()
  let codebook: Codebook | null | undefined
  return {
    db,
    bodies,
    text(id) {
      let text = texts.get(id)
      if (text === undefined) {
        const article = findArticle(db, id)
        text = (article && bodies.find(article.body)?.text) ?? null
        texts.set(id, text)
      }
      return text
    },
    hasAnnotator(id) {
      let found = known.get(id)
      if (found === undefined) {
        found = annotators.find(db, id) !== null
        known.set(id, found)
      }
      return found
    },
    codebook() {
      codebook ??= codebooks.all(db)[0] ?? null
      return codebook
    },
  }
}

function checkRecord(lookup: Lookup, change: Change, record: ProjectRecord, before: ProjectRecord | null) {
  switch (record.kind) {
    case 'annotation':
      return (
        checkAnnotation(lookup, change, record) ??
        checkMention(lookup, change, record, before) ??
        checkLinksOf(lookup, change, record, before)
      )
    case 'relation':
      return checkRelation(lookup, change, record)
    case 'prediction':
      return checkPrediction(lookup, change, record)
    case 'rejection':
      return checkRejection(lookup, change, record)
    case 'article':
      return checkArticle(lookup, change, record, before?.kind === 'article' ? before : null)
    case 'project':
    case 'annotator':
    case 'codebook':
    case 'entity':
      return null
  }
}

function checkAnnotation(lookup: Lookup, change: Change, annotation: Annotation): Failure | null {
  const key = recordKey(annotation)
  const text = lookup.text(annotation.article)
  if (text === null) return invalidChange(change, 'the article of an annotation is not in the project', [key])
  if (!lookup.hasAnnotator(annotation.annotator)) return invalidChange(change, 'its annotator is not known', [key])
  return checkQuotes(change, annotation, text)
}

/** A mention names an entry that is there. What it named already is not its fault: the codebook may have changed. */
function checkMention(lookup: Lookup, change: Change, annotation: Annotation, before: ProjectRecord | null) {
  const codebook = lookup.codebook()
  const attribute = codebook && entityAttributeOf(findType(codebook, annotation.type))?.id
  const entity = attribute === undefined || attribute === null ? undefined : annotation.attributes[attribute]
  if (entity === undefined || entities.find(lookup.db, entity)) return null
  if (before?.kind === 'annotation' && entitiesOf(before, [attribute ?? '']).includes(entity)) return null
  return invalidChange(change, 'a mention names an entry that is not in the register', [recordKey(annotation)])
}

function checkPrediction(lookup: Lookup, change: Change, prediction: Prediction): Failure | null {
  const text = lookup.text(prediction.article)
  if (text !== null) return checkQuotes(change, prediction, text)
  return invalidChange(change, 'the article of a suggestion is not in the project', [recordKey(prediction)])
}

function checkRejection(lookup: Lookup, change: Change, rejection: Rejection): Failure | null {
  const key = recordKey(rejection)
  const text = lookup.text(rejection.article)
  if (text === null) return invalidChange(change, 'the article of a rejection is not in the project', [key])
  const beyond = rejection.spans.some(({ end }) => end > text.length)
  if (beyond) return invalidChange(change, 'what it rejects is not in the text', [key])
  return lookup.hasAnnotator(rejection.annotator) ? null : invalidChange(change, 'its annotator is not known', [key])
}

function checkQuotes(change: Change, record: Annotation | Prediction, text: string): Failure | null {
  const wrong = mismatchedFragments(record, text).length > 0
  if (!wrong && !splitsCharacters(record, text)) return null
  const what = record.kind === 'annotation' ? 'an annotation' : 'a suggestion'
  return fail(
    'quote-mismatch',
    `"${change.title}" cannot be saved: the quote of ${what} is not what stands at its place in the text.`,
    'Nothing was changed. Select the text again and repeat the step.',
    [record.id],
  ).failure
}

function checkRelation(lookup: Lookup, change: Change, relation: Relation): Failure | null {
  const { db } = lookup
  const key = recordKey(relation)
  const { source, target } = relation
  const from = findAnnotation(db, source)
  if (!from) return invalidChange(change, 'a relation begins at nothing', [key])
  const to = 'annotation' in target ? findAnnotation(db, target.annotation) : null
  const entity = 'entity' in target ? entities.find(db, target.entity) : null
  if (!to && !entity) return invalidChange(change, 'a relation leads to nothing', [key])
  const codebook = lookup.codebook()
  const problem = codebook && relationProblem(codebook, relation, from, to)
  if (problem) return invalidChange(change, `a relation does not fit the codebook: ${problem}`, [key])
  return lookup.hasAnnotator(relation.annotator) ? null : invalidChange(change, 'its annotator is not known', [key])
}

/** An annotation that became one of another type must still fit the relations it is in. */
function checkLinksOf(lookup: Lookup, change: Change, annotation: Annotation, before: ProjectRecord | null) {
  if (before?.kind !== 'annotation' || before.type === annotation.type) return null
  for (const id of relationsAtAnnotation(lookup.db, annotation.id)) {
    const relation = findRelation(lookup.db, id)
    const failure = relation && checkRelation(lookup, change, relation)
    if (failure) return failure
  }
  return null
}

function checkArticle(
  { db, bodies }: Lookup,
  change: Change,
  article: Article,
  before: Article | null,
): Failure | null {
  const key = recordKey(article)
  const body = bodies.find(article.body)
  if (!body) return invalidChange(change, 'the text of an article is not in the project', [key])
  if (body.text.length !== article.textLength) return invalidChange(change, 'an article does not fit its text', [key])
  if (!before || before.body === article.body) return null
  // The text was replaced: everything that was tagged in it, or is suggested, must fit the new one.
  for (const records of [annotationsOf(db, article.id), predictionsOf(db, article.id)]) {
    for (const record of records) {
      const failure = checkQuotes(change, record, body.text)
      if (failure) return failure
    }
  }
  return null
}

/** What still needs a removed record. */
function usersOf(db: ReadHandle, record: ProjectRecord): string[] {
  if (record.kind === 'annotation') return relationsAtAnnotation(db, record.id)
  if (record.kind === 'entity') return [...relationsAtEntity(db, record.id), ...someMentions(db, record.id)]
  if (record.kind !== 'article') return []
  const left = annotationCount(db, record.id)
  const suggested = predictionCount(db, record.id)
  const rejected = rejectionCount(db, record.id)
  return [
    ...(left > 0 ? [`${left} annotations`] : []),
    ...(suggested > 0 ? [`${suggested} suggestions`] : []),
    ...(rejected > 0 ? [`${rejected} rejected suggestions`] : []),
  ]
}

/** Some of the annotations that mention an entry: enough to name, without reading thousands. */
function someMentions(db: ReadHandle, entity: string): string[] {
  const [codebook] = codebooks.all(db)
  return codebook ? mentionsFrom(db, entity, entityAttributeIds(codebook), 0, 20).map(({ id }) => id) : []
}
