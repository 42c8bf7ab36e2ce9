import type { Span } from '../../text/span.ts'
import type { SpeakerSources } from './speakers.ts'
import type { Word } from './stretch.ts'

/** A verb of saying, by the positions of its words in a stretch. */
export interface Verb {
  readonly at: number
  /** The first word of the cue: an auxiliary right before the verb belongs to it. */
  readonly first: number
  readonly last: number
  /** "According to": who follows is the source. */
  readonly according: boolean
}

/** The span of a verb with its auxiliary: what is tagged as cue. */
export const cueOf = (words: readonly Word[], { first, last }: Verb): Span => ({
  start: words[first]?.start ?? 0,
  end: words[last]?.end ?? 0,
})

/** The verbs of saying in a stretch, each with the auxiliary right before it, in reading order. */
export function* verbsIn(words: readonly Word[], { language }: SpeakerSources, naming: boolean): Iterable<Verb> {
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
