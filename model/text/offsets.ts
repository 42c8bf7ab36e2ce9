import { ownKey, upperBound } from '../value/sorted.ts'

/** The units in which files may count. The model counts UTF-16 units. */
export type OffsetUnit = 'codepoint' | 'utf16' | 'utf8'
export const OFFSET_UNITS: readonly OffsetUnit[] = ['codepoint', 'utf16', 'utf8']

/** A count is kept every so many UTF-16 units, so that a conversion reads at most that much text. */
const STRIDE = 64

/** Converts offsets of one text between UTF-16 units and the unit of a file. Both directions are exact. */
export interface OffsetConverter {
  readonly unit: OffsetUnit
  /** UTF-16 offset → file offset. An offset inside a surrogate pair counts as its start. */
  toFile(offset: number): number
  /** File offset → UTF-16 offset, or null where it points into the middle of a character or past the end. */
  toModel(offset: number): number | null
}

const identity = (length: number): OffsetConverter => ({
  unit: 'utf16',
  toFile: (offset) => offset,
  toModel: (offset) => (offset >= 0 && offset <= length ? offset : null),
})

/** UTF-8 bytes of a code point (RFC 3629). A lone surrogate counts 3, the length of U+FFFD that encoders write for it. */
const utf8Length = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4

/**
 * Makes the converter of a text. Building it reads the text once; a conversion then reads at most 64 units
 * (checkpoints in between), so sorted and random access cost the same.
 */
export function offsetConverter(text: string, unit: OffsetUnit): OffsetConverter {
  if (unit === 'utf16') return identity(text.length)
  const sizeOf = unit === 'codepoint' ? () => 1 : utf8Length
  // checkpoints[i]: file offset at the first code point boundary at or after UTF-16 offset i * STRIDE
  const positions: number[] = []
  const counts: number[] = []
  let count = 0
  for (let at = 0; at < text.length; ) {
    if (at >= positions.length * STRIDE) {
      positions.push(at)
      counts.push(count)
    }
    const codePoint = text.codePointAt(at) as number
    count += sizeOf(codePoint)
    at += codePoint > 0xffff ? 2 : 1
  }
  const total = count

  const toFile = (offset: number): number => {
    if (offset <= 0) return 0
    if (offset >= text.length) return total
    let checkpoint = Math.min(Math.floor(offset / STRIDE), positions.length - 1)
    if ((positions[checkpoint] as number) > offset) checkpoint--
    let at = positions[checkpoint] as number
    let counted = counts[checkpoint] as number
    while (at < offset) {
      const codePoint = text.codePointAt(at) as number
      const width = codePoint > 0xffff ? 2 : 1
      if (at + width > offset) break
      counted += sizeOf(codePoint)
      at += width
    }
    return counted
  }

  const toModel = (offset: number): number | null => {
    if (!Number.isInteger(offset) || offset < 0 || offset > total) return null
    const checkpoint = upperBound(counts, offset, ownKey) - 1
    let at = positions[checkpoint] ?? 0
    let counted = counts[checkpoint] ?? 0
    while (counted < offset && at < text.length) {
      const codePoint = text.codePointAt(at) as number
      counted += sizeOf(codePoint)
      at += codePoint > 0xffff ? 2 : 1
    }
    return counted === offset ? at : null
  }

  return { unit, toFile, toModel }
}
