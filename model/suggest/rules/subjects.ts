import type { Candidate, SpeakerSources } from './speakers.ts'
import type { Word } from './stretch.ts'
import type { Verb } from './verbs-of-saying.ts'

/** Words that may stand between a verb and the subject behind it: "warned head teacher Philippa Stone". */
const BETWEEN_VERB_AND_SUBJECT = 3

/** The subject right behind a verb; titles and a reflexive may come between, but no preposition and no comma. */
export function subjectAfter(
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
export function subjectBefore(
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
