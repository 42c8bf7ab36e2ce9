import { hash } from 'node:crypto'

/*
 * A table from keys to slots that holds 64 bits of a hash instead of the key: a million keys take 16 MB outside of the
 * heap, where nothing has to be collected. Two keys with the same 64 bits are taken for one, which will not happen by
 * chance (a million keys: one in 30 million).
 */

export interface KeyTable {
  /** Slot of a key; -1 where it has none. */
  find(key: string): number
  /** Slot of a key, which gets the next free one where it has none. */
  put(key: string): number
  /** Slots that were given out so far. */
  readonly size: number
}

const EMPTY = 0

export function createKeyTable(): KeyTable {
  let capacity = 1 << 12
  let hashes = new Uint32Array(capacity * 2)
  /** Slot + 1; 0 where nothing is. */
  let slots = new Uint32Array(capacity)
  let size = 0
  const halves = new Uint32Array(2)

  /** The first 64 bits of SHA-256: what is quicker finds two of a million such keys alike. */
  const hashKey = (key: string): void => {
    const bytes = hash('sha256', key, 'binary')
    const at = (i: number): number => bytes.charCodeAt(i)
    halves[0] = at(0) | (at(1) << 8) | (at(2) << 16) | (at(3) << 24)
    halves[1] = at(4) | (at(5) << 8) | (at(6) << 16) | (at(7) << 24)
  }

  /** Where the key whose hash is in `halves` stands, or would stand. */
  const place = (): number => {
    const [a = 0, b = 0] = halves
    let at = a & (capacity - 1)
    while (slots[at] !== EMPTY && (hashes[2 * at] !== a || hashes[2 * at + 1] !== b)) at = (at + 1) & (capacity - 1)
    return at
  }

  const grow = (): void => {
    const [oldHashes, oldSlots] = [hashes, slots]
    capacity *= 2
    hashes = new Uint32Array(capacity * 2)
    slots = new Uint32Array(capacity)
    oldSlots.forEach((slot, i) => {
      if (slot === EMPTY) return
      halves[0] = oldHashes[2 * i] ?? 0
      halves[1] = oldHashes[2 * i + 1] ?? 0
      const at = place()
      hashes.set(halves, 2 * at)
      slots[at] = slot
    })
  }

  return {
    get size() {
      return size
    },
    find(key) {
      hashKey(key)
      return (slots[place()] ?? EMPTY) - 1
    },
    put(key) {
      hashKey(key)
      let at = place()
      const known = slots[at] ?? EMPTY
      if (known !== EMPTY) return known - 1
      if (size * 2 >= capacity) {
        grow()
        // Growing has put other keys in their places.
        hashKey(key)
        at = place()
      }
      hashes.set(halves, 2 * at)
      slots[at] = ++size
      return size - 1
    },
  }
}
