import type { Span } from '../../text/span.ts'
import type { Attribution } from './attribution.ts'
import { candidatesIn, type SpeakerSources } from './speakers.ts'
import { wordsOf } from './stretch.ts'

/** An attribution inside the marks, and what it leaves of the quote on either side. */
export interface Incise {
  readonly attribution: Attribution
  readonly parts: readonly Span[]
}

/** A comma, or a dash with or without a comma before it, and what may follow: « Oui, dit-elle, … », «Да, — сказал он. — …». */
const OPENING = /,?\s*[\u2013\u2014]\s*|,\s+/gu
/** UTF-16 units an attribution inside the marks may take. */
const LONGEST = 80
const CLOSING_DASH = /[.,!?]?\s*[\u2013\u2014],?\s*/u
const CLOSING_COMMA = /[.,](?=\s|$)\s*/u
/** Words beyond verb and subject: «… – ha raccontato ieri la sindaca – …» */
const MOST_OTHERS = 4

/**
 * Looks for who speaks inside the marks of a quote, as French, Italian, Spanish, Portuguese and Russian write it. The
 * verb must come first and its subject right behind it; between commas nothing else may stand there.
 */
export function inciseIn(text: string, quote: Span, sources: SpeakerSources): Incise | null {
  const { language } = sources
  if (!language.incises) return null
  const opening = new RegExp(OPENING)
  const body = text.slice(quote.start, quote.end - 1)
  for (let found = opening.exec(body); found; found = opening.exec(body)) {
    const dash = /[\u2013\u2014]/u.test(found[0])
    const from = found.index + found[0].length
    const ahead = body.slice(from, from + LONGEST)
    const closing = (dash ? CLOSING_DASH : CLOSING_COMMA).exec(ahead)
    const length = closing?.index ?? (ahead.length < LONGEST ? ahead.trimEnd().replace(/[.,!?…]+$/u, '').length : -1)
    if (length <= 0) continue
    const clause = { start: quote.start + from, end: quote.start + from + length }
    const attribution = attributionIn(text, clause, dash, sources)
    if (!attribution) continue
    const before = { start: quote.start, end: quote.start + found.index + (found[0].startsWith(',') ? 1 : 0) }
    const after = { start: clause.end + (closing?.[0].length ?? 0), end: quote.end }
    return { attribution, parts: [before, after] }
  }
  return null
}

function attributionIn(text: string, clause: Span, dash: boolean, sources: SpeakerSources): Attribution | null {
  const { language } = sources
  const words = wordsOf(text, clause, language)
  const at = words.findIndex(({ lower }) => language.saying.has(lower))
  const helped = at === 1 || at === 2
  if (at < 0 || at > 2) return null
  // Before the verb nothing but its auxiliary, and the pronoun of "a-t-il déclaré".
  const speaker = candidatesIn(text, words, sources).find(({ first }) => first <= at + 2 + (dash ? 2 : 0))
  if (!speaker) return null
  const leading = words.slice(0, at)
  if (!leading.every(({ lower }, i) => language.auxiliaries.has(lower) || lower === 't' || i === speaker.first))
    return null
  const counted = speaker.last - speaker.first + 1 + 1 + (helped ? leading.length : 0)
  if (words.length - counted > (dash ? MOST_OTHERS : 0)) return null
  const verb = words[at]
  const auxiliary = at === 1 && language.auxiliaries.has(words[0]?.lower ?? '') ? words[0] : undefined
  if (!verb) return null
  return { cue: { start: (auxiliary ?? verb).start, end: verb.end }, speaker, sure: true, end: clause.end }
}
