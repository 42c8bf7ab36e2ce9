import type { AnnotationIndex } from '../annotation/annotation-index.ts'
import { type Codebook, findType } from '../record/codebook.ts'
import { predictedKey, predictedRule, type Prediction, spansOf } from '../record/prediction.ts'
import { findRole, isInRange } from '../codebook/role-fit.ts'
import type { Span } from '../text/span.ts'
import { compareSuggestions } from './registry.ts'
import { suggestionKey } from '../record/suggestion-key.ts'
import type { SuggestedLink, Suggestion } from './suggestion.ts'

/* What other programs predicted, beside what the rules of this program propose. */

/** Below this score, a program itself says that it is more likely wrong. */
const SURE = 0.5

/** What predictions are compared with. */
export interface PredictionContext {
  readonly codebook: Codebook
  /** The annotations of the article. */
  readonly index: AnnotationIndex
}

/**
 * Predictions as suggestions, in reading order: nothing of a type that the codebook does not offer, nothing where an
 * annotation of the same type stands, and one for a type and place, however many programs predicted it. Its attributes
 * are those of the surest one.
 */
export function predictedSuggestions(predictions: Iterable<Prediction>, context: PredictionContext): Suggestion[] {
  const all = [...predictions].sort(surestFirst)
  const byId = new Map(all.map((prediction) => [prediction.id, prediction] as const))
  const found = new Map<string, Suggestion & { readonly predicted: NonNullable<Suggestion['predicted']> }>()
  for (const prediction of all) {
    const { type, attributes, source, score, note } = prediction
    const spans = spansOf(prediction)
    const definition = findType(context.codebook, type)
    if (!definition || definition.retired || (spans.length === 0 && !definition.spanless)) continue
    if (isTagged(context.index, type, spans)) continue
    const key = predictedKey(type, spans)
    const known = found.get(key)
    if (!known) {
      const links = linksOf(prediction, byId, context)
      const predicted = { sources: [source], score, note, ruleKey: null }
      const sure = score === null || score >= SURE
      found.set(key, { key, rule: predictedRule(type), type, spans, attributes, links, sure, predicted })
    } else if (!known.predicted.sources.includes(source)) {
      const sources = [...known.predicted.sources, source]
      found.set(key, { ...known, predicted: { ...known.predicted, sources } })
    }
  }
  return [...found.values()].sort(compareSuggestions)
}

/**
 * Both together, in reading order. What is predicted and proposed by a rule is one suggestion: with the attributes of
 * both, those of the prediction before the rule's, and with the rule's links where the prediction has none.
 */
export function joinSuggestions(proposed: readonly Suggestion[], predicted: readonly Suggestion[]): Suggestion[] {
  if (predicted.length === 0) return [...proposed]
  const placeOf = ({ type, spans }: Suggestion): string => suggestionKey(type, spans)
  const byPlace = new Map(proposed.map((item) => [placeOf(item), item] as const))
  const joined = predicted.map((item): Suggestion => {
    const same = byPlace.get(placeOf(item))
    if (!same || !item.predicted) return item
    byPlace.delete(placeOf(item))
    return {
      ...item,
      attributes: { ...same.attributes, ...item.attributes },
      links: item.links.length > 0 ? item.links : same.links,
      sure: item.sure || same.sure,
      predicted: { ...item.predicted, ruleKey: same.key },
    }
  })
  return [...byPlace.values(), ...joined].sort(compareSuggestions)
}

/** Whether a key means this suggestion: its own key, or that of the rule which proposes the same. */
export const isKnownAs = ({ key, predicted }: Suggestion, other: string): boolean =>
  key === other || predicted?.ruleKey === other

/** Whether a suggestion was rejected, whichever program or rule proposed it then. */
export const isRejected = ({ key, predicted }: Suggestion, rejections: ReadonlyMap<string, unknown>): boolean =>
  rejections.has(key) || (predicted !== undefined && predicted.ruleKey !== null && rejections.has(predicted.ruleKey))

function surestFirst(a: Prediction, b: Prediction): number {
  return (b.score ?? -1) - (a.score ?? -1) || (a.id < b.id ? -1 : 1)
}

function isTagged(index: AnnotationIndex, type: string, spans: readonly Span[]): boolean {
  if (spans.length > 0) return spans.some((span) => index.overlapping(span).some((other) => other.type === type))
  // Annotations of the whole article stand first.
  for (const annotation of index) {
    if (annotation.fragments.length > 0) return false
    if (annotation.type === type) return true
  }
  return false
}

/** Links that the codebook allows, to predictions of one span: others a suggestion cannot show. */
function linksOf(
  { type, links }: Prediction,
  byId: ReadonlyMap<string, Prediction>,
  { codebook }: PredictionContext,
): SuggestedLink[] {
  return links.flatMap(({ role, target }) => {
    const end = byId.get(target)
    const [span, ...more] = end ? spansOf(end) : []
    const definition = findRole(codebook, type, role)
    if (!end || !span || more.length > 0 || !definition || definition.retired) return []
    if (!isInRange(definition, { type: end.type })) return []
    return [{ role, type: end.type, span, attributes: end.attributes }]
  })
}
