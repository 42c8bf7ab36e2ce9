import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { scanUtf8 } from './scan-utf8.ts'

/* Names of encodings, and decoding that never invents a character. */

const UNICODE: Readonly<Record<string, string>> = {
  'utf-8': 'utf8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'utf-32le': 'utf-32le',
  'utf-32be': 'utf-32be',
}

/** Names that mean the same; the ones on the left are also said by programs and people. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  utf16: 'utf-16le',
  'utf-16': 'utf-16le',
  utf32: 'utf-32le',
  'utf-32': 'utf-32le',
  latin1: 'iso-8859-1',
  'iso8859-1': 'iso-8859-1',
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  gbk: 'gb18030',
  'euc-cn': 'gb2312',
  'x-sjis': 'shift_jis',
  'ks_c_5601-1987': 'euc-kr',
}

/** The name we record for an encoding, in lower case; null for one that is not known. */
export function encodingName(said: string): string | null {
  const lower = said.trim().toLowerCase()
  const name = ALIASES[lower] ?? lower
  return name in UNICODE || iconv.encodingExists(name) ? name : null
}

/** What the library calls it. */
const libraryName = (encoding: string): string => UNICODE[encoding] ?? encoding

export const encodeAs = (text: string, encoding: string): Buffer => iconv.encode(text, libraryName(encoding))

/** Text, or the offset of the first byte that is no part of a character. */
export type StrictText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly byte: number }

const LONE_SURROGATE = /\p{Surrogate}/u
const REPLACEMENT = '\ufffd'

/** Encodings that have U+FFFD as a character of their own. */
const HOLDS_REPLACEMENT = new Set([...Object.keys(UNICODE), 'gb18030'])

/**
 * Decodes bytes (without their byte-order mark) in an encoding, or says where that is not possible. U+FFFD comes out only
 * where the bytes hold it.
 */
export function decodeStrictly(bytes: Uint8Array, encoding: string): StrictText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (encoding === 'utf-8') {
    return isUtf8(buffer)
      ? { ok: true, text: buffer.toString('utf8') }
      : { ok: false, byte: scanUtf8(buffer).firstInvalid }
  }
  if (encoding.startsWith('utf-16')) return decodeUtf16(buffer, encoding === 'utf-16le')
  if (encoding.startsWith('utf-32')) return decodeUtf32(buffer, encoding === 'utf-32le')
  const text = iconv.decode(buffer, encoding, { stripBOM: false })
  const wrong = HOLDS_REPLACEMENT.has(encoding) ? firstDifference(buffer, text, encoding) : text.indexOf(REPLACEMENT)
  if (wrong < 0) return { ok: true, text }
  return { ok: false, byte: encodeAs(text.slice(0, wrong), encoding).length }
}

/** A U+FFFD that the bytes do not hold: where encoding again gives something else. */
function firstDifference(bytes: Buffer, text: string, encoding: string): number {
  if (!text.includes(REPLACEMENT) || encodeAs(text, encoding).equals(bytes)) return -1
  return text.indexOf(REPLACEMENT)
}

function decodeUtf16(buffer: Buffer, littleEndian: boolean): StrictText {
  if (buffer.length % 2 === 1) return { ok: false, byte: buffer.length - 1 }
  // Done by hand: not every Electron's TextDecoder knows UTF-16BE.
  const text = (littleEndian ? buffer : Buffer.from(buffer).swap16()).toString('utf16le')
  const lone = text.search(LONE_SURROGATE)
  return lone < 0 ? { ok: true, text } : { ok: false, byte: lone * 2 }
}

function decodeUtf32(buffer: Buffer, littleEndian: boolean): StrictText {
  if (buffer.length % 4 !== 0) return { ok: false, byte: buffer.length - (buffer.length % 4) }
  const pieces: string[] = []
  for (let at = 0; at < buffer.length; at += 4) {
    const point = littleEndian ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at)
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return { ok: false, byte: at }
    pieces.push(String.fromCodePoint(point))
  }
  return { ok: true, text: pieces.join('') }
}

const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  // The one of UTF-32LE begins like that of UTF-16LE.
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** The byte-order mark a file begins with, and its length in bytes. */
export function byteOrderMarkOf(bytes: Uint8Array): { readonly encoding: string; readonly length: number } | null {
  const found = MARKS.find(([, mark]) => mark.every((byte, position) => bytes[position] === byte))
  return found ? { encoding: found[0], length: found[1].length } : null
}

/** Share of the units of a wide encoding whose upper bytes are zero from which on they are taken for one. */
const ZERO_SHARE = 0.4

/** UTF-16 or UTF-32 without a mark, by where the zero bytes of its ASCII characters are; null where there is no such pattern. */
export function wideEncodingOf(bytes: Uint8Array): string | null {
  const zeros = [0, 0, 0, 0]
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1
  const [a = 0, b = 0, c = 0, d = 0] = zeros
  if (a + b + c + d === 0) return null
  const units = bytes.length / 4
  const most = (count: number): boolean => count > units * ZERO_SHARE
  // Of UTF-32 the highest byte is always zero, and the next one below U+10000.
  if (bytes.length % 4 === 0 && d === units && most(c)) return 'utf-32le'
  if (bytes.length % 4 === 0 && a === units && most(b)) return 'utf-32be'
  if (bytes.length % 2 === 1) return null
  const [even, odd] = [a + c, b + d]
  if (odd > units * 2 * ZERO_SHARE && even * 20 < odd) return 'utf-16le'
  if (even > units * 2 * ZERO_SHARE && odd * 20 < even) return 'utf-16be'
  return null
}
