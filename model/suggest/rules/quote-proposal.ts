import type { Span } from '../../text/span.ts'
import { choice, CUE_ROLE, mentionAttributes, type QuoteParts, SPEAKER_ROLE } from '../codebook-parts.ts'
import type { Candidate } from './speakers.ts'
import type { Proposal, SuggestedLink } from '../suggestion.ts'

/** A quote that a rule has found. */
export interface FoundQuote {
  readonly spans: readonly Span[]
  readonly cue: Span
  readonly speaker: Candidate | null
  readonly mode: 'direct' | 'indirect'
  readonly sure: boolean
}

/** Writes a quote with its speaker and cue in the words of a codebook. */
export function quoteProposal(found: FoundQuote, { quote, speaker, cue }: QuoteParts): Proposal {
  const who = found.speaker
  const links: SuggestedLink[] = [{ role: CUE_ROLE, type: cue.id, span: found.cue, attributes: {} }]
  if (who) {
    const entity = who.entity ? { id: who.entity, type: who.entityType ?? '' } : null
    links.unshift({
      role: SPEAKER_ROLE,
      type: speaker.id,
      span: { start: who.start, end: who.end },
      attributes: mentionAttributes(speaker, who.kind, entity),
    })
  }
  return { type: quote.id, spans: found.spans, attributes: choice(quote, 'mode', found.mode), links, sure: found.sure }
}
