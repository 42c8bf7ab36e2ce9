import { readVarint } from './varint.ts'

/** What a column of a row holds. */
export type CellValue = string | number | null | Uint8Array

/** The columns of a row, as far as its bytes reach. */
export interface RowValues {
  readonly values: readonly CellValue[]
  /** How many columns its header names. */
  readonly columns: number
  /** The first bytes of the column in which the row was cut off; null where that was not in the middle of one. */
  readonly rest: Uint8Array | null
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const FIRST_BLOB = 12
const FIRST_TEXT = 13
/** Sizes of the serial types 0 to 9; 10 and 11 are reserved. */
const FIXED_SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

/** A row of ours has at most 20 columns; a header that names more is none. */
const MOST_COLUMNS = 100

const sizeOf = (type: number): number | null =>
  type < FIRST_BLOB ? (FIXED_SIZES[type] ?? null) : Math.floor((type - FIRST_BLOB) / 2)

/**
 * Decodes a row: a header with the serial type of each column, then their values. Null where the header is no header, or
 * a value none of its type (text that is not UTF-8, a number beyond what is exact).
 * Source: https://www.sqlite.org/fileformat2.html#record_format
 * @param payload All of the row, or its beginning.
 */
export function decodeRow(payload: Buffer): RowValues | null {
  const types = readTypes(payload)
  if (!types) return null
  const values: CellValue[] = []
  let at = types.end
  for (const type of types.list) {
    const size = sizeOf(type)
    if (size === null) return null
    if (at + size > payload.length) {
      const isText = type >= FIRST_TEXT && type % 2 === 1
      return { values, columns: types.list.length, rest: isText ? payload.subarray(at) : null }
    }
    const value = readValue(payload, at, type, size)
    if (value === undefined) return null
    values.push(value)
    at += size
  }
  return { values, columns: types.list.length, rest: null }
}

function readTypes(payload: Buffer): { readonly list: readonly number[]; readonly end: number } | null {
  const header = readVarint(payload, 0)
  if (!header || header.value <= header.size || header.value > payload.length) return null
  const list: number[] = []
  let at = header.size
  while (at < header.value) {
    const type = readVarint(payload, at)
    if (!type || list.length >= MOST_COLUMNS) return null
    list.push(type.value)
    at += type.size
  }
  return at === header.value ? { list, end: at } : null
}

/** Undefined where the bytes are no value of the type. */
function readValue(payload: Buffer, at: number, type: number, size: number): CellValue | undefined {
  switch (type) {
    case 0:
      return null
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
      return payload.readIntBE(at, size)
    case 6: {
      const whole = Number(payload.readBigInt64BE(at))
      return Number.isSafeInteger(whole) ? whole : undefined
    }
    case 7:
      return payload.readDoubleBE(at)
    case 8:
      return 0
    case 9:
      return 1
    default:
      return type % 2 === 0 ? payload.subarray(at, at + size) : textOf(payload.subarray(at, at + size))
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** The text that the first bytes of one begin with; a character that was cut in two is left out. */
export const textPrefix = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\uFFFD.*$/su, '')
