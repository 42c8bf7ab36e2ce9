import type { Span } from '../../../../model/text/span.ts'
import type { ExportSetting } from '../exporter.ts'
import type { LossKind } from '../losses.ts'
import type { ExampleSpan } from './write-span-examples.ts'

/** A token in UTF-16 units and in code points. `space`: one ordinary space follows, which is no token. */
export interface Token extends Span {
  readonly id: number
  readonly from: number
  readonly to: number
  readonly space: boolean
}

export const TOKENS_SETTING: ExportSetting = {
  id: 'tokens',
  title: 'Tokens',
  description: 'Where tokens end. Spans that cut a word can be trained with only if tokens are cut there, too.',
  values: [
    { id: 'words', title: 'Words, as Unicode tells them' },
    { id: 'cut', title: 'Words, also cut where annotations begin and end' },
  ],
  initial: 'words',
}

export const TOKEN_LOSS: LossKind = {
  id: 'inside-token',
  what: 'Annotations begin or end inside a token: their offsets are exact, but they name no tokens.',
}

/**
 * Cuts a text into words, punctuation and white space (Unicode, UAX 29) so that nothing is left over: tokens and the
 * spaces after them give the text again, as spaCy wants it. `cuts` are offsets where tokens end in any case.
 */
export function tokensOf(text: string, language: string | null, cuts: Iterable<number> = []): Token[] {
  const edges = [...new Set(cuts)].toSorted((a, b) => a - b)
  const tokens: Token[] = []
  let next = 0
  let counted = 0
  let ended = false
  const add = (from: number, to: number): void => {
    let start = from
    if (ended && text[start] === ' ') {
      const last = tokens.length - 1
      const before = tokens[last]
      if (before) tokens[last] = { ...before, space: true }
      start++
      counted++
    }
    ended = start < to
    if (!ended) return
    const first = counted
    for (let at = start; at < to; counted++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    tokens.push({ id: tokens.length, start: first, end: counted, from: start, to, space: false })
  }
  for (const { segment, index } of segmenterFor(language, 'word').segment(text)) {
    const end = index + segment.length
    let from = index
    while ((edges[next] ?? end) <= from && next < edges.length) next++
    for (; next < edges.length && (edges[next] ?? end) < end; next++) {
      add(from, edges[next] ?? end)
      from = edges[next] ?? end
    }
    add(from, end)
  }
  return tokens
}

/** For the language of an article, or for any where the engine does not know it. */
export function segmenterFor(language: string | null, granularity: 'word' | 'sentence'): Intl.Segmenter {
  const [known] = language === null ? [] : Intl.Segmenter.supportedLocalesOf([safeTag(language)])
  return new Intl.Segmenter(known ?? 'en', { granularity })
}

/** A tag the engine takes; metadata may hold anything. */
const safeTag = (language: string): string =>
  /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? (language.split('-')[0] ?? 'en') : 'en'

/** Finds the tokens of spans: first and last, both included; null where an end lies inside a token. */
export function tokenFinder(
  tokens: readonly Token[],
): (span: Pick<ExampleSpan, 'from' | 'to'>) => [number, number] | null {
  const starts = new Map(tokens.map(({ from, id }) => [from, id]))
  const ends = new Map(tokens.map(({ to, id }) => [to, id]))
  return ({ from, to }) => {
    const [first, last] = [starts.get(from), ends.get(to)]
    return first === undefined || last === undefined || last < first ? null : [first, last]
  }
}
