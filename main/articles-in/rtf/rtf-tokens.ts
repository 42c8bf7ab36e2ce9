/*
 * RTF cut into its tokens, as the Rich Text Format Specification 1.9.1 has them ("RTF Syntax"): groups, control words,
 * control symbols, bytes in hexadecimal, binary data, text. What they mean is not known here.
 */

/** `at` is the offset in bytes of where a token begins. Bytes of text belong to an encoding that the reader knows. */
export type RtfToken =
  | { readonly kind: 'open'; readonly at: number }
  | { readonly kind: 'close'; readonly at: number }
  /** `\name` or `\nameN` */
  | { readonly kind: 'word'; readonly at: number; readonly name: string; readonly value: number | null }
  /** A backslash and one byte that is no letter. */
  | { readonly kind: 'symbol'; readonly at: number; readonly character: string }
  /** `\'hh` */
  | { readonly kind: 'byte'; readonly at: number; readonly value: number }
  /** `\'` without two hexadecimal digits after it. */
  | { readonly kind: 'broken-byte'; readonly at: number }
  /** The data of `\binN`. */
  | { readonly kind: 'binary'; readonly at: number; readonly length: number }
  /** Bytes as they stand, without line ends, which mean nothing in RTF. */
  | { readonly kind: 'text'; readonly at: number; readonly end: number }

const OPEN = 0x7b
const CLOSE = 0x7d
const BACKSLASH = 0x5c
const LINE_FEED = 0x0a
const RETURN = 0x0d
const SPACE = 0x20
const MINUS = 0x2d
const QUOTE = 0x27

/** Values that no control word has any use for are cut off here: 2^31 fits all of them. */
const LARGEST_VALUE = 2 ** 31

const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

function hexDigit(byte: number): number {
  if (isDigit(byte)) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

/** The tokens of a file, one after the other. Any bytes have some: nothing is thrown, and each byte is looked at once. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const byteAt = (offset: number): number => source[offset] ?? -1
  let at = 0
  while (at < source.length) {
    const start = at
    const byte = byteAt(at)
    if (byte === OPEN || byte === CLOSE) {
      at++
      yield { kind: byte === OPEN ? 'open' : 'close', at: start }
    } else if (byte === LINE_FEED || byte === RETURN) at++
    else if (byte !== BACKSLASH) {
      while (at < source.length && !isSpecial(byteAt(at))) at++
      yield { kind: 'text', at: start, end: at }
    } else if (isLetter(byteAt(start + 1))) {
      at++
      while (isLetter(byteAt(at))) at++
      const name = source.toString('latin1', start + 1, at)
      const digits = at
      if (byteAt(at) === MINUS && isDigit(byteAt(at + 1))) at++
      while (isDigit(byteAt(at))) at++
      const value = at === digits ? null : bounded(Number(source.toString('latin1', digits, at)))
      // One blank ends the word and is part of it.
      if (byteAt(at) === SPACE) at++
      yield { kind: 'word', at: start, name, value }
      if (name === 'bin' && value !== null && value > 0) {
        const length = Math.min(value, source.length - at)
        yield { kind: 'binary', at, length }
        at += length
      }
    } else if (byteAt(start + 1) === QUOTE) {
      const [high, low] = [hexDigit(byteAt(start + 2)), hexDigit(byteAt(start + 3))]
      const whole = high >= 0 && low >= 0
      at += whole ? 4 : 2
      yield whole ? { kind: 'byte', at: start, value: high * 16 + low } : { kind: 'broken-byte', at: start }
    } else {
      at += 2
      if (at <= source.length) yield { kind: 'symbol', at: start, character: source.toString('latin1', start + 1, at) }
    }
  }
}

const isSpecial = (byte: number): boolean =>
  byte === OPEN || byte === CLOSE || byte === BACKSLASH || byte === LINE_FEED || byte === RETURN

const bounded = (value: number): number => Math.max(-LARGEST_VALUE, Math.min(LARGEST_VALUE, value))
