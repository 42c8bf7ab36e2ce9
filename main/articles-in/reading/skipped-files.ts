/** Files that systems and programs put beside those of people. */
const HIDDEN = /(?:^|\/)(?:\.|__MACOSX\/|thumbs\.db$|desktop\.ini$)/i

/** What lies in folders beside articles: pictures, styles and scripts of saved pages, fonts, programs. */
const SKIPPED =
  /\.(?:css|js|mjs|map|ttf|otf|woff2?|eot|svg|ico|png|jpe?g|gif|webp|avif|bmp|tiff?|mp[34]|m4a|wav|ogg|webm|mov|exe|dll|so|class|pyc|db|lnk|standoff)$/i

/** Whether a file in a folder or an archive was put there by the system. It is passed over without a word. */
export const isHidden = (name: string): boolean => HIDDEN.test(name)

/** Whether a file in a folder or an archive is not an article, by its name. A file that a person names is always read. */
export const isSkipped = (name: string): boolean => SKIPPED.test(name)

/** Most kinds that the sentence names one by one. */
const MOST_KINDS = 6

const formatNumber = (count: number): string => count.toLocaleString('en')

/** Counts skipped files by the extensions of their names. */
export interface SkippedFiles {
  note(fileName: string): void
  /** What was skipped, as a sentence; null where nothing was. */
  sentence(): string | null
}

/** A count that begins with none. */
export function countSkipped(): SkippedFiles {
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
