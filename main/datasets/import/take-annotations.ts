import { makeFragment } from '../../../model/annotation/annotate.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { sameValue } from '../../../model/value/same-value.ts'
import type { DatasetMapping } from '../../../model/dataset/dataset-mapping.ts'
import type { TypeRoute } from '../../../model/dataset/dataset-routes.ts'
import { annotationSchema, decodeWith } from '../../../model/record/schemas.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { Span } from '../../../model/text/span.ts'
import type { ForeignAnnotation } from '../../formats/kit/reader.ts'
import { isSoundRecord } from '../../../model/change/codec.ts'
import type { TakenArticle } from './take-articles.ts'
import type { DatasetLedger } from './ledger.ts'
import { type DatasetParts, unfit } from './annotation-parts.ts'
import type { KnownProject } from './known-project.ts'
import type { DatasetRegister } from './register.ts'

/**
 * An annotation or suggestion as relations need it; null: it was left out. Relations begin at those of the dataset only,
 * which have a route.
 */
export type TakenEnd = {
  readonly id: string
  readonly type: string
  readonly route: TypeRoute | null
  readonly suggested: boolean
} | null

export interface AnnotationInput {
  readonly known: KnownProject
  readonly ledger: DatasetLedger
  readonly register: DatasetRegister
  readonly mapping: DatasetMapping
  readonly parts: DatasetParts
  /** Id of the codebook whose versions the dataset names; null where it has none. */
  readonly ownCodebook: string | null
  /** Who it was, where the dataset does not say. */
  unsaid(): string
  readonly now: string
  /** Called before the first record that needs the codebook as the import leaves it. */
  needCodebook(): void
}

/** Takes annotations in, one after the other. */
export function createAnnotationTaker(input: AnnotationInput) {
  const { known, ledger, register, mapping, parts } = input

  /** What the file does not say is as it is in the project, where the annotation is there already. */
  const recordOf = (
    foreign: ForeignAnnotation,
    id: string,
    article: TakenArticle,
    spans: readonly Span[],
    route: TypeRoute,
    stored: Annotation | null,
    scope: string,
    path: string,
  ): Annotation => {
    const { annotator: said, createdAt, updatedAt, codebookVersion } = foreign
    const { codebook } = mapping
    const fits = codebookVersion !== null && codebook.id === input.ownCodebook && codebookVersion <= codebook.version
    return {
      kind: 'annotation',
      id,
      article: article.id,
      type: route.id,
      fragments: spans.map((span) => makeFragment(article.placed.text, span)),
      attributes: parts.attributesOf(foreign, route, scope, path),
      confidence: foreign.confidence,
      note: foreign.note,
      status: foreign.status ?? stored?.status ?? 'final',
      annotator: said === null ? (stored?.annotator ?? input.unsaid()) : register.annotatorOf(said, scope, 'human'),
      createdAt: createdAt ?? stored?.createdAt ?? input.now,
      updatedAt: updatedAt ?? createdAt ?? stored?.updatedAt ?? input.now,
      provenance: foreign.provenance ?? stored?.provenance ?? 'imported',
      codebookVersion: fits ? codebookVersion : (stored?.codebookVersion ?? codebook.version),
    }
  }

  return (foreign: ForeignAnnotation, article: TakenArticle, scope: string, path: string): TakenEnd => {
    const route = mapping.route(foreign.type)
    if (!route) {
      ledger.count('annotations', 'leftOut', 'asked')
      return null
    }
    const spans = parts.spansOf(foreign, article, path)
    if (!spans) return null
    const id = parts.idOf(foreign, article, spans, known.annotation(foreign.key)?.article)
    if (id === null) return parts.leaveOut(foreign, path, 'is in the dataset twice')
    const found = known.annotation(id)
    const stored = found?.article === article.id ? found : null
    const record = recordOf(foreign, id, article, spans, route, stored, scope, path)
    if (stored) {
      const isSame = sameValue(stored, record)
      ledger.count('annotations', isSame ? 'present' : 'different')
      if (!isSame) parts.differs(foreign, path)
      return { id, type: stored.type, route, suggested: false }
    }
    const reason = unfit(record, decode)
    if (reason !== null) return parts.leaveOut(foreign, path, reason)
    input.needCodebook()
    ledger.count('annotations', 'added')
    ledger.add(record)
    return { id, type: route.id, route, suggested: false }
  }
}

/** Decoding by the schema would take most of an import's time; it is needed only where the quick check refuses. */
const decode = (record: Annotation): Result<Annotation> =>
  isSoundRecord(record) ? ok(record) : decodeWith(annotationSchema, record, 'An annotation')
