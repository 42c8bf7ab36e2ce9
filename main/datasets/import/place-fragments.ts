import { type Span, splitsSurrogatePair } from '../../../model/text/span.ts'
import { type OffsetUnit, offsetConverter } from '../../../model/text/offsets.ts'
import { normaliseNewlines } from '../../articles-in/text/newlines.ts'
import type { ForeignFragment } from '../../formats/kit/reader.ts'
import { cutAt } from '../../../model/text/shorten.ts'
import { lowerBound, ownKey } from '../../../model/value/sorted.ts'

/** A text from a dataset as the project keeps it, and the way from the file's offsets to the project's. */
export interface PlacedText {
  /** With "\n" as line end. */
  readonly text: string
  /** Line ends that were changed. */
  readonly replaced: number
  readonly newline: ReturnType<typeof normaliseNewlines>['style']
  /** File offset → UTF-16 offset in `text`; null where it is outside, or inside a character. */
  toModel(offset: number): number | null
  /** UTF-16 offset in the file's text → in `text`. */
  fromFileText(offset: number): number
}

export function placedText(fileText: string, unit: OffsetUnit): PlacedText {
  const { text, style, replaced } = normaliseNewlines(fileText)
  const converter = offsetConverter(fileText, unit)
  const dropped = text.length === fileText.length ? [] : carriageReturns(fileText)
  const fromFileText = (offset: number): number => offset - lowerBound(dropped, offset, ownKey)
  return {
    text,
    replaced,
    newline: style,
    fromFileText,
    toModel(offset) {
      const inFile = Number.isInteger(offset) ? converter.toModel(offset) : null
      return inFile === null || splitsSurrogatePair(fileText, inFile) ? null : fromFileText(inFile)
    },
  }
}

/** Places of "\r" before "\n": they are gone from the text. */
function carriageReturns(text: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) places.push(at)
  return places
}

export type Placement =
  | { readonly kind: 'placed'; readonly spans: readonly Span[] }
  /** Quotes that are not at their place were found elsewhere. */
  | {
      readonly kind: 'misplaced'
      readonly spans: readonly Span[]
      readonly quote: string
      readonly instead: string | null
      readonly distance: number
    }
  /** `reason` is the end of a sentence that begins with the annotation. */
  | { readonly kind: 'unplaced'; readonly reason: string }

/** Where the fragments of an annotation are, sorted: each at the place it names if its quote is there, or where it was found. */
export function placeFragments(placed: PlacedText, fragments: readonly ForeignFragment[]): Placement {
  const { text } = placed
  const spans: Span[] = []
  let misplaced: { quote: string; instead: string | null; distance: number } | null = null
  for (const { start: from, end: to, quote: said } of fragments) {
    const start = placed.toModel(from)
    const end = placed.toModel(to)
    const quote = said === null ? null : said.replaceAll(/\r\n?/g, '\n')
    const inside = start !== null && end !== null && start < end
    if (inside && (quote === null || text.startsWith(quote, start)) && (quote?.length ?? end - start) === end - start) {
      spans.push({ start, end })
      continue
    }
    if (quote === null || quote === '') {
      if (start !== null && start === end) return { kind: 'unplaced', reason: `covers no text (${from} to ${to})` }
      return { kind: 'unplaced', reason: `names a place that is not in the text (${from} to ${to})` }
    }
    const expected = start ?? Math.min(text.length, Math.max(0, from || 0))
    const found = findQuote(text, quote, expected)
    if (found === null) return { kind: 'unplaced', reason: `quotes “${short(quote)}”, which is not near its place` }
    const instead = inside ? short(text.slice(start, end)) : null
    misplaced ??= { quote: short(quote), instead, distance: found - expected }
    spans.push({ start: found, end: found + quote.length })
  }
  const sorted = spans.toSorted((a, b) => a.start - b.start)
  if (sorted.some((span, position) => position > 0 && span.start < (sorted[position - 1]?.end ?? 0))) {
    return { kind: 'unplaced', reason: 'has fragments that overlap' }
  }
  return misplaced ? { kind: 'misplaced', spans: sorted, ...misplaced } : { kind: 'placed', spans: sorted }
}

/** A quote is looked for so far from its place, in UTF-16 units; a short one would be found anywhere. */
const NEAR = 1000
const NEAR_SHORT = 20
const SHORT = 4

/** The nearest occurrence of a quote near a place, else the only one in the text; null where there is neither. */
function findQuote(text: string, quote: string, place: number): number | null {
  const before = text.lastIndexOf(quote, place)
  const after = text.indexOf(quote, place)
  const candidates = [before, after].filter((at) => at >= 0 && isWhole(text, at, quote))
  const [nearest] = candidates.toSorted((a, b) => Math.abs(a - place) - Math.abs(b - place))
  const reach = quote.length < SHORT ? NEAR_SHORT : NEAR
  if (nearest !== undefined && Math.abs(nearest - place) <= reach) return nearest
  const only = text.indexOf(quote)
  const isOnly = only >= 0 && text.indexOf(quote, only + 1) < 0 && isWhole(text, only, quote)
  return isOnly && quote.length >= SHORT ? only : null
}

const isWhole = (text: string, at: number, quote: string): boolean =>
  !splitsSurrogatePair(text, at) && !splitsSurrogatePair(text, at + quote.length)

const short = (text: string): string => cutAt(text, 60)
