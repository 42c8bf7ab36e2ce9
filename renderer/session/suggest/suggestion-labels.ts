import { makeFragment } from '../../../model/annotation/annotate.ts'
import type { Fragment } from '../../../model/record/annotation.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { findType } from '../../../model/record/codebook.ts'
import type { Span } from '../../../model/text/span.ts'
import type { Predicted, Suggestion } from '../../../model/suggest/suggestion.ts'
import { attributeSummary } from '../annotations/attribute-summary.ts'

/* Suggestions as a person reads them. */

/**
 * The links of a suggestion; for a prediction, also its values and the programs it comes from: "Speaker: Ada Lind · Cue:
 * said · not sure", "Person · Label Studio: ner-3, 87 %".
 */
export function suggestionLabel(codebook: Codebook, text: string, suggestion: Suggestion): string {
  const { type: id, links, sure, predicted } = suggestion
  const type = findType(codebook, id)
  const parts = links.map(({ role, span }) => {
    const name = type?.roles.find((item) => item.id === role)?.name ?? role
    return `${name}: ${text.slice(span.start, span.end)}`
  })
  // A rule proposes the default values of its type. Predictions of one type may differ only in their values.
  const said = predicted ? [attributeSummary(type, suggestion), sourcesLabel(predicted)] : []
  return [...said, ...parts, sure ? '' : 'not sure'].filter((part) => part !== '').join(' · ')
}

const sourcesLabel = ({ sources, score }: Predicted): string => {
  const [first = '', ...others] = sources
  return [score === null ? first : `${first}, ${Math.round(score * 100)} %`, ...others].join('; ')
}

export const WHOLE_ARTICLE = 'About the whole article'

/** The first fragment of a suggestion, with its context. */
export function firstFragment(text: string, [span]: readonly Span[]): Fragment {
  return span ? makeFragment(text, span) : { start: 0, end: 0, quote: WHOLE_ARTICLE, prefix: '', suffix: '' }
}
