import type { Span } from '../model/text/span.ts'

/** The sizes that are measured: text in UTF-16 units (nearly all of them one byte), and annotations. */
export const SIZES = {
  S: { length: 5_000, annotations: 60 },
  M: { length: 50_000, annotations: 600 },
  L: { length: 500_000, annotations: 6_000 },
  XL: { length: 5_000_000, annotations: 60_000 },
} as const

export type SizeName = keyof typeof SIZES

/** Share of the annotations that lie inside another one or across its end. */
const OVERLAPPING = 0.3

const PARAGRAPH = { least: 250, most: 550 }
const ONSETS = ['b', 'br', 'd', 'f', 'g', 'gl', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'tr', 'v', 'w', 'z']
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'é', 'ö']
const CODAS = ['', '', 'l', 'm', 'n', 'r', 's', 't', 'nd', 'rk']
const EMOJI = ['🚢', '📰', '👩‍🚀', '🌾', '⚖️']

/** A seeded source of numbers in [0, 1) (mulberry32): the same articles on every machine and in every run. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const below = (random: () => number, limit: number): number => Math.floor(random() * limit)
const oneOf = <T>(random: () => number, list: readonly T[]): T => list[below(random, list.length)] as T
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

function inventWord(random: () => number): string {
  const syllables = 1 + below(random, 3)
  let word = ''
  for (let i = 0; i < syllables; i++) word += oneOf(random, ONSETS) + oneOf(random, VOWELS) + oneOf(random, CODAS)
  return word
}

function sentence(random: () => number, words: readonly string[]): string {
  const parts = Array.from({ length: 6 + below(random, 14) }, () => {
    const word = oneOf(random, words)
    const kind = random()
    if (kind < 0.08) return capital(word)
    if (kind < 0.11) return `${word},`
    return kind < 0.125 ? String(below(random, 9_000) + 10) : word
  })
  const plain = capital(parts.join(' '))
  const kind = random()
  if (kind < 0.15) return `“${plain},” ${oneOf(random, words)} ${capital(oneOf(random, words))}.`
  return kind < 0.18 ? `${plain} ${oneOf(random, EMOJI)}.` : `${plain}.`
}

/** An article of invented words: a headline and paragraphs between blank lines, about `length` UTF-16 units long. */
export function inventArticle(seed: number, length: number): string {
  const random = seeded(seed)
  const words = Array.from({ length: 900 }, () => inventWord(random))
  const headline = capital(Array.from({ length: 7 }, () => oneOf(random, words)).join(' '))
  const paragraphs = [headline]
  let written = headline.length
  while (written < length) {
    const wanted = PARAGRAPH.least + below(random, PARAGRAPH.most - PARAGRAPH.least)
    let paragraph = sentence(random, words)
    for (
      let next = sentence(random, words);
      paragraph.length < PARAGRAPH.least || paragraph.length + next.length < wanted;
    ) {
      paragraph += ` ${next}`
      next = sentence(random, words)
    }
    paragraphs.push(paragraph)
    written += paragraph.length + 2
  }
  return `${paragraphs.join('\n\n')}\n`
}

interface Word extends Span {
  readonly paragraph: number
}

function wordsOf(text: string): Word[] {
  let paragraph = 0
  return [...text.matchAll(/\n\n|[\p{L}\p{N}]+/gu)].flatMap(({ 0: found, index }) => {
    if (found !== '\n\n') return { start: index, end: index + found.length, paragraph }
    paragraph++
    return []
  })
}

/**
 * Spans to tag, spread evenly over the text, each within one paragraph. Seven of ten are apart from each other; the
 * others lie inside one of those, or begin in its last word and reach beyond its end.
 */
export function inventSpans(seed: number, text: string, count: number): Span[] {
  const random = seeded(seed)
  const words = wordsOf(text)
  const apart = count - Math.round(count * OVERLAPPING)
  const spans: Span[] = []
  for (let slot = 0; slot < apart; slot++) {
    const from = Math.floor((slot * words.length) / apart)
    const end = Math.floor(((slot + 1) * words.length) / apart)
    const first = from + below(random, Math.max(1, (end - from) >> 1))
    const start = words[first] as Word
    let last = first
    const wanted = below(random, 9)
    while (last - first < wanted && last + 1 < end && words[last + 1]?.paragraph === start.paragraph) last++
    spans.push({ start: start.start, end: (words[last] as Word).end })
    if (Math.floor((slot * (count - apart)) / apart) === Math.floor(((slot + 1) * (count - apart)) / apart)) continue
    const inside = words[first + below(random, last - first + 1)] as Word
    const beyond = words[Math.min(last + 1 + below(random, 4), words.length - 1)] as Word
    const crosses = random() < 0.5 && beyond.paragraph === start.paragraph
    spans.push(
      crosses ? { start: (words[last] as Word).start, end: beyond.end } : { start: inside.start, end: inside.end },
    )
  }
  return spans
}
