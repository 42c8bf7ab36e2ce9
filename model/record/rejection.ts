import type { Span } from '../text/span.ts'
import { suggestionKey } from './suggestion-key.ts'

/** Somebody's word that what a rule, or another program, proposed at a place of an article is not to be tagged, nor proposed again. */
export interface Rejection {
  readonly kind: 'rejection'
  /** UUIDv7 */
  readonly id: string
  readonly article: string
  /** Id of the rule that proposed it; for what was predicted elsewhere see predictedRule. */
  readonly rule: string
  /** The proposed spans (UTF-16), sorted and disjoint; none: the whole article. */
  readonly spans: readonly Span[]
  /** Id of the annotator. */
  readonly annotator: string
  /** ISO 8601, UTC */
  readonly createdAt: string
}

/** The key of the suggestion that was rejected. */
export const rejectedKey = ({ rule, spans }: Pick<Rejection, 'rule' | 'spans'>): string => suggestionKey(rule, spans)
