import type { Span } from '../../text/span.ts'
import { languageOf } from '../guess-language.ts'
import type { Language } from '../languages/language.ts'
import { type NameMatcher, nameMatcher } from './names.ts'
import type { Word } from './stretch.ts'
import type { KnownSpan, SuggestInput } from '../suggestion.ts'
import { firstStartingFrom } from '../../text/sorted-spans.ts'

export type MentionKind = 'name' | 'nominal' | 'pronoun'

/** Somebody who may be speaking, by the words `[first, last]` of a stretch. */
export interface Candidate extends Span {
  readonly kind: MentionKind
  /** Register entry, where it is known. */
  readonly entity: string | null
  readonly entityType: string | null
  readonly first: number
  readonly last: number
  /** Behind a preposition it is a part of something else: "the mayor of Lindhaven". */
  readonly governed: boolean
}

/** What candidates are looked for with. `known` holds the mentions that are tagged already, sorted by start. */
export interface SpeakerSources {
  readonly language: Language
  readonly names: NameMatcher
  readonly known: readonly KnownSpan[]
}

/** What to look for speakers with; `type` is the annotation type of mentions. Null where no rule knows the language. */
export function speakerSources(
  { language: tag, text, entities, known }: SuggestInput,
  type: string,
): SpeakerSources | null {
  const language = languageOf(tag, text)
  if (!language) return null
  const mentions = known.filter((span) => span.type === type).sort((a, b) => a.start - b.start || a.end - b.end)
  return { language, names: nameMatcher(entities), known: mentions }
}

/**
 * Who is named in a stretch: what is tagged already, then names of the register, then runs of words with capitals, then
 * nouns for people and bodies with their article, then pronouns. They do not overlap; what comes first wins.
 */
export function candidatesIn(text: string, words: readonly Word[], sources: SpeakerSources): Candidate[] {
  const { language } = sources
  const from = words[0]?.start ?? 0
  const to = words[words.length - 1]?.end ?? 0
  const taken = new Set<number>()
  const found: Candidate[] = []
  const add = (span: Span, kind: MentionKind, entity: string | null, entityType: string | null): void => {
    const first = words.findIndex(({ end }) => end > span.start)
    const last = words.findLastIndex(({ start }) => start < span.end)
    if (first < 0 || last < first) return
    for (let i = first; i <= last; i++) if (taken.has(i)) return
    for (let i = first; i <= last; i++) taken.add(i)
    const before = words[first - 1]
    const governed = before !== undefined && language.prepositions.has(before.lower)
    found.push({ start: span.start, end: span.end, kind, entity, entityType, first, last, governed })
  }
  for (const span of within(sources.known, from, to)) add(span, 'name', span.entity, null)
  for (const span of sources.names.find(text, { start: from, end: to }))
    add(span, 'name', span.entity.id, span.entity.type)
  for (const run of capitalRuns(text, words, taken, language)) {
    const office = officeAt(words, run, language)
    if (office) add(office, 'nominal', null, null)
    else add(run, 'name', null, null)
  }
  words.forEach((_word, i) => {
    const phrase = taken.has(i) ? null : nominalAt(words, i, taken, language)
    if (phrase) add(phrase, 'nominal', null, null)
  })
  words.forEach((word, i) => {
    if (!taken.has(i) && language.pronouns.has(word.lower)) add(word, 'pronoun', null, null)
  })
  return found.sort((a, b) => a.first - b.first)
}

/** Tagged spans that lie in a stretch. */
function within(known: readonly KnownSpan[], from: number, to: number): KnownSpan[] {
  const found: KnownSpan[] = []
  for (let i = firstStartingFrom(known, from); i < known.length && (known[i] as KnownSpan).start < to; i++) {
    const span = known[i] as KnownSpan
    if (span.end <= to) found.push(span)
  }
  return found
}

/** Whether a noun names a role, by itself or as the end of a compound. */
const isRole = ({ lower }: Word, { roles, roleEndings }: Language): boolean =>
  roles.has(lower) || (roleEndings?.test(lower) ?? false)

/** Whether a noun stands for somebody who speaks: a role, a group or a body. */
const isSomebody = (word: Word, language: Language): boolean =>
  isRole(word, language) || language.groups.has(word.lower) || language.bodies.has(word.lower)

const INITIAL = /^\p{Lu}$/u

/** Runs of words with capitals, without the titles before them: "Mayor Tom Berg" gives "Tom Berg". */
function capitalRuns(text: string, words: readonly Word[], taken: ReadonlySet<number>, language: Language): Span[] {
  const runs: Span[] = []
  const named = (i: number): boolean => {
    const word = words[i]
    return word !== undefined && word.capital && !taken.has(i) && !language.notNames.has(word.lower)
  }
  const joined = (i: number): boolean => {
    const between = text.slice(words[i - 1]?.end, words[i]?.start)
    const before = words[i - 1] as Word
    const shortened = INITIAL.test(before.text) || language.titles.has(before.lower)
    return /^[’']?[ \u00a0\u202f-]$/u.test(between) || (shortened && /^\. ?$/u.test(between))
  }
  for (let i = 0; i < words.length; i++) {
    if (!named(i)) continue
    let last = i
    for (let next = i + 1; next < words.length && joined(next); next++) {
      if (named(next)) last = next
      else if (!language.particles.has(words[next]?.lower ?? '')) break
    }
    let first = i
    while (first < last && isTitle(words[first] as Word, language)) first++
    const only = words[first] as Word
    const single = first === last
    i = last
    if (single && (isTitle(only, language) || isSomebody(only, language))) continue
    // Where every noun has a capital, a single one is a name only right behind the verb: "sagte Vogt".
    if (single && language.capitalNouns && !language.saying.has(words[first - 1]?.lower ?? '')) continue
    if (single && only.text.length < 2) continue
    // Beside a known mention, it is a part of a name that was tagged, or is known, in a shorter form.
    if ((taken.has(first - 1) && joined(first)) || (taken.has(last + 1) && joined(last + 1))) continue
    runs.push({ start: only.start, end: (words[last] as Word).end })
  }
  return runs
}

const isTitle = (word: Word, language: Language): boolean => language.titles.has(word.lower) || isRole(word, language)

/** "the Prime Minister": a run of capitals that ends in a role and has an article before it names an office. */
function officeAt(words: readonly Word[], run: Span, language: Language): Span | null {
  const first = words.findIndex(({ start }) => start === run.start)
  const last = words.find(({ end }) => end === run.end)
  const before = words[first - 1]
  if (!before || !last || !isRole(last, language) || !language.determiners.has(before.lower)) return null
  return run.start - before.end === 1 ? { start: before.start, end: run.end } : null
}

/** Words between an article and its noun: "the new finance minister". */
const MOST_MODIFIERS = 3

/** "the finance minister", "einer Anwohnerin", "officials"; what begins at a word. A role with a capital needs no article. */
function nominalAt(words: readonly Word[], at: number, taken: ReadonlySet<number>, language: Language): Span | null {
  const word = words[at] as Word
  if (language.determiners.has(word.lower)) {
    for (let noun = at + 1; noun <= at + 1 + MOST_MODIFIERS && noun < words.length; noun++) {
      if (taken.has(noun)) return null
      const candidate = words[noun] as Word
      const before = words[noun - 1] as Word
      if (candidate.start - before.end > 1) return null
      if (isSomebody(candidate, language)) {
        // "the police chief": the last noun of the run is the head.
        const next = words[noun + 1]
        const goesOn = next && !taken.has(noun + 1) && next.start - candidate.end === 1 && isSomebody(next, language)
        if (!goesOn) return { start: word.start, end: candidate.end }
      } else if (language.prepositions.has(candidate.lower) || language.saying.has(candidate.lower)) return null
    }
    return null
  }
  if (language.groups.has(word.lower)) return word
  const bare = language.withoutArticles || (word.capital && !language.capitalNouns)
  return bare && isSomebody(word, language) ? word : null
}
