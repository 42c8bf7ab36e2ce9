import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { byteOrderMarkOf, decodeStrictly, encodingName, wideEncodingOf } from './encodings.ts'
import type { EncodingCandidate } from '../importer.ts'
import { scanUtf8 } from './scan-utf8.ts'

export interface DecodedText {
  /** Without byte-order mark. */
  readonly text: string
  /** By its IANA name, in lower case. */
  readonly encoding: string
  readonly byteOrderMark: boolean
  /** Whether statistics decided. */
  readonly guessed: boolean
  /** Where it was guessed and may be another one: the likeliest first, which was taken. */
  readonly candidates: readonly EncodingCandidate[]
}

/** Control characters that text files hold: tab, line feed, vertical tab, form feed, carriage return, escape, Ctrl-Z. */
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b, 0x1a])

/** More control characters than one in a hundred bytes are no text. */
const CONTROL_SHARE = 100

/** From this confidence on (chardet's 0 to 1), and so many times that of the next, a guess is taken without asking. */
const SURE = 0.3
const AHEAD = 4

/** So many bytes are enough for the statistics. */
const SAMPLE_LENGTH = 200_000

const MOST_CANDIDATES = 6
const SAMPLE_LINE = 100

const binary = (fileName: string) =>
  fail(
    'binary-file',
    `"${fileName}" is not a text file.`,
    'Open it in the program it belongs to and save its text as a .txt file in UTF-8.',
  )

const undecodable = (fileName: string, encoding: string, offset: number) =>
  fail(
    'undecodable',
    `"${fileName}" seems to be ${encoding}, but byte ${offset} is no part of a character in it.`,
    'Save the file again as UTF-8 in the program it comes from, or say which encoding it has; a part of it may have been lost.',
  )

/**
 * Decides the encoding of a text and decodes it without losing or inventing a character: what a person said (`wanted`,
 * by name), else a byte-order mark, else the zero bytes of UTF-16 and UTF-32, else whatever is valid UTF-8, else
 * statistics over the encodings in which every byte is part of a character.
 */
export function decodeText(bytes: Uint8Array, fileName: string, wanted: string | null = null): Result<DecodedText> {
  const mark = byteOrderMarkOf(bytes)
  if (wanted !== null) return decodeAsWanted(bytes, fileName, wanted)
  if (mark) return decodeAs(bytes.subarray(mark.length), fileName, mark.encoding, mark.length)
  const wide = wideEncodingOf(bytes)
  if (wide !== null) {
    const decoded = decodeStrictly(bytes, wide)
    if (decoded.ok && !hasControls(decoded.text)) return decodeAs(bytes, fileName, wide, 0)
  }
  if (isBinary(bytes)) return binary(fileName)
  if (isUtf8(bytes)) return decodeAs(bytes, fileName, 'utf-8', 0)
  const scan = scanUtf8(bytes)
  if (scan.sequences > scan.invalid) return undecodable(fileName, 'UTF-8', scan.firstInvalid)
  return guess(bytes, fileName) ?? undecodable(fileName, 'UTF-8', scan.firstInvalid)
}

function decodeAsWanted(bytes: Uint8Array, fileName: string, wanted: string): Result<DecodedText> {
  const encoding = encodingName(wanted)
  if (encoding === null) {
    return fail(
      'unknown-format',
      `"${wanted}" is no encoding that can be read.`,
      'Use a name like utf-8, utf-16le, windows-1252, iso-8859-2, koi8-r, shift_jis, euc-kr, gb18030 or big5.',
    )
  }
  const mark = byteOrderMarkOf(bytes)
  const length = mark?.encoding === encoding ? mark.length : 0
  return decodeAs(bytes.subarray(length), fileName, encoding, length)
}

function decodeAs(bytes: Uint8Array, fileName: string, encoding: string, markLength: number): Result<DecodedText> {
  const decoded = decodeStrictly(bytes, encoding)
  if (!decoded.ok) return undecodable(fileName, encoding.toUpperCase(), decoded.byte + markLength)
  const { text } = decoded
  // SQLite ends a text at a zero character; no article holds one.
  if (text.includes('\0')) return binary(fileName)
  return ok({ text, encoding, byteOrderMark: markLength > 0, guessed: false, candidates: [] })
}

function guess(bytes: Uint8Array, fileName: string): Result<DecodedText> | null {
  const candidates: { encoding: string; confidence: number; text: string }[] = []
  const take = (encoding: string | null, confidence: number): void => {
    if (encoding === null || candidates.length >= MOST_CANDIDATES || confidence <= 0) return
    const decoded = decodeStrictly(bytes, encoding)
    if (!decoded.ok || hasControls(decoded.text)) return
    // Encodings that give the same text need no choice.
    if (candidates.every(({ text }) => text !== decoded.text)) {
      candidates.push({ encoding: exactName(encoding, bytes), confidence, text: decoded.text })
    }
  }
  for (const { name, confidence } of analyse(tellingBytes(bytes))) take(encodingName(name), confidence / 100)
  // Most old text files of western Europe are this one, and a short text gives the statistics nothing to count.
  take('windows-1252', 0.1)
  const [first, second] = candidates
  if (!first) return null
  if (first.text.includes('\0')) return binary(fileName)
  const sure = first.confidence >= SURE && first.confidence >= AHEAD * (second?.confidence ?? 0)
  return ok({
    text: first.text,
    encoding: first.encoding,
    byteOrderMark: false,
    guessed: true,
    candidates:
      sure || candidates.length < 2
        ? []
        : candidates.map(({ encoding, confidence, text }) => ({ encoding, confidence, sample: tellingLine(text) })),
  })
}

/** So many bytes on either side of one beyond ASCII go along. */
const AROUND = 8

/** The words that hold more than ASCII: mark-up and English around them would drown the statistics. */
function tellingBytes(bytes: Uint8Array): Uint8Array {
  const sample: number[] = []
  let taken = 0
  for (let at = 0; at < bytes.length && sample.length < SAMPLE_LENGTH; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue
    const from = Math.max(taken, at - AROUND)
    if (from > taken) sample.push(0x20)
    taken = Math.min(at + AROUND, bytes.length)
    for (const byte of bytes.subarray(from, taken)) sample.push(byte)
    at = taken - 1
  }
  return Uint8Array.from(sample)
}

/** The narrower name where the file keeps to it: GB 2312 inside GB 18030. */
function exactName(encoding: string, bytes: Uint8Array): string {
  if (encoding !== 'gb18030') return encoding
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    const next = bytes[++at] ?? 0
    if (byte < 0xa1 || byte > 0xf7 || next < 0xa1) return encoding
  }
  return 'gb2312'
}

const LINES_LOOKED_AT = 2_000

/** A piece of the line that holds the most beyond ASCII: there the encodings differ. */
function tellingLine(text: string): string {
  let best = ''
  let most = -1
  for (const line of text.split(/[\r\n]+/, LINES_LOOKED_AT)) {
    const first = line.search(/[^\p{ASCII}]/u)
    const from = Math.max(0, first - SAMPLE_LINE / 4)
    const piece = line.slice(from, from + SAMPLE_LINE)
    const foreign = piece.match(/[^\p{ASCII}]/gu)?.length ?? 0
    if (foreign <= most) continue
    most = foreign
    best = piece
  }
  return best.replaceAll(/\p{Surrogate}/gu, '').trim()
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\0-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/u

const hasControls = (text: string): boolean => CONTROLS.test(text)

function isBinary(bytes: Uint8Array): boolean {
  let controls = 0
  for (const byte of bytes) {
    if (byte === 0) return true
    if ((byte < 0x20 && !TEXT_CONTROLS.has(byte)) || byte === 0x7f) controls++
  }
  return controls * CONTROL_SHARE > bytes.length
}
