export interface Utf8Scan {
  /** Complete sequences of two to four bytes. */
  readonly sequences: number
  /** Bytes that are no part of a character. */
  readonly invalid: number
  /** Offset of the first such byte; -1 when there is none. */
  readonly firstInvalid: number
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte <= 0xbf

/** Length of the well-formed sequence at a place (Unicode 15, table 3-7); 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number
  const second = bytes[at + 1] ?? 0
  if (first < 0x80) return 1
  if (first >= 0xc2 && first <= 0xdf) return isContinuation(second) ? 2 : 0
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80
    const high = first === 0xed ? 0x9f : 0xbf
    return second >= low && second <= high && isContinuation(bytes[at + 2]) ? 3 : 0
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80
    const high = first === 0xf4 ? 0x8f : 0xbf
    const rest = isContinuation(bytes[at + 2]) && isContinuation(bytes[at + 3])
    return second >= low && second <= high && rest ? 4 : 0
  }
  return 0
}

/** Counts what is UTF-8 in bytes and what is not, to tell a broken UTF-8 file from one in another encoding. */
export function scanUtf8(bytes: Uint8Array): Utf8Scan {
  let sequences = 0
  let invalid = 0
  let firstInvalid = -1
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      if (firstInvalid < 0) firstInvalid = at
      invalid++
    } else if (length > 1) sequences++
    at += length || 1
  }
  return { sequences, invalid, firstInvalid }
}
