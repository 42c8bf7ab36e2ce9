import type { Article } from '../../../../model/record/article.ts'
import type { Check } from '../../check.ts'

export const orphanedOriginals: Check = {
  id: 'orphaned-originals',
  title: 'Every source file belongs to an article',
  severity: 'odd',
  means: 'A source file is stored that no article was read from, now or earlier. It only takes room.',
  start(_project, found) {
    const named = new Set<string>()
    const stored: string[] = []
    const name = ({ source, textSha256 }: Article): void => {
      named.add(source.sha256)
      named.add(textSha256)
    }
    return {
      line({ change }) {
        if (!change) return
        for (const record of [...change.added, ...change.removed, ...change.updated.flat()]) {
          if (record.kind === 'article') name(record)
        }
      },
      original: (hash) => void stored.push(hash),
      records: { article: name },
      end() {
        for (const hash of stored)
          if (!named.has(hash)) found(hash, `No article was read from the source file ${hash}.`)
      },
    }
  },
}
