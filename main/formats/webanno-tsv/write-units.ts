import type { Span } from '../../../model/text/span.ts'
import { conllTokens, sentenceStarts } from '../kit/writing/conll-tokens.ts'
import { firstEndingAfter } from '../../../model/text/sorted-spans.ts'

/* The grid of a WebAnno TSV file: sentences, tokens, and the parts of tokens where annotations begin or end. */

/** A row: a token, or a part of one. */
export interface Unit extends Span {
  /** "2-3" is the third token of the second sentence, "2-3.1" a part of it. */
  readonly id: string
}

export interface Sentence extends Span {
  readonly tokens: readonly Token[]
}

export interface Token extends Unit {
  readonly parts: Unit[]
}

export interface Grid {
  readonly sentences: readonly Sentence[]
  /** The rows that a span covers, in reading order; parts of tokens are made as they are needed. None: only white space. */
  unitsOf(span: Span): Unit[]
}

/** A sentence goes on to the next one, so that all white space but the first is in one of them. UTF-16 offsets. */
export function gridOf(text: string, language: string | null): Grid {
  const starts = [...sentenceStarts(text, language, [])]
  const sentences: { start: number; end: number; tokens: Token[] }[] = []
  const tokens: Token[] = []
  let next = 0
  for (const { start, end } of conllTokens(text, language, 'words', new Set())) {
    let begins = sentences.length === 0
    for (; (starts[next] ?? Infinity) <= start; next++) begins = true
    if (begins) {
      const before = sentences[sentences.length - 1]
      if (before) before.end = start
      sentences.push({ start, end: text.length, tokens: [] })
    }
    const sentence = sentences[sentences.length - 1]
    const token = { id: `${sentences.length}-${(sentence?.tokens.length ?? 0) + 1}`, start, end, parts: [] }
    sentence?.tokens.push(token)
    tokens.push(token)
  }
  return { sentences, unitsOf: (span) => unitsOf(tokens, span) }
}

function unitsOf(tokens: readonly Token[], { start, end }: Span): Unit[] {
  const units: Unit[] = []
  for (let i = firstEndingAfter(tokens, start); i < tokens.length; i++) {
    const token = tokens[i]
    if (!token || token.start >= end) break
    units.push(
      start <= token.start && token.end <= end
        ? token
        : partOf(token, Math.max(start, token.start), Math.min(end, token.end)),
    )
  }
  return units
}

function partOf(token: Token, start: number, end: number): Unit {
  const known = token.parts.find((part) => part.start === start && part.end === end)
  if (known) return known
  const made = { id: `${token.id}.${token.parts.length + 1}`, start, end }
  token.parts.push(made)
  return made
}
