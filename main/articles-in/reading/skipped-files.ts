/** Kinds that are named; the others are many and rare. */
const MOST_KINDS = 6

const formatNumber = (count: number): string => count.toLocaleString('en')

/** Counts files that are no articles, by the ends of their names. */
export interface LeftAside {
  note(fileName: string): void
  /** What was left aside, as a sentence; null where nothing was. */
  sentence(): string | null
}

/** A count that begins with none. */
export function countAside(): LeftAside {
  const kinds = new Map<string, number>()
  let total = 0
  return {
    note(fileName) {
      const kind = (/\.[^./]+$/.exec(fileName)?.[0] ?? 'others').toLowerCase()
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      total++
    },
    sentence() {
      if (total === 0) return null
      const sorted = [...kinds].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      const named = sorted.slice(0, MOST_KINDS)
      const rest = total - named.reduce((sum, [, count]) => sum + count, 0)
      const said = named.map(([kind, count]) => `${formatNumber(count)} ${kind}`)
      if (rest > 0) said.push(`${formatNumber(rest)} of other kinds`)
      const files =
        total === 1 ? 'One file that is no article was' : `${formatNumber(total)} files that are no articles were`
      return `${files} left aside: ${said.join(', ')}.`
    },
  }
}
