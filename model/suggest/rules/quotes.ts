import type { Span } from '../../text/span.ts'
import { trimSpan } from '../../text/span.ts'
import { type Attribution, attributionBefore, attributionBehind, LEAST_EMBEDDED_WORDS } from './attribution.ts'
import { quoteParts } from '../codebook-parts.ts'
import { inciseIn } from './incises.ts'
import { pairQuotes } from './quote-marks.ts'
import { quoteProposal } from './quote-proposal.ts'
import { type SpeakerSources, speakerSources } from './speakers.ts'
import { paragraphsOf, sentenceEnd, wordsOf } from './stretch.ts'
import type { SuggestInput, SuggestRule } from '../suggestion.ts'

/** A quote that was found, before it is written as a proposal. */
interface Found {
  readonly spans: readonly Span[]
  readonly attribution: Attribution
  readonly sure: boolean
}

/**
 * Words in quotation marks, with the verb that introduces them and who speaks. A pair of marks without such a verb is not
 * proposed: it may be a title, or words held at arm's length. A pair inside another is a part of that quote. Sure is what
 * the sentence sets off by a comma or colon and of which the speaker was found at the verb.
 */
export const quotesRule: SuggestRule = {
  id: 'quotes',
  title: 'Quotes',
  propose(input) {
    const parts = quoteParts(input.codebook)
    const sources = parts && speakerSources(input, parts.speaker.id)
    if (!parts || !sources) return []
    return findQuotes(input, sources).map(({ spans, attribution: { cue, speaker }, sure }) =>
      quoteProposal({ spans, cue, speaker, mode: 'direct', sure }, parts),
    )
  },
}

function findQuotes({ text, blocks }: SuggestInput, sources: SpeakerSources): Found[] {
  const paragraphs = paragraphsOf(blocks)
  const quotes = pairQuotes(text, paragraphs).filter(({ depth }) => depth === 0)
  const found: Found[] = []
  let paragraph = 0
  let previous: { readonly found: Found; readonly quote: Span } | null = null
  quotes.forEach((quote, i) => {
    while ((paragraphs[paragraph]?.end ?? Number.POSITIVE_INFINITY) < quote.start) paragraph++
    const start = paragraphs[paragraph]?.start ?? 0
    let last = paragraph
    while ((paragraphs[last]?.end ?? Number.POSITIVE_INFINITY) < quote.end) last++
    const end = paragraphs[last]?.end ?? text.length
    const before = quotes[i - 1]
    const from = before && before.end > start ? before.end : leadIn(text, paragraphs, paragraph, quote)
    const limit = Math.min(end, quotes[i + 1]?.start ?? end)
    const sameParagraph = previous !== null && previous.quote.end > start
    const made = attribute(text, quote, { from, limit }, sources, sameParagraph ? previous : null)
    if (!made) return
    if (made.joins && previous) {
      const joined: Found = { ...previous.found, spans: [...previous.found.spans, quote] }
      found[found.length - 1] = joined
      previous = { found: joined, quote }
    } else {
      found.push(made.found)
      previous = { found: made.found, quote }
    }
  })
  return found
}

/** Where looking before a quote may begin: its paragraph, or the last sentence of the one before that ends in a colon. */
function leadIn(text: string, paragraphs: readonly Span[], at: number, quote: Span): number {
  const own = paragraphs[at]?.start ?? 0
  const before = paragraphs[at - 1]
  if (!before || text.slice(own, quote.start).trim() !== '') return own
  return text.slice(before.start, before.end).trimEnd().endsWith(':') ? before.start : own
}

interface Made {
  readonly found: Found
  /** Whether it is the second half of the quote before: “A,” she said, “B.” */
  readonly joins: boolean
}

function attribute(
  text: string,
  quote: Span,
  { from, limit }: { readonly from: number; readonly limit: number },
  sources: SpeakerSources,
  previous: { readonly found: Found; readonly quote: Span } | null,
): Made | null {
  const alone = (attribution: Attribution): Made => ({
    found: { spans: [quote], attribution, sure: attribution.sure && attribution.speaker !== null },
    joins: false,
  })
  const incise = inciseIn(text, quote, sources)
  if (incise) {
    const spans = incise.parts.flatMap((part) => trimSpan(text, part) ?? []).filter((span) => hasWord(text, span))
    return { found: { spans, attribution: incise.attribution, sure: true }, joins: false }
  }
  const before = attributionBefore(text, quote, from, sources)
  const shared = previous !== null && before !== null && sameCue(before, previous.found.attribution)
  const colon = before !== null && /:\s*$/u.test(text.slice(before.cue.end, quote.start))
  if (before && colon && !shared) return alone(withSpeaker(before, text, previous, quote))
  const behind = attributionBehind(text, quote, { start: from, end: limit }, sources)
  if (behind) return alone(behind)
  if (previous && continues(text, previous, quote, shared, limit)) {
    return { found: previous.found, joins: true }
  }
  if (before && !shared) return alone(withSpeaker(before, text, previous, quote))
  return previous && isCoordinate(text, previous, quote, sources)
    ? alone({ ...previous.found.attribution, sure: false })
    : null
}

const sameCue = (a: Attribution, b: Attribution): boolean => a.cue.start === b.cue.start

const hasWord = (text: string, { start, end }: Span): boolean => /[\p{L}\p{N}]/u.test(text.slice(start, end))

/** "Lind said “…” and added: “…”": the second verb has no subject of its own in the sentence. */
function withSpeaker(
  attribution: Attribution,
  text: string,
  previous: { readonly found: Found; readonly quote: Span } | null,
  quote: Span,
): Attribution {
  if (attribution.speaker || !previous) return attribution
  const end = sentenceEnd(text, previous.quote.end, quote.start)
  const sameSentence = end >= quote.start
  return sameSentence ? { ...attribution, speaker: previous.found.attribution.speaker } : attribution
}

/** "Lind said it was “a poor joke” and that nobody had been “asked about any of it”": one verb for both. */
function isCoordinate(
  text: string,
  { found, quote: before }: { readonly found: Found; readonly quote: Span },
  quote: Span,
  { language }: SpeakerSources,
): boolean {
  if (found.attribution.cue.end > before.start || sentenceEnd(text, before.end, quote.start) < quote.start) return false
  const [first] = wordsOf(text, { start: before.end, end: quote.start }, language)
  const length = wordsOf(text, quote, language).length
  return first !== undefined && language.conjunctions.has(first.lower) && length >= LEAST_EMBEDDED_WORDS
}

/**
 * Whether a quote continues the one before it: only the attribution of that one stands between them, and the quote is set
 * off from it by a comma or is the sentence right behind it.
 */
function continues(
  text: string,
  previous: { readonly found: Found; readonly quote: Span },
  quote: Span,
  shared: boolean,
  limit: number,
): boolean {
  const { attribution } = previous.found
  if (attribution.cue.start < previous.quote.end) return false
  const between = text.slice(previous.quote.end, quote.start)
  if (shared) return /[,;:\u2013\u2014]\s*$/u.test(between)
  const sentence = sentenceEnd(text, previous.quote.end, quote.start)
  if (text.slice(sentence, quote.start).trim() !== '' || !/[.!?…]\s*$/u.test(between)) return false
  const inner = text.slice(Math.max(quote.start, quote.end - 3), quote.end)
  const behind = text.slice(quote.end, Math.min(limit, quote.end + 2))
  return /[.!?…]\s*\P{L}$/u.test(inner) || /^\s*[.!?…]/u.test(behind)
}
