import { makeFragment } from '../../model/annotate.ts'
import type { Annotation } from '../../model/annotation.ts'
import { sameValue } from '../../model/change.ts'
import type { DatasetMapping } from '../../model/dataset-mapping.ts'
import type { TypeRoute } from '../../model/dataset-routes.ts'
import type { DatasetChoices } from '../../model/dataset-vocabulary.ts'
import { annotationSchema, decodeWith } from '../../model/decode.ts'
import type { Span } from '../../model/span.ts'
import type { ForeignAnnotation } from '../import/datasets/reader.ts'
import { isSound } from '../store/packed-annotation.ts'
import { isStorable } from '../store/save-change.ts'
import type { TakenArticle } from './dataset-articles.ts'
import { createSeenIds, isUuid, madeId } from './dataset-ids.ts'
import type { DatasetLedger } from './dataset-ledger.ts'
import type { KnownProject } from './dataset-project.ts'
import type { DatasetRegister } from './dataset-register.ts'
import { placeFragments } from './place-fragments.ts'

/**
 * An annotation as relations need it; null: it was left out. Relations begin at annotations of the dataset only, which
 * have a route.
 */
export type TakenEnd = { readonly id: string; readonly type: string; readonly route: TypeRoute | null } | null

export interface AnnotationInput {
  readonly known: KnownProject
  readonly ledger: DatasetLedger
  readonly register: DatasetRegister
  readonly mapping: DatasetMapping
  readonly choices: Pick<DatasetChoices, 'relocate' | 'predictions'>
  readonly format: { readonly id: string; readonly title: string }
  readonly keepsIds: boolean
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
  const { known, ledger, register, mapping, choices, format, keepsIds } = input
  const seen = createSeenIds()

  const leaveOut = (foreign: ForeignAnnotation, path: string, reason: string): null => {
    ledger.count('annotations', 'leftOut')
    ledger.problem(path, foreign.place, `${subject(foreign)} ${reason}, and was left out.`)
    return null
  }

  const spansOf = (foreign: ForeignAnnotation, article: TakenArticle, path: string): readonly Span[] | null => {
    const placement = placeFragments(article.placed, foreign.fragments)
    if (placement.kind === 'placed') return placement.spans
    if (placement.kind === 'unplaced') return leaveOut(foreign, path, placement.reason)
    const { quote, instead, distance, spans } = placement
    ledger.misplaced({ place: foreign.place, article: article.id, type: foreign.type, quote, instead, distance })
    if (choices.relocate) {
      ledger.countRelocated()
      return spans
    }
    ledger.count('annotations', 'leftOut')
    return null
  }

  const idOf = (foreign: ForeignAnnotation, article: TakenArticle, spans: readonly Span[]): string | null => {
    const { key, type } = foreign
    const mayKeep = (keepsIds || isUuid(key)) && key.length <= 200
    const isFree = mayKeep && (known.annotation(key)?.article ?? article.id) === article.id
    if (isFree && seen.add(key)) return key
    const places = spans.map(({ start, end }) => [start, end])
    const id = madeId(article.textSha256, 'annotation', format.id, article.key, key, type, places)
    return seen.add(id) ? id : null
  }

  const attributesOf = (foreign: ForeignAnnotation, route: TypeRoute, scope: string, path: string) => {
    const attributes: Record<string, string> = { ...route.set }
    for (const [name, said] of Object.entries(foreign.attributes)) {
      const goesTo = route.attribute(name)
      if (!goesTo) continue
      const value = goesTo.input === 'entity' ? register.entityOf(said, scope) : goesTo.value(said)
      if (value !== null) attributes[goesTo.id] = value
      else if (goesTo.input === 'entity') {
        const message = `${subject(foreign)} names an entity (“${said}”) that is not in the dataset; the name was left out.`
        ledger.problem(path, foreign.place, message)
      }
    }
    return attributes
  }

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
    const { suggestion, annotator: said, createdAt, updatedAt, codebookVersion } = foreign
    const predictor = (): string => register.annotatorOf(`${format.title} predictions`, '', 'model')
    const unsaid = (): string => (suggestion ? predictor() : (stored?.annotator ?? input.unsaid()))
    const { codebook } = mapping
    const fits = codebookVersion !== null && codebook.id === input.ownCodebook && codebookVersion <= codebook.version
    return {
      kind: 'annotation',
      id,
      article: article.id,
      type: route.id,
      fragments: spans.map((span) => makeFragment(article.placed.text, span)),
      attributes: attributesOf(foreign, route, scope, path),
      confidence: foreign.confidence,
      note: foreign.note,
      status: foreign.status ?? stored?.status ?? (suggestion ? 'draft' : 'final'),
      annotator: said === null ? unsaid() : register.annotatorOf(said, scope, suggestion ? 'model' : 'human'),
      createdAt: createdAt ?? stored?.createdAt ?? input.now,
      updatedAt: updatedAt ?? createdAt ?? stored?.updatedAt ?? input.now,
      provenance: foreign.provenance ?? stored?.provenance ?? 'imported',
      codebookVersion: fits ? codebookVersion : (stored?.codebookVersion ?? codebook.version),
    }
  }

  return (foreign: ForeignAnnotation, article: TakenArticle, scope: string, path: string): TakenEnd => {
    if (foreign.suggestion) ledger.countPrediction()
    const route = mapping.route(foreign.type)
    if (!route || (foreign.suggestion && choices.predictions === 'leave-out')) {
      ledger.count('annotations', 'leftOut')
      return null
    }
    const spans = spansOf(foreign, article, path)
    if (!spans) return null
    const id = idOf(foreign, article, spans)
    if (id === null) return leaveOut(foreign, path, 'is in the dataset twice')
    const found = known.annotation(id)
    const stored = found?.article === article.id ? found : null
    const record = recordOf(foreign, id, article, spans, route, stored, scope, path)
    if (stored) {
      const isSame = sameValue(stored, record)
      ledger.count('annotations', isSame ? 'present' : 'different')
      if (!isSame) {
        const message = `${subject(foreign)} is in the project already, but not the same; it stays as it is there.`
        ledger.problem(path, foreign.place, message)
      }
      return { id, type: stored.type, route }
    }
    const reason = unfit(record)
    if (reason !== null) return leaveOut(foreign, path, reason)
    input.needCodebook()
    ledger.count('annotations', 'added')
    ledger.add(record)
    return { id, type: route.id, route }
  }
}

/** Why a record cannot be kept; null where it can. */
function unfit(record: Annotation): string | null {
  // The fragments are parts of a text that has been looked at as a whole.
  const { fragments: _fragments, ...words } = record
  if (!isStorable(words)) return 'holds half a character or a zero character'
  if (isSound(record)) return null
  const decoded = decodeWith(annotationSchema, record, 'An annotation')
  return decoded.ok ? null : `cannot be kept (${decoded.failure.details?.[0] ?? ''})`
}

const subject = ({ type, place, key }: Pick<ForeignAnnotation, 'type' | 'place' | 'key'>): string =>
  `The annotation ${place || key} (${type})`
