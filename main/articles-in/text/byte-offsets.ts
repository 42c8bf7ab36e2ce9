import { fail, ok, type Result } from '../../../model/value/result.ts'
import { byteOrderMarkOf, decodeStrictly, encodeAs } from './encodings.ts'
import { lowerBound, ownKey } from '../../../model/value/sorted.ts'

/** From offsets in an article's text to offsets in the file it was read from. */
export interface ByteOffsets {
  /** UTF-16 offset in the text → byte offset in the file, its byte-order mark included. */
  toByte(offset: number): number
}

/** A count is kept every so many UTF-16 units. */
const STRIDE = 1024

const impossible = (fileName: string, why: string) =>
  fail('undecodable', `Places in "${fileName}" cannot be given in bytes: ${why}.`, 'Export without byte offsets.')

/**
 * Maps places in the text of an article back to the bytes of its plain text file. Proves itself first: the file, decoded
 * and encoded again, must be the same bytes, and its text, with line ends made "\n", must hold the article's text
 * exactly once (it holds several articles where it was cut by a separator). Fails with `undecodable` otherwise.
 */
export function byteOffsets(
  original: Uint8Array,
  text: string,
  encoding: string,
  fileName: string,
): Result<ByteOffsets> {
  const mark = byteOrderMarkOf(original)
  const markLength = mark?.encoding === encoding ? mark.length : 0
  const bytes = original.subarray(markLength)
  const decoded = decodeStrictly(bytes, encoding)
  if (!decoded.ok) return impossible(fileName, `byte ${decoded.byte} is no part of a character in ${encoding}`)
  const file = decoded.text
  const counts: number[] = [0]
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0, count = 0; at < file.length; at += STRIDE) {
    const piece = encodePiece(file, at, Math.min(at + STRIDE, file.length), encoding)
    if (!buffer.subarray(count, count + piece.length).equals(piece)) {
      return impossible(fileName, `${encoding} has several ways to write what it holds`)
    }
    count += piece.length
    counts.push(count)
  }
  const normal = file.replaceAll(/\r\n?/g, '\n')
  const start = normal.indexOf(text)
  if (start < 0) return impossible(fileName, 'its text is not the text of the article')
  if (text.length < normal.length && normal.includes(text, start + 1)) {
    return impossible(fileName, 'it holds the text of the article more than once')
  }
  const pairs = carriageReturns(file)
  return ok({
    toByte(offset) {
      const inFile = addReturns(start + offset, pairs)
      const checkpoint = Math.floor(inFile / STRIDE)
      const before = encodePiece(file, checkpoint * STRIDE, inFile, encoding).length
      return markLength + (counts[checkpoint] ?? 0) + before
    },
  })
}

/** Encodes a stretch; a surrogate pair that is cut by its ends counts to the stretch in which it begins. */
function encodePiece(text: string, start: number, end: number, encoding: string): Buffer {
  const isLow = (at: number): boolean =>
    /^[\udc00-\udfff]/.test(text.charAt(at)) && /^[\ud800-\udbff]/.test(text.charAt(at - 1))
  return encodeAs(text.slice(isLow(start) ? start + 1 : start, isLow(end) ? end + 1 : end), encoding)
}

/** Places of the "\n" of each "\r\n", counted in the text in which they are one character. */
function carriageReturns(file: string): number[] {
  const places: number[] = []
  for (let at = file.indexOf('\r\n'); at >= 0; at = file.indexOf('\r\n', at + 2)) places.push(at - places.length)
  return places
}

/** An offset in the text with "\n" → the offset in the file: one more for every "\r\n" before it. */
const addReturns = (offset: number, pairs: readonly number[]): number => offset + lowerBound(pairs, offset, ownKey)
