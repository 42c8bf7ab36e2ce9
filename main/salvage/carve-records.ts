import { isSoundRecord } from '../../model/change/codec.ts'
import type { ProjectRecord } from '../../model/record/project.ts'
import { recordSchema } from '../../model/record/schemas.ts'

/*
 * A line of the log that was cut off, or whose first page is gone, is no JSON any more. But every record in it is whole in
 * itself, and so much like nothing else that it can be found by its first bytes.
 */

const BEGIN = Buffer.from('{"kind":"')
const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x7b, 0x7d]

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Beginnings without an end after which nothing more is expected: each costs a look through all that follows. */
const MOST_OPEN = 100

/** The records that are whole in a piece of JSON, in order. */
export function* carveRecords(bytes: Buffer): Iterable<ProjectRecord> {
  let unended = 0
  for (let at = bytes.indexOf(BEGIN); at >= 0 && unended < MOST_OPEN; ) {
    const end = endOfObject(bytes, at)
    const record = end === null ? null : recordIn(bytes.subarray(at, end))
    if (end === null) unended++
    if (record) yield record
    at = bytes.indexOf(BEGIN, record && end !== null ? end : at + BEGIN.length)
  }
}

/** The offset behind an object's last brace; null where the bytes end before. */
function endOfObject(bytes: Buffer, start: number): number | null {
  let depth = 0
  let quoted = false
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]
    if (quoted) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) quoted = false
    } else if (byte === QUOTE) quoted = true
    else if (byte === OPEN) depth++
    else if (byte === CLOSE && --depth === 0) return at + 1
  }
  return null
}

function recordIn(bytes: Buffer): ProjectRecord | null {
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(bytes))
  } catch {
    return null
  }
  if (isSoundRecord(value)) return value
  const checked = recordSchema.safeParse(value)
  return checked.success ? checked.data : null
}
