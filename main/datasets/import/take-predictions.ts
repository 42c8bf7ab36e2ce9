import { makeFragment } from '../../../model/annotation/annotate.ts'
import { sameValue } from '../../../model/value/same-value.ts'
import type { DatasetMapping } from '../../../model/dataset/dataset-mapping.ts'
import type { DatasetChoices } from '../../../model/dataset/dataset-vocabulary.ts'
import { decodeWith, predictionSchema } from '../../../model/record/schemas.ts'
import {
  predictedKey,
  predictedRule,
  type PredictedLink,
  type Prediction,
  spansOf,
} from '../../../model/record/prediction.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import { trimSpan } from '../../../model/text/span.ts'
import type { ForeignAnnotation, ForeignSuggestion } from '../../formats/kit/reader.ts'
import type { TakenEnd } from './take-annotations.ts'
import type { TakenArticle } from './take-articles.ts'
import { madeId } from './ids.ts'
import type { DatasetLedger } from './ledger.ts'
import { type DatasetParts, unfit } from './annotation-parts.ts'
import type { KnownProject } from './known-project.ts'
import type { DatasetRegister } from './register.ts'

export interface PredictionInput {
  readonly known: KnownProject
  readonly ledger: DatasetLedger
  readonly register: DatasetRegister
  readonly mapping: DatasetMapping
  readonly parts: DatasetParts
  readonly choice: DatasetChoices['predictions']
  readonly now: string
  /** Called before the first record that needs the codebook as the import leaves it. */
  needCodebook(): void
}

/** A suggestion of the article that is being taken in; its links come after it. */
interface Pending {
  readonly foreign: ForeignAnnotation
  readonly suggestion: ForeignSuggestion
  readonly article: TakenArticle
  readonly record: Prediction
  readonly links: PredictedLink[]
  readonly scope: string
  readonly path: string
}

export interface PredictionTaker {
  take(foreign: ForeignAnnotation, article: TakenArticle, scope: string, path: string): TakenEnd
  /** Links two suggestions of the article that is being taken in; false where one of them is not among these. */
  link(source: string, role: string, target: string): boolean
  /** Ends an article and saves its suggestions: no link is added to them afterwards. */
  finish(): void
}

/** Takes in what a dataset says programs have predicted: as suggestions, which are no annotations. */
export function createPredictionTaker(input: PredictionInput): PredictionTaker {
  const { known, ledger, mapping, parts, register } = input
  const pending = new Map<string, Pending>()
  const rejected = new Set<string>()

  /** Takes in that it was rejected. One rejection covers all predictions of that type at that place. */
  const takeRejection = ({ record, suggestion, article, scope }: Pending): void => {
    if (!suggestion.rejected) return
    const { annotator, createdAt } = suggestion.rejected
    const { type } = record
    const spans = spansOf(record)
    const key = predictedKey(type, spans)
    const id = madeId(article.textSha256, 'rejection', article.id, key)
    if (rejected.has(id) || known.rejections(article.id).some((other) => rejectedKey(other) === key)) return
    rejected.add(id)
    ledger.add({
      kind: 'rejection',
      id,
      article: article.id,
      rule: predictedRule(type),
      spans,
      annotator: register.annotatorOf(annotator, scope, 'human'),
      createdAt: createdAt ?? input.now,
    })
  }

  const save = (item: Pending): void => {
    const { foreign, record, links, path } = item
    const whole: Prediction = { ...record, links }
    const stored = known.prediction(record.id)
    if (stored) {
      const isSame = sameValue(stored, whole)
      ledger.count('suggestions', isSame ? 'present' : 'different')
      if (!isSame) parts.differs(foreign, path)
    } else {
      input.needCodebook()
      ledger.count('suggestions', 'added')
      ledger.add(whole)
    }
    takeRejection(item)
  }

  return {
    take(foreign, article, scope, path) {
      const { suggestion } = foreign
      const route = mapping.route(foreign.type)
      if (!suggestion || !route || input.choice === 'leave-out') {
        ledger.count('suggestions', 'leftOut', 'asked')
        return null
      }
      const placed = parts.spansOf(foreign, article, path)
      if (!placed) return null
      // As annotations are made by hand. Programs that cut texts by tokens take blanks along.
      const { text } = article.placed
      const spans = placed.flatMap((span) => trimSpan(text, span) ?? [])
      if (spans.length < placed.length) return parts.leaveOut(foreign, path, 'covers nothing but white space')
      const id = parts.idOf(foreign, article, spans, known.prediction(foreign.key)?.article)
      if (id === null) return parts.leaveOut(foreign, path, 'is in the dataset twice')
      const record: Prediction = {
        kind: 'prediction',
        id,
        article: article.id,
        type: route.id,
        fragments: spans.map((span) => makeFragment(text, span)),
        attributes: parts.attributesOf(foreign, route, scope, path),
        links: [],
        source: suggestion.source,
        score: foreign.confidence,
        note: foreign.note,
        createdAt: foreign.createdAt ?? known.prediction(id)?.createdAt ?? input.now,
      }
      const reason = unfit(record, (made) => decodeWith(predictionSchema, made, 'A suggestion'))
      if (reason !== null) return parts.leaveOut(foreign, path, reason)
      pending.set(id, { foreign, suggestion, article, record, links: [], scope, path })
      return { id, type: route.id, route, suggested: true }
    },
    link(source, role, target) {
      const from = pending.get(source)
      if (!from || !pending.has(target)) return false
      const isThere = from.links.some((link) => link.role === role && link.target === target)
      if (!isThere) from.links.push({ role, target })
      return true
    },
    finish() {
      for (const item of pending.values()) save(item)
      pending.clear()
    },
  }
}
