import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { fail, ok, type Result } from '../../model/result.ts'
import { scanUtf8 } from './scan-utf8.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  readonly byteOrderMark: boolean
}

/** Control characters that text files hold: tab, line feed, vertical tab, form feed, carriage return, escape, Ctrl-Z. */
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b, 0x1a])

/** Bytes that Windows-1252 gives no character to. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/** More control characters than one in a hundred bytes are no text. */
const CONTROL_SHARE = 100

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

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
    'Save the file again as UTF-8 in the program it comes from; a part of it may have been lost or cut off.',
  )

/**
 * Decides the encoding of a text file and decodes it without losing or inventing a character: a byte-order mark decides;
 * else whatever is valid UTF-8 is UTF-8; else Windows-1252, where every byte has a character and the file does not look
 * like UTF-8 with a few broken places. U+FFFD is never put in.
 */
export function decodeText(bytes: Uint8Array, fileName: string): Result<DecodedText> {
  const buffer = view(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(buffer, fileName, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(buffer, fileName, 'utf-16be')
  if (isBinary(bytes)) return binary(fileName)
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (isUtf8(bytes)) {
    return ok({ text: buffer.toString('utf8', byteOrderMark ? 3 : 0), encoding: 'utf-8', byteOrderMark })
  }
  const scan = scanUtf8(bytes)
  if (byteOrderMark || scan.sequences > scan.invalid || hasUndefined1252(bytes)) {
    return undecodable(fileName, 'UTF-8', scan.firstInvalid)
  }
  return ok({ text: iconv.decode(buffer, 'windows-1252'), encoding: 'windows-1252', byteOrderMark: false })
}

function isBinary(bytes: Uint8Array): boolean {
  let controls = 0
  for (const byte of bytes) {
    if (byte === 0) return true
    if ((byte < 0x20 && !TEXT_CONTROLS.has(byte)) || byte === 0x7f) controls++
  }
  return controls * CONTROL_SHARE > bytes.length
}

const hasUndefined1252 = (bytes: Uint8Array): boolean => bytes.some((byte) => UNDEFINED_1252.has(byte))

const LONE_SURROGATE = /\p{Surrogate}/u

function decodeUtf16(buffer: Buffer, fileName: string, encoding: 'utf-16le' | 'utf-16be'): Result<DecodedText> {
  const name = encoding.toUpperCase()
  if (buffer.length % 2 === 1) return undecodable(fileName, name, buffer.length - 1)
  // Done by hand: not every Electron's TextDecoder knows UTF-16BE.
  const littleEndian = encoding === 'utf-16le' ? buffer : Buffer.from(buffer).swap16()
  const text = littleEndian.toString('utf16le', 2)
  const lone = text.search(LONE_SURROGATE)
  if (lone >= 0) return undecodable(fileName, name, 2 + lone * 2)
  if (text.includes('\0')) return binary(fileName)
  return ok({ text, encoding, byteOrderMark: true })
}
