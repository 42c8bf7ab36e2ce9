import { isUtf8 } from 'node:buffer'
import { decodeStrictly } from '../text/encodings.ts'
import { MULTI_BYTE, SYMBOL_FONT } from './rtf-code-pages.ts'

/** Where bytes are no characters of the encoding they are said to be in; `encoding` is null for one that is not known. */
export interface UndecodableBytes {
  /** Offset in the file of the run of bytes. */
  readonly at: number
  readonly encoding: string | null
}

export interface ByteRun {
  /** `at` is the offset of the byte in the file. */
  push(byte: number, at: number): void
  /**
   * The text of the bytes since the last time, null where there are none or where they cannot be decoded; where they are
   * text of the article, `undecodable` then says so. Characters of symbol fonts are written as Word does: U+F000 and the place in the font.
   */
  take(encoding: string | null, isText: boolean): string | null
  undecodable(): UndecodableBytes | null
  /** Whether all that was read as one byte a character looks like UTF-8: which hardly happens by chance. */
  looksLikeUtf8(): boolean
}

const FIRST_SYMBOL = 0xf000

/**
 * Bytes that follow each other, written as they are or in hexadecimal. A character of several bytes may be written in
 * both ways at once, so nothing is decoded before the run is over.
 */
export function createByteRun(): ByteRun {
  let bytes: number[] = []
  let start = 0
  let undecodable: UndecodableBytes | null = null
  let seenUtf8 = 0
  let seenOthers = 0

  const decode = (run: readonly number[], encoding: string | null, isText: boolean): string | null => {
    const buffer = Buffer.from(run)
    if (encoding === SYMBOL_FONT) {
      return run.map((byte) => String.fromCharCode(byte > 0x20 ? FIRST_SYMBOL + byte : byte)).join('')
    }
    // All of these encodings have ASCII as it is.
    if (run.every((byte) => byte < 0x80)) return buffer.toString('latin1')
    const decoded = encoding === null ? null : decodeStrictly(buffer, encoding)
    if (!decoded?.ok) {
      if (isText) undecodable ??= { at: start, encoding }
      return null
    }
    if (encoding !== null && !MULTI_BYTE.has(encoding)) {
      if (isUtf8(buffer)) seenUtf8++
      else seenOthers++
    }
    return decoded.text
  }
  return {
    push(byte, at) {
      if (bytes.length === 0) start = at
      bytes.push(byte)
    },
    take(encoding, isText) {
      if (bytes.length === 0) return null
      const run = bytes
      bytes = []
      return decode(run, encoding, isText)
    },
    undecodable: () => undecodable,
    looksLikeUtf8: () => seenUtf8 > 0 && seenOthers === 0,
  }
}
