/** Copying one bucket a change keeps single changes cheap at 100,000 records: about 400 entries instead of all. */
const BUCKETS = 256

/** FNV-1a over UTF-16 units. Only spreads keys; nothing is stored under it. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) {
    hash ^= key.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 0) % BUCKETS
}

/**
 * An immutable map from string keys. `with` and `without` return a new map and share all but one bucket with the old
 * one, so keeping old versions costs little. Iteration order is unspecified: sort where order matters.
 */
export class RecordMap<T> {
  private readonly buckets: readonly (ReadonlyMap<string, T> | undefined)[]
  readonly size: number

  private constructor(buckets: readonly (ReadonlyMap<string, T> | undefined)[], size: number) {
    this.buckets = buckets
    this.size = size
  }

  static empty<T>(): RecordMap<T> {
    return new RecordMap<T>(Array.from({ length: BUCKETS }), 0)
  }

  /** Builds a map in one go; a later entry wins over an earlier one with the same key. */
  static from<T>(entries: Iterable<readonly [string, T]>): RecordMap<T> {
    return RecordMap.empty<T>().withAll(entries)
  }

  get(key: string): T | undefined {
    return this.buckets[bucketOf(key)]?.get(key)
  }

  has(key: string): boolean {
    return this.buckets[bucketOf(key)]?.has(key) ?? false
  }

  with(key: string, value: T): RecordMap<T> {
    return this.withAll([[key, value]])
  }

  withAll(entries: Iterable<readonly [string, T]>): RecordMap<T> {
    const buckets = this.buckets.slice()
    const fresh = new Map<number, Map<string, T>>()
    let size = this.size
    for (const [key, value] of entries) {
      const at = bucketOf(key)
      let bucket = fresh.get(at)
      if (!bucket) {
        bucket = new Map(buckets[at])
        fresh.set(at, bucket)
        buckets[at] = bucket
      }
      if (!bucket.has(key)) size++
      bucket.set(key, value)
    }
    return new RecordMap(buckets, size)
  }

  without(key: string): RecordMap<T> {
    if (!this.has(key)) return this
    const at = bucketOf(key)
    const bucket = new Map(this.buckets[at])
    bucket.delete(key)
    const buckets = this.buckets.slice()
    buckets[at] = bucket
    return new RecordMap(buckets, this.size - 1)
  }

  /** Before and after of each key that differs from an older map. Buckets that both share cost nothing. */
  *differences(older: RecordMap<T>): IterableIterator<readonly [before: T | undefined, after: T | undefined]> {
    for (let at = 0; at < BUCKETS; at++) {
      const here = this.buckets[at]
      const there = older.buckets[at]
      if (here === there) continue
      for (const [key, before] of there ?? []) if (here?.get(key) !== before) yield [before, here?.get(key)]
      for (const [key, after] of here ?? []) if (!there?.has(key)) yield [undefined, after]
    }
  }

  *values(): IterableIterator<T> {
    for (const bucket of this.buckets) if (bucket) yield* bucket.values()
  }

  *entries(): IterableIterator<[string, T]> {
    for (const bucket of this.buckets) if (bucket) yield* bucket.entries()
  }
}
