import type { Block } from '../../text/block.ts'
import type { Span } from '../../text/span.ts'
import type { Language } from '../languages/language.ts'

/** A word of the text: letters, digits, and apostrophes or hyphens between them. UTF-16 offsets. */
export interface Word extends Span {
  readonly text: string
  readonly lower: string
  /** Whether it begins with a capital letter. */
  readonly capital: boolean
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[’'-][\p{L}\p{M}\p{N}]+)*[’']?/gu
const CAPITAL = /^\p{Lu}/u

/**
 * The words of a stretch of text. What a language writes together and means apart is parted: "l’entraîneur",
 * "demande-t-il".
 */
export function wordsOf(text: string, { start, end }: Span, language: Language): Word[] {
  const found: Word[] = []
  const add = (from: number, part: string): void => {
    if (part === '') return
    found.push({
      start: from,
      end: from + part.length,
      text: part,
      lower: part.toLowerCase().replaceAll('’', "'"),
      capital: CAPITAL.test(part),
    })
  }
  for (const { 0: whole, index } of text.slice(start, end).matchAll(WORD)) {
    let from = start + index
    let rest = whole
    const cut = language.elision?.exec(rest)?.[0]
    if (cut && cut.length < rest.length) {
      add(from, cut)
      from += cut.length
      rest = rest.slice(cut.length)
    }
    // An apostrophe at the end belongs to the word only where the language cuts words short.
    if (/[’']$/u.test(rest) && rest !== cut) rest = rest.slice(0, -1)
    const parts = rest.split('-')
    const last = parts[parts.length - 1]?.toLowerCase() ?? ''
    const first = parts[0]?.toLowerCase() ?? ''
    if (parts.length > 1 && (language.pronouns.has(last) || language.saying.has(first))) {
      for (const part of parts) {
        add(from, part)
        from += part.length + 1
      }
    } else add(from, rest)
  }
  return found
}

/** Paragraphs: blocks, where the pieces of a paragraph that was cut for display count as one. */
export function paragraphsOf(blocks: readonly Block[]): Span[] {
  const found: { start: number; end: number }[] = []
  for (const { start, end, continues } of blocks) {
    const last = found[found.length - 1]
    if (continues && last) last.end = end
    else found.push({ start, end })
  }
  return found
}

/** A full stop that ends no sentence: initials and titles. */
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sr|Sra|Jr|Gen|Col|Lt|Sen|Rep|Gov|Hr|Fr|Nr|bzw|ca|MM|Mme|dhr|mevr|mw|drs|ing|Sig|Dott|Avv|г|гг|им|ул|тов)\.$/u
/** The end of a sentence and what closes with it, then white space, then what a sentence may begin with. */
const BOUNDARY = /[.!?…][”“’"'»«)\]]*(?=\s+["“„«»‘‚'¿¡([\u2013\u2014]*\s*[\p{Lu}\p{N}])/gu

/** Where the sentence that holds `offset` begins, but not before `from`. */
export function sentenceStart(text: string, from: number, offset: number): number {
  const before = text.slice(from, offset)
  let start = from
  for (const end of boundariesOf(`${before}A`)) if (end < before.length) start = from + end
  return start
}

/** Where the sentence that begins at `from` ends, but not behind `to`: behind its full stop. */
export function sentenceEnd(text: string, from: number, to: number): number {
  // What follows decides whether a full stop is one.
  const ahead = text.slice(from, Math.min(text.length, to + LOOK_AHEAD))
  for (const end of boundariesOf(ahead)) if (from + end <= to) return from + end
  return to
}

const LOOK_AHEAD = 12

function* boundariesOf(text: string): Iterable<number> {
  for (const { 0: mark, index } of text.matchAll(BOUNDARY)) {
    if (mark.startsWith('.') && ABBREVIATION.test(text.slice(Math.max(0, index - 6), index + 1))) continue
    yield index + mark.length
  }
}
