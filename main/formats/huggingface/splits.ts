import { createHash } from 'node:crypto'

/** What to divide: an id, and the group whose members should be spread over all parts alike. */
export interface Divided {
  readonly id: string
  readonly stratum: string
}

/**
 * Divides articles into parts of given shares, as a seed says: the same seed and articles give the same parts, whatever
 * the order of the articles. Each part gets its share of the whole within one article, and of each stratum nearly so.
 */
export function divide(
  items: readonly Divided[],
  shares: readonly number[],
  seed: string,
): ReadonlyMap<string, number> {
  const rank = (...parts: readonly string[]): string =>
    createHash('sha256')
      .update(JSON.stringify([seed, ...parts]))
      .digest('hex')
  const ranked = items
    .map(({ id, stratum }) => ({ id, order: `${rank('stratum', stratum)} ${rank('id', id)}` }))
    .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  const total = shares.reduce((sum, share) => sum + share, 0)
  const counts = shares.map(() => 0)
  const parts = new Map<string, number>()
  ranked.forEach(({ id }, i) => {
    // The part that is furthest behind its share gets the next one.
    const behind = shares.map((share, part) => (share / total) * (i + 1) - (counts[part] ?? 0))
    const part = behind.indexOf(Math.max(...behind))
    counts[part] = (counts[part] ?? 0) + 1
    parts.set(id, part)
  })
  return parts
}
