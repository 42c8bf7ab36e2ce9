import type { Span } from '../../text/span.ts'
import { quoteParts } from '../codebook-parts.ts'
import type { Language } from '../languages/language.ts'
import { type FoundQuote, quoteProposal } from './quote-proposal.ts'
import { type Candidate, candidatesIn, type SpeakerSources, speakerSources } from './speakers.ts'
import { paragraphsOf, sentenceEnd, sentenceStart, type Word, wordsOf } from './stretch.ts'
import type { SuggestRule } from '../suggestion.ts'

/** UTF-16 units on either side within which the sentence must begin and end. */
const REACH = 500
const QUOTATION_MARK = /[“”„«»‹›‘‚"「」『』]/u
/** Words a statement has at least: "according to plan" and its like have fewer. */
const LEAST_WORDS = 4
/** Words between the phrase and the name: "according to council chair Mara Lindqvist". */
const MOST_TITLES = 3

/**
 * What a sentence reports behind "according to" at its beginning, or before it at its end: an indirect quote. Only where
 * the source is recognised, the sentence has no quotation marks, and nothing but a comma stands between.
 */
export const accordingToRule: SuggestRule = {
  id: 'according-to',
  title: 'Reported statements',
  propose(input) {
    const { text, blocks, codebook } = input
    const parts = quoteParts(codebook)
    const sources = parts && speakerSources(input, parts.speaker.id)
    if (!parts || !sources) return []
    const cues = cuePattern(sources.language)
    return paragraphsOf(blocks).flatMap((paragraph) =>
      [...text.slice(paragraph.start, paragraph.end).matchAll(cues)].flatMap(({ 0: phrase, index }) => {
        const cue = { start: paragraph.start + index, end: paragraph.start + index + phrase.length }
        const found = statementAt(text, paragraph, cue, sources)
        return found ? quoteProposal(found, parts) : []
      }),
    )
  },
}

/** Finds the phrases of a language as whole words, with either apostrophe. */
function cuePattern({ accordingTo }: Language): RegExp {
  const phrases = accordingTo.map((phrase) => phrase.join(' ').replaceAll("' ", "[’']"))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

function statementAt(text: string, paragraph: Span, cue: Span, sources: SpeakerSources): FoundQuote | null {
  const start = sentenceStart(text, Math.max(paragraph.start, cue.start - REACH), cue.start)
  const end = sentenceEnd(text, cue.end, Math.min(paragraph.end, cue.end + REACH))
  // Where no end was found within reach, this is no sentence to quote.
  if (end === cue.end + REACH || QUOTATION_MARK.test(text.slice(start, end))) return null
  const words = wordsOf(text, { start: cue.end, end }, sources.language)
  const speaker = sourceBehind(words, candidatesIn(text, words, sources), sources.language)
  if (!speaker) return null
  const before = { start, end: cue.start }
  const span =
    text.slice(before.start, before.end).trim() === ''
      ? behind(text, words, speaker, end, sources.language)
      : inFront(text, before, speaker, end)
  if (!span || wordsOf(text, span, sources.language).length < LEAST_WORDS) return null
  return { spans: [span], cue, speaker, mode: 'indirect', sure: speaker.kind !== 'pronoun' }
}

/** Who is named right behind the phrase. */
function sourceBehind(words: readonly Word[], candidates: readonly Candidate[], language: Language): Candidate | null {
  const [first] = words
  const named = candidates.find((candidate) => candidate.first <= MOST_TITLES)
  if (named) {
    const between = words.slice(0, named.first + 1)
    const close = between.every((word, i) => i === 0 || word.start - (between[i - 1] as Word).end <= 1)
    return close && !between.some(({ lower }) => language.prepositions.has(lower)) ? named : null
  }
  if (!first || !language.pronounsAfterPreposition.has(first.lower)) return null
  const { start, end } = first
  return { start, end, kind: 'pronoun', entity: null, entityType: null, first: 0, last: 0, governed: true }
}

/** "According to Lena Hart, the pumps …": from behind the comma to the end of the sentence, without its full stop. */
function behind(
  text: string,
  words: readonly Word[],
  speaker: Candidate,
  end: number,
  { accordingWithoutComma, determiners }: Language,
): Span | null {
  let next = speaker.last + 1
  const comma = (i: number): boolean => /^\s?,\s/u.test(text.slice(words[i - 1]?.end, words[i]?.start))
  if (comma(next)) {
    // "According to Lena Hart, the chief engineer, the pumps …"
    const close = words.findIndex((_, i) => i > next && i <= next + LONGEST_APPOSITION && comma(i))
    if (close > 0 && determiners.has(words[next]?.lower ?? '')) next = close
  } else if (!accordingWithoutComma || words[next] === undefined) return null
  return untilStop(text, { start: words[next]?.start ?? end, end })
}

const LONGEST_APPOSITION = 5

/** "The wind will drop, according to the harbour master.": the sentence up to the comma. */
function inFront(text: string, before: Span, speaker: Candidate, end: number): Span | null {
  const tail = text.slice(speaker.end, end)
  const comma = /,\s*$/u.exec(text.slice(before.start, before.end))
  if (!comma || !/^[.!?…]?\s*$/u.test(tail)) return null
  const start = before.start + (/\S/u.exec(text.slice(before.start, before.end))?.index ?? 0)
  return { start, end: before.start + comma.index }
}

function untilStop(text: string, { start, end }: Span): Span | null {
  const body = text.slice(start, end).replace(/[.!?…]*\s*$/u, '')
  return body === '' ? null : { start, end: start + body.length }
}
