/** A half-open range `[start, end)` of UTF-16 code units into an article's text. */
export interface Span {
  readonly start: number
  readonly end: number
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** Whether a boundary at `offset` (UTF-16) would stand between the two halves of a surrogate pair. */
export function splitsSurrogatePair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  return isHighSurrogate(text.charCodeAt(offset - 1)) && isLowSurrogate(text.charCodeAt(offset))
}

/** Grows a span by one unit at either end where that end would split a surrogate pair. */
export function alignToCodePoints(text: string, span: Span): Span {
  const start = splitsSurrogatePair(text, span.start) ? span.start - 1 : span.start
  const end = splitsSurrogatePair(text, span.end) ? span.end + 1 : span.end
  return { start, end }
}

const WHITE_SPACE = /\s/u

/**
 * Takes white space off both ends (everything `\s` matches, so NBSP and line separators too).
 * Returns null when nothing but white space is covered.
 */
export function trimSpan(text: string, span: Span): Span | null {
  let { start, end } = span
  while (start < end && WHITE_SPACE.test(text.charAt(start))) start++
  while (end > start && WHITE_SPACE.test(text.charAt(end - 1))) end--
  return start < end ? { start, end } : null
}

/**
 * The span a person meant by a selection: inside the text, on code point boundaries, without white space at its ends.
 * Null when the selection covers no text.
 */
export function normaliseSpan(text: string, span: Span): Span | null {
  const start = Math.max(0, Math.min(span.start, span.end))
  const end = Math.min(text.length, Math.max(span.start, span.end))
  return trimSpan(text, alignToCodePoints(text, { start, end }))
}
