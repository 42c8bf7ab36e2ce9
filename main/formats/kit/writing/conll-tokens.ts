import { characterEnd } from '../../../../model/text/characters.ts'
import type { Span } from '../../../../model/text/span.ts'
import { SPACELESS } from '../../../../model/text/words.ts'
import { segmenterFor } from './tokens.ts'

/** Where tokens end: at words, also where annotations begin and end, or at each character where words have no spaces. */
export type TokenRule = 'words' | 'cut' | 'characters'

const SPACELESS_CHARACTER = new RegExp(SPACELESS, 'u')

/**
 * The words and signs of a text in reading order (Unicode, UAX 29), without the white space between them and within
 * none. UTF-16 offsets. `cuts` are offsets where tokens end in any case.
 */
export function* conllTokens(
  text: string,
  language: string | null,
  rule: TokenRule,
  cuts: ReadonlySet<number>,
): Iterable<Span> {
  for (const { segment, index } of segmenterFor(language, 'word').segment(text)) {
    for (const { 0: word, index: within } of segment.matchAll(/\S+/g)) {
      let start = index + within
      const end = start + word.length
      for (let at = start + 1; at < end; at++) {
        if (!cuts.has(at) && !(rule === 'characters' && isOwnCharacter(text, start, at))) continue
        yield { start, end: at }
        start = at
      }
      yield { start, end }
    }
  }
}

/** Whether the character that begins at `start` ends at `at` and belongs to a script without spaces. */
const isOwnCharacter = (text: string, start: number, at: number): boolean =>
  SPACELESS_CHARACTER.test(String.fromCodePoint(text.codePointAt(start) ?? 0)) && characterEnd(text, start) === at

/** Where sentences begin, but never inside one of the spans (sorted, disjoint). */
export function* sentenceStarts(text: string, language: string | null, spans: readonly Span[]): Iterable<number> {
  let next = 0
  for (const { index } of segmenterFor(language, 'sentence').segment(text)) {
    while ((spans[next]?.end ?? Infinity) <= index) next++
    const span = spans[next]
    if (!span || span.start >= index) yield index
  }
}
