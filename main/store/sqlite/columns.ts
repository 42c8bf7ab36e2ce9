import type { z } from 'zod'
import { decodeWith } from '../../../model/record/schemas.ts'
import type { Row } from './sqlite.ts'
import { DamagedProject } from '../damaged-project.ts'

/*
 * Unknown in, typed out: what a project file holds is not trusted, even though STRICT tables keep the types of columns.
 * Each reader throws DamagedProject naming the column.
 */

export function textColumn(row: Row, name: string): string {
  const value = row[name]
  if (typeof value !== 'string') throw new DamagedProject(`Column ${name} should hold text.`)
  return value
}

export function nullableTextColumn(row: Row, name: string): string | null {
  return row[name] === null ? null : textColumn(row, name)
}

export function numberColumn(row: Row, name: string): number {
  const value = row[name]
  if (typeof value !== 'number') throw new DamagedProject(`Column ${name} should hold a number.`)
  return value
}

export function bytesColumn(row: Row, name: string): Uint8Array {
  const value = row[name]
  if (!(value instanceof Uint8Array)) throw new DamagedProject(`Column ${name} should hold bytes.`)
  return value
}

/** Text of a column, as JSON. */
export function parseStored(text: string, column: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DamagedProject(`Column ${column} should hold JSON.`)
  }
}

/** Decodes a stored record; what does not fit is damage. */
export function decodeStored<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const decoded = decodeWith(schema, value, what)
  if (!decoded.ok) throw new DamagedProject([decoded.failure.message, ...(decoded.failure.details ?? [])].join(' '))
  return decoded.value
}
