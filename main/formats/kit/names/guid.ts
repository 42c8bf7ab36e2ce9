import { createHash } from 'node:crypto'

/** A namespace of our own for name-based identifiers (RFC 9562, version 5). */
const NAMESPACE = Buffer.from('6f1d0c5a3b7e4d2f9a8412c07e5bd936', 'hex')

/**
 * The GUID of a record in formats that know nothing else: made from its kind and id, so that the same record has the same
 * one in every export.
 */
export function guidOf(kind: string, ...ids: readonly string[]): string {
  const name = JSON.stringify([kind, ...ids])
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** GUIDs of an annotation: of each of its selections, or of its coding where it is about the whole article. */
export const selectionGuid = (annotation: string, part: number): string =>
  part === 1 ? guidOf('annotation', annotation) : guidOf('annotation', annotation, String(part))
