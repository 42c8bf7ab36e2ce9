import { hash } from 'node:crypto'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a key can be an id as it stands: a UUID is the same thing everywhere. */
export const isUuid = (key: string): boolean => UUID.test(key)

/**
 * An id made from what something is, so that the same thing gets the same id in every import. A UUID of version 8 (RFC
 * 9562, 5.8): 48 bits of `group`, then 74 bits of a SHA-256 over all parts. What has a group in common lies together in
 * the indexes of the store, which makes saving a large dataset several times faster.
 *
 * @param group at least 12 hexadecimal digits: the hash of the article's text
 */
export function madeId(group: string, ...parts: readonly unknown[]): string {
  const digits = hash('sha256', JSON.stringify([group, ...parts]), 'hex')
  const variant = '89ab'.charAt(Number.parseInt(digits.charAt(3), 16) & 3)
  return `${group.slice(0, 8)}-${group.slice(8, 12)}-8${digits.slice(0, 3)}-${variant}${digits.slice(4, 7)}-${digits.slice(7, 19)}`
}

const FIRST_SIZE = 1 << 12

/**
 * Notices ids that come twice among millions, with eight bytes for each. It remembers 53 bits of a hash, so an id may,
 * very rarely, be taken for one seen before; it then gets another id, and nothing is lost.
 */
export interface SeenIds {
  /** True the first time. */
  add(id: string): boolean
}

export function createSeenIds(): SeenIds {
  let slots = new Float64Array(FIRST_SIZE)
  let size = 0
  const place = (table: Float64Array, value: number): number => {
    let at = value % table.length
    while (table[at] !== 0 && table[at] !== value) at = (at + 1) % table.length
    return at
  }
  const grow = (): void => {
    const larger = new Float64Array(slots.length * 2)
    for (const value of slots) if (value !== 0) larger[place(larger, value)] = value
    slots = larger
  }
  return {
    add(id) {
      const value = hash53(id)
      const at = place(slots, value)
      if (slots[at] === value) return false
      slots[at] = value
      if (++size * 2 > slots.length) grow()
      return true
    },
  }
}

/** Two multiplicative hashes of 32 bits, put together; never 0. */
function hash53(text: string): number {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 2654435761)
    high = Math.imul(high ^ unit, 1597334677)
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  return 4294967296 * (2097151 & high) + (low >>> 0) || 1
}
