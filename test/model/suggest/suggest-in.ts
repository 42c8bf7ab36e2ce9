import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { Span } from '../../../model/text/span.ts'
import { suggester } from '../../../model/suggest/index.ts'
import type { KnownSpan, Suggestion } from '../../../model/suggest/suggestion.ts'

export interface SuggestOptions {
  readonly language?: string | null
  readonly entities?: readonly Entity[]
  readonly known?: readonly KnownSpan[]
  readonly codebook?: Codebook
}

/** Blocks of a text: its lines that are not blank. */
export function blocksOf(text: string) {
  const blocks: { start: number; end: number; kind: 'paragraph' }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '') blocks.push({ start, end: start + line.length, kind: 'paragraph' })
    start += line.length + 1
  }
  return blocks
}

/** Runs all rules over a text whose lines are paragraphs. */
export const suggestIn = (text: string, options: SuggestOptions = {}): readonly Suggestion[] =>
  suggester.suggest({
    text,
    blocks: blocksOf(text),
    language: options.language === undefined ? 'en' : options.language,
    entities: options.entities ?? [],
    known: options.known ?? [],
    codebook: options.codebook ?? newsAttribution,
  })

export const textOf = (text: string, spans: readonly Span[]): string =>
  spans.map(({ start, end }) => text.slice(start, end)).join(' … ')

/** One line a suggestion: "quote “No,” [speaker Lind] [cue said]", with a question mark where it is not sure. */
export const lines = (text: string, suggestions: readonly Suggestion[]): string[] =>
  suggestions.map(({ type, spans, links, sure }) => {
    const ends = links.map(({ role, span }) => ` [${role} ${textOf(text, [span])}]`).join('')
    return `${type} ${textOf(text, spans)}${ends}${sure ? '' : ' ?'}`
  })

/** A span of the first occurrence of some words, as tagged with a type. */
export function knownAt(text: string, words: string, type: string, entity: string | null = null): KnownSpan {
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`The text does not hold ${words}`)
  return { start, end: start + words.length, type, entity }
}

export const entity = (id: string, name: string, aliases: readonly string[] = [], type = 'person'): Entity => ({
  kind: 'entity',
  id,
  name,
  type,
  aliases,
  wikidata: null,
  attributes: {},
})
