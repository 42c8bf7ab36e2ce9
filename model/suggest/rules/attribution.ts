import type { Span } from '../../text/span.ts'
import { type Candidate, candidatesIn, type SpeakerSources } from './speakers.ts'
import { sentenceEnd, sentenceStart, type Word, wordsOf } from './stretch.ts'
import { subjectAfter, subjectBefore } from './subjects.ts'
import { cueOf, type Verb, verbsIn } from './verbs-of-saying.ts'

/** Who is said to speak, by which words. */
export interface Attribution {
  readonly cue: Span
  readonly speaker: Candidate | null
  /** Whether the signs are all there: the quote is set off from the sentence, and the speaker stands at the verb. */
  readonly sure: boolean
  /** Where the sentence of the attribution ends. */
  readonly end: number
}

/** UTF-16 units that are read on either side of a quote. Attributions are short. */
const REACH = 400

/** Words between the end of a quote and the verb: `,” council chair Mara Lindqvist, who voted against it, told`. */
const VERB_WITHIN = 16
/** Words from the verb to a quote that is a part of its sentence. */
const EMBEDDED_WITHIN = 14
/** Words that a quote must have to be more than a word in quotation marks, where it is a part of the sentence. */
export const LEAST_EMBEDDED_WORDS = 3

const ENDS_INSIDE = /[,!?…\u2013\u2014-]\s*[”“’‘"'»«›‹」』]$/u
const STOPS_INSIDE = /[.]\s*[”“’‘"'»«›‹」』]$/u
const LETTER = /\p{L}/u
const COMMA_BEHIND = /^\s?[,\u2013\u2014]/u

/** Words between the attribution and the end of its sentence, where the quote does not begin one: "on Monday". */
const MOST_BEHIND_EMBEDDED = 6

/** Words of a role that may stand before a name: "council chair Mara Lindqvist". */
const MOST_TITLES = 4
/** Words before a verb whose subject is not recognised: "one of the drivers said". */
const MOST_UNKNOWN = 6

/** A quote and the words behind it in its sentence. */
interface Behind {
  readonly words: readonly Word[]
  readonly first: Word
  readonly candidates: readonly Candidate[]
  /** Where the sentence ends. */
  readonly end: number
  /** Whether a comma or a full stop sets the quote off from what follows. */
  readonly setOff: boolean
  /** Whether words of the sentence lead into the quote, so that it is a part of it. */
  readonly embedded: boolean
  /** Whether it stands between commas: "the book, “High Tide”, tells of…". */
  readonly apposed: boolean
  /** Whether the sentence ends soon after a word. If not, it is about the quoted words: the book “High Tide”, says X, sold… */
  closesAfter(word: number): boolean
}

/** Reads what stands behind a quote, or null where nothing there can be an attribution. */
function readBehind(
  text: string,
  quote: Span,
  { start: from, end: limit }: Span,
  sources: SpeakerSources,
): Behind | null {
  const { language } = sources
  const to = Math.min(limit, quote.end + REACH)
  if (!LETTER.test(text.slice(quote.end, to))) return null
  const tail = text.slice(quote.end, quote.end + 2)
  if (/^\s*[.;:!?]/u.test(tail)) return null
  const end = sentenceEnd(text, quote.end, to)
  const words = wordsOf(text, { start: quote.end, end }, language)
  const first = words[0]
  if (!first) return null
  const inner = text.slice(Math.max(quote.start, quote.end - 4), quote.end)
  const stops = STOPS_INSIDE.test(inner)
  // A new sentence that happens to follow is not about the quote: “… does not leak.” She said that the rents…
  if (stops && first.capital) return null
  const lead = text.slice(Math.max(from, quote.start - 4), quote.start)
  const embedded = /[\p{L}\p{N}]\s+$/u.test(lead)
  if (embedded && wordsOf(text, quote, language).length < LEAST_EMBEDDED_WORDS) return null
  return {
    words,
    first,
    candidates: candidatesIn(text, words, sources),
    end,
    setOff: stops || ENDS_INSIDE.test(inner) || COMMA_BEHIND.test(tail),
    embedded,
    apposed: /,\s*$/u.test(lead),
    closesAfter: (word) =>
      end < limit &&
      !/[,;]/u.test(text.slice(words[word]?.end, end)) &&
      words.length - 1 - word <= MOST_BEHIND_EMBEDDED,
  }
}

/**
 * Looks behind a quote: `“…,” said Lind`, `“…”, Lind told reporters`. `room` reaches from the quote or paragraph before
 * it to where the next one begins.
 */
export function attributionBehind(text: string, quote: Span, room: Span, sources: SpeakerSources): Attribution | null {
  const found = readBehind(text, quote, room, sources)
  if (!found) return null
  const { words, first, candidates, end, setOff } = found
  if (sources.language.behind.has(first.lower)) {
    const speaker = subjectAfter(words, 0, candidates, sources)
    return speaker ? { cue: first, speaker, sure: setOff, end } : null
  }
  for (const verb of verbsIn(words, sources, false)) {
    if (verb.at > VERB_WITHIN) break
    const after = subjectAfter(words, verb.last, candidates, sources)
    if (!verb.according) {
      const made = attributionAt(verb, after, subjectBefore(text, words, verb, candidates), found)
      if (made !== 'next') return made
    } else if (verb.first === 0 && after) return { cue: cueOf(words, verb), speaker: after, sure: setOff, end }
  }
  return null
}

/** What a verb behind a quote says: an attribution, null where the quote has none, or that the next verb should be tried. */
function attributionAt(
  verb: Verb,
  after: Candidate | null,
  before: Candidate | null,
  { words, end, setOff, embedded, apposed, closesAfter }: Behind,
): Attribution | null | 'next' {
  const leads = verb.first <= 1
  const speaker = leads ? (after ?? before) : before
  // Without a comma the verb or its subject must follow at once, or the quoted words are a part of the sentence.
  const begins = before ? before.first <= MOST_TITLES : verb.first === 0
  if (!setOff && !(speaker && begins)) return null
  if (embedded && !(speaker && closesAfter(Math.max(verb.last, speaker.last)))) return null
  if (speaker && (leads || begins)) return { cue: cueOf(words, verb), speaker, sure: setOff && !embedded, end }
  const unknown = !speaker && setOff && !apposed && verb.first <= MOST_UNKNOWN
  return unknown ? { cue: cueOf(words, verb), speaker, sure: false, end } : 'next'
}

/**
 * Looks before a quote, from `from` on: `Lind said: “…”`, `according to Lind, “…”`, `Lind said it was “a poor joke”`.
 */
export function attributionBefore(
  text: string,
  quote: Span,
  from: number,
  sources: SpeakerSources,
): Attribution | null {
  const { language } = sources
  const reach = Math.max(from, quote.start - REACH)
  if (!LETTER.test(text.slice(reach, quote.start))) return null
  const start = sentenceStart(text, reach, quote.start)
  const words = wordsOf(text, { start, end: quote.start }, language)
  if (words.length === 0) return null
  const tail = text.slice(words[words.length - 1]?.end, quote.start)
  const colon = /:/u.test(tail)
  const setOff = colon || /[,\u2013\u2014]/u.test(tail)
  const length = wordsOf(text, quote, language).length
  const candidates = candidatesIn(text, words, sources)
  const end = quote.start
  for (const verb of [...verbsIn(words, sources, true)].toReversed()) {
    const distance = words.length - 1 - verb.last
    const after = subjectAfter(words, verb.last, candidates, sources)
    const before = subjectBefore(text, words, verb, candidates)
    if (verb.according) {
      if (after && setOff) return { cue: cueOf(words, verb), speaker: after, sure: true, end }
      continue
    }
    const speaker = before ?? after
    const naming = language.naming.has(words[verb.at]?.lower ?? '')
    if (setOff && !naming) {
      if (speaker || colon) return { cue: cueOf(words, verb), speaker, sure: speaker !== null && colon, end }
      // "…, Lind added, “…”" has its subject; without one the comma may belong to anything.
      return { cue: cueOf(words, verb), speaker, sure: false, end }
    }
    const enough = length >= LEAST_EMBEDDED_WORDS || distance === 0
    if (speaker && enough && distance <= EMBEDDED_WITHIN) {
      return { cue: cueOf(words, verb), speaker, sure: naming || distance === 0, end }
    }
    return null
  }
  return null
}
