import type { TypeRoute } from '../../../model/dataset/dataset-routes.ts'
import type { Result } from '../../../model/value/result.ts'
import type { Span } from '../../../model/text/span.ts'
import type { ForeignAnnotation } from '../../formats/kit/reader.ts'
import type { TakenArticle } from './take-articles.ts'
import { createSeenIds, isUuid, madeId } from './ids.ts'
import type { DatasetLedger } from './ledger.ts'
import type { DatasetRegister } from './register.ts'
import { placeFragments } from './place-fragments.ts'

/* What annotations and suggestions of a dataset have in common: place, id, attributes. */

export interface PartsInput {
  readonly ledger: DatasetLedger
  readonly register: DatasetRegister
  /** Whether what is not at its place is taken to where its quote was found. */
  readonly relocate: boolean
  /** Id of the format. */
  readonly format: string
  readonly keepsIds: boolean
}

/** Words for messages: "The annotation line 12 (PER)". */
export const subjectOf = ({ type, place, key, suggestion }: ForeignAnnotation): string =>
  `The ${suggestion ? 'suggestion' : 'annotation'} ${place || key} (${type})`

/** Under what it is counted. */
export const countedAs = ({ suggestion }: Pick<ForeignAnnotation, 'suggestion'>): 'suggestions' | 'annotations' =>
  suggestion ? 'suggestions' : 'annotations'

/** Why a record cannot be kept, as the end of a sentence; null where it can. */
export function unfit<T>(record: T, decode: (record: T) => Result<unknown>): string | null {
  const decoded = decode(record)
  return decoded.ok ? null : `cannot be kept (${decoded.failure.details?.[0] ?? ''})`
}

export interface DatasetParts {
  /** Counts and reports it. Returns null, for callers that return an end or an id. */
  leaveOut(foreign: ForeignAnnotation, path: string, reason: string): null
  /** Null: left out, and reported. */
  spansOf(foreign: ForeignAnnotation, article: TakenArticle, path: string): readonly Span[] | null
  /** `home` is the article of the record that has the file's key for its id. Null: it is in the dataset twice. */
  idOf(
    foreign: ForeignAnnotation,
    article: TakenArticle,
    spans: readonly Span[],
    home: string | undefined,
  ): string | null
  attributesOf(foreign: ForeignAnnotation, route: TypeRoute, scope: string, path: string): Record<string, string>
  /** Tells that it is in the project, and otherwise. */
  differs(foreign: ForeignAnnotation, path: string): void
}

export function createDatasetParts({ ledger, register, relocate, format, keepsIds }: PartsInput): DatasetParts {
  const seen = createSeenIds()

  const leaveOut: DatasetParts['leaveOut'] = (foreign, path, reason) => {
    ledger.count(countedAs(foreign), 'leftOut')
    ledger.problem(path, foreign.place, `${subjectOf(foreign)} ${reason}, and was left out.`)
    return null
  }

  return {
    leaveOut,
    spansOf(foreign, article, path) {
      const placement = placeFragments(article.placed, foreign.fragments)
      if (placement.kind === 'placed') return placement.spans
      if (placement.kind === 'unplaced') return leaveOut(foreign, path, placement.reason)
      const { quote, instead, distance, spans } = placement
      ledger.misplaced({ place: foreign.place, article: article.id, type: foreign.type, quote, instead, distance })
      if (relocate) {
        ledger.countRelocated()
        return spans
      }
      ledger.count(countedAs(foreign), 'leftOut')
      return null
    },
    idOf(foreign, article, spans, home) {
      const { key, type } = foreign
      const mayKeep = (keepsIds || isUuid(key)) && key.length <= 200
      if (mayKeep && (home ?? article.id) === article.id && seen.add(key)) return key
      const places = spans.map(({ start, end }) => [start, end])
      const what = foreign.suggestion ? 'suggestion' : 'annotation'
      const id = madeId(article.textSha256, what, format, article.key, key, type, places)
      return seen.add(id) ? id : null
    },
    attributesOf(foreign, route, scope, path) {
      const attributes: Record<string, string> = { ...route.set }
      for (const [name, said] of Object.entries(foreign.attributes)) {
        const goesTo = route.attribute(name)
        if (!goesTo) continue
        const value = goesTo.input === 'entity' ? register.entityOf(said, scope) : goesTo.value(said)
        if (value !== null) attributes[goesTo.id] = value
        else if (goesTo.input === 'entity') {
          const message = `${subjectOf(foreign)} names an entity (“${said}”) that is not in the dataset; the name was left out.`
          ledger.problem(path, foreign.place, message)
        }
      }
      return attributes
    },
    differs(foreign, path) {
      const message = `${subjectOf(foreign)} is in the project already, but not the same; it stays as it is there.`
      ledger.problem(path, foreign.place, message)
    },
  }
}
