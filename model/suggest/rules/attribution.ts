import type { Span } from '../../text/span.ts'
import { type Candidate, candidatesIn, type SpeakerSources } from './speakers.ts'
import { sentenceEnd, sentenceStart, type Word, wordsOf } from './stretch.ts'

/** Who is said to speak, by which words. */
export interface Attribution {
  readonly cue: Span
  readonly speaker: Candidate | null
  /** Whether the signs are all there: the quote is set off from the sentence, and the speaker stands at the verb. */
  readonly sure: boolean
  /** Where the sentence of the attribution ends. */
  readonly end: number
}

/** UTF-16 units that are looked through on either side of a quote. Attributions are short. */
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

interface Verb {
  readonly at: number
  /** The first word of the cue: an auxiliary right before the verb belongs to it. */
  readonly first: number
  readonly last: number
  /** "According to": who follows is the source. */
  readonly according: boolean
}

/**
 * Looks behind a quote: `“…,” said Lind`, `“…”, Lind told reporters`. `room` reaches from the quote or paragraph before
 * it to where the next one begins.
 */
export function attributionBehind(
  text: string,
  quote: Span,
  { start: from, end: limit }: Span,
  sources: SpeakerSources,
): Attribution | null {
  const { language } = sources
  const to = Math.min(limit, quote.end + REACH)
  if (!LETTER.test(text.slice(quote.end, to))) return null
  const inner = text.slice(Math.max(quote.start, quote.end - 4), quote.end)
  if (/^\s*[.;:!?]/u.test(text.slice(quote.end, quote.end + 2))) return null
  const end = sentenceEnd(text, quote.end, to)
  const words = wordsOf(text, { start: quote.end, end }, language)
  const first = words[0]
  if (!first) return null
  // A new sentence that happens to follow is not about the quote: “… does not leak.” She said that the rents…
  if (STOPS_INSIDE.test(inner) && first.capital) return null
  const setOff =
    ENDS_INSIDE.test(inner) || STOPS_INSIDE.test(inner) || COMMA_BEHIND.test(text.slice(quote.end, quote.end + 2))
  const lead = text.slice(Math.max(from, quote.start - 4), quote.start)
  const embedded = /[\p{L}\p{N}]\s+$/u.test(lead)
  if (embedded && wordsOf(text, quote, language).length < LEAST_EMBEDDED_WORDS) return null
  /** What a sentence goes on to say after the attribution is about the quoted words: the book “High Tide”, says X, sold… */
  const closes = (word: number): boolean => {
    const tail = text.slice(words[word]?.end, end)
    return end < limit && !/[,;]/u.test(tail) && words.length - 1 - word <= MOST_BEHIND_EMBEDDED
  }
  const candidates = candidatesIn(text, words, sources)
  if (language.behind.has(first.lower)) {
    const speaker = subjectAfter(words, 0, candidates, sources)
    return speaker ? { cue: first, speaker, sure: setOff, end } : null
  }
  for (const verb of verbsIn(words, sources, false)) {
    if (verb.at > VERB_WITHIN) break
    const after = subjectAfter(words, verb.last, candidates, sources)
    if (verb.according) {
      if (verb.first === 0 && after) return { cue: cueOf(words, verb), speaker: after, sure: setOff, end }
      continue
    }
    const before = subjectBefore(text, words, verb, candidates)
    const leads = verb.first <= 1
    const speaker = leads ? (after ?? before) : before
    // Without a comma the verb or its subject must follow at once, or the quoted words are a part of the sentence.
    const begins = before ? before.first <= MOST_TITLES : verb.first === 0
    if (!setOff && !(speaker && begins)) return null
    if (embedded && !(speaker && closes(Math.max(verb.last, speaker.last)))) return null
    if (speaker && (leads || begins)) return { cue: cueOf(words, verb), speaker, sure: setOff && !embedded, end }
    // Between commas, and nobody there to speak: "the book, “High Tide”, tells of…".
    const apposed = /,\s*$/u.test(lead)
    if (!speaker && setOff && !apposed && verb.first <= MOST_UNKNOWN)
      return { cue: cueOf(words, verb), speaker, sure: false, end }
  }
  return null
}

/** Words between the attribution and the end of its sentence, where the quote does not begin one: "on Monday". */
const MOST_BEHIND_EMBEDDED = 6

/** Words of a role that may stand before a name: "council chair Mara Lindqvist". */
const MOST_TITLES = 4
/** Words before a verb whose subject is not recognised: "one of the drivers said". */
const MOST_UNKNOWN = 6

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

const cueOf = (words: readonly Word[], { first, last }: Verb): Span => ({
  start: words[first]?.start ?? 0,
  end: words[last]?.end ?? 0,
})

/** The verbs of saying in a stretch, each with the auxiliary right before it, in reading order. */
function* verbsIn(words: readonly Word[], { language }: SpeakerSources, naming: boolean): Iterable<Verb> {
  for (let at = 0; at < words.length; at++) {
    const according = language.accordingTo.find((phrase) => phrase.every((part, i) => words[at + i]?.lower === part))
    if (according) {
      yield { at, first: at, last: at + according.length - 1, according: true }
      continue
    }
    const { lower } = words[at] as Word
    if (!language.saying.has(lower) && !(naming && language.naming.has(lower))) continue
    const near = [words[at - 1], words[at - 2]]
    if (near.some((word) => word && language.negations.has(word.lower))) continue
    const before = words[at - 1]
    const helped = before !== undefined && language.auxiliaries.has(before.lower)
    yield { at, first: helped ? at - 1 : at, last: at, according: false }
  }
}

/** Words that may stand between a verb and the subject behind it: "warned head teacher Philippa Stone". */
const BETWEEN_VERB_AND_SUBJECT = 3

/** The subject right behind a verb; titles and a reflexive may come between, but no preposition and no comma. */
function subjectAfter(
  words: readonly Word[],
  last: number,
  candidates: readonly Candidate[],
  { language }: SpeakerSources,
): Candidate | null {
  for (let i = last + 1; i <= last + 1 + BETWEEN_VERB_AND_SUBJECT; i++) {
    const word = words[i]
    const before = words[i - 1]
    if (!word || !before || word.start - before.end > (language.titles.has(before.lower) ? 2 : 1)) return null
    const candidate = candidates.find(({ first }) => first === i)
    if (candidate) return namedBy(words, candidate, candidates)
    if (language.prepositions.has(word.lower) || language.saying.has(word.lower)) return null
    if (language.conjunctions.has(word.lower)) return null
  }
  return null
}

/** "a deputada Inês Moura": the name right behind a noun for somebody. */
function namedBy(words: readonly Word[], noun: Candidate, candidates: readonly Candidate[]): Candidate {
  const name = candidates.find(({ first, kind }) => first === noun.last + 1 && kind === 'name')
  const close = name && (words[name.first]?.start ?? 0) - (words[noun.last]?.end ?? 0) === 1
  return noun.kind === 'nominal' && close ? name : noun
}

/** Words that may stand between a subject and its verb: "also", "hat … gesagt". */
const BETWEEN_SUBJECT_AND_VERB = 3

/**
 * The subject before a verb: right before it, or before an apposition or a clause between commas:
 * "Ada Lind, the mayor of Lindhaven, said".
 */
function subjectBefore(
  text: string,
  words: readonly Word[],
  { first }: Verb,
  candidates: readonly Candidate[],
): Candidate | null {
  const earlier = candidates.filter(({ last, governed }) => last < first && !governed)
  const commaBefore = (i: number): boolean =>
    i > 0 && /[,\u2013\u2014]/u.test(text.slice(words[i - 1]?.end, words[i]?.start))
  if (commaBefore(first)) {
    let found: Candidate | null = null
    for (const candidate of earlier.toReversed()) {
      // A candidate that a comma follows, and of which the verb's comma is the other end.
      if (candidate.last + 1 < first && commaBefore(candidate.last + 1)) found = candidate
      else if (found) break
    }
    // "Her spokesman, Karl Odum, said": the name says more than the noun, which may not have been recognised.
    const named = earlier.find(
      ({ kind, first: begin, last }) => kind === 'name' && commaBefore(begin) && last + 1 === first,
    )
    const about = found ? found.kind === 'nominal' && named && named.first - 1 === found.last : true
    return about ? (named ?? found) : found
  }
  const nearest = earlier[earlier.length - 1]
  if (!nearest) return null
  // "Tom Berg of the harbour union called": what a preposition ties to the subject stands between without counting.
  const tied = candidates.findLast(({ first: begin, last, governed }) => {
    return governed && last < first && words[nearest.last + 1] === words[begin - 1]
  })
  if (first - (tied ?? nearest).last - 1 > BETWEEN_SUBJECT_AND_VERB) return null
  for (let i = nearest.last + 1; i <= first; i++) if (commaBefore(i)) return null
  return nearest
}
