import type { Attributes, Fragment } from './annotation.ts'
import { suggestionKey } from './suggestion-key.ts'
import type { Span } from '../text/span.ts'

/** A role that leads from a predicted annotation to another one. */
export interface PredictedLink {
  readonly role: string
  /** Id of a prediction of the same article. One that is not there is no link. */
  readonly target: string
}

/**
 * What a program elsewhere proposed to tag, and nobody has accepted. It is no annotation: it is offered with what the
 * rules of this program propose, and it stays, like a rejection, when somebody has decided, so that importing it again
 * adds nothing.
 */
export interface Prediction {
  readonly kind: 'prediction'
  readonly id: string
  readonly article: string
  /** Id of the annotation type in the codebook. It may be gone from there; then the prediction is not offered. */
  readonly type: string
  /** Sorted by start, disjoint, without white space at their ends. None: about the whole article. */
  readonly fragments: readonly Fragment[]
  readonly attributes: Attributes
  readonly links: readonly PredictedLink[]
  /** Which program, as people read it: "Label Studio: ner-3". */
  readonly source: string
  /** How sure the program was, 0 to 1; null where it did not say. */
  readonly score: number | null
  readonly note: string
  /** ISO 8601, UTC */
  readonly createdAt: string
}

/** Where it is, as suggestions and rejections say it. */
export const spansOf = ({ fragments }: Pick<Prediction, 'fragments'>): Span[] =>
  fragments.map(({ start, end }) => ({ start, end }))

const RULE = 'prediction/'

/** In the place of a rule, for rejections: whoever predicts a type at a place, it is one suggestion. */
export const predictedRule = (type: string): string => RULE + type

/** The type whose predictions a rejection is about; null where it is about what a rule proposed. */
export const predictedType = (rule: string): string | null => (rule.startsWith(RULE) ? rule.slice(RULE.length) : null)

/** The key of the suggestion that a prediction of a type at a place is. */
export const predictedKey = (type: string, spans: readonly Span[]): string => suggestionKey(predictedRule(type), spans)
