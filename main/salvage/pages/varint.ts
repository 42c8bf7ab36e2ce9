/** A number of one to nine bytes, and how many they were. */
export interface Varint {
  readonly value: number
  readonly size: number
}

const LONGEST = 9

/**
 * Reads a variable-length integer: seven bits a byte, the highest bit says that more follow, a ninth byte gives all
 * eight. Null where the bytes end before it does, and where a number cannot hold it exactly: nothing that this program
 * wrote is so large. Source: https://www.sqlite.org/fileformat2.html#varint
 */
export function readVarint(bytes: Uint8Array, at: number): Varint | null {
  let value = 0
  for (let size = 1; size <= LONGEST; size++) {
    const byte = bytes[at + size - 1]
    if (byte === undefined) return null
    value = size === LONGEST ? value * 256 + byte : value * 128 + (byte & 0x7f)
    if (value > Number.MAX_SAFE_INTEGER) return null
    if (size === LONGEST || byte < 0x80) return { value, size }
  }
  return null
}
