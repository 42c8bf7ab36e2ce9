import { bodiesOf } from '../../../../model/change/change.ts'
import type { Check } from '../../check.ts'

export const orphanedTexts: Check = {
  id: 'orphaned-texts',
  title: 'Every text belongs to an article',
  severity: 'odd',
  means: 'A text is stored that no article has, or had at any time that the change log remembers. It only takes room.',
  start(_project, found) {
    const named = new Set<string>()
    const stored: string[] = []
    return {
      line({ change }) {
        if (!change) return
        for (const id of bodiesOf(change)) named.add(id)
        for (const { before } of change.edits) named.add(before)
        for (const record of [...change.removed, ...change.updated.flat()]) {
          if (record.kind === 'article') named.add(record.body)
        }
      },
      body: (id) => void stored.push(id),
      records: { article: ({ body }) => void named.add(body) },
      end() {
        for (const id of stored) if (!named.has(id)) found(id, `No article has the text stored as ${id}.`)
      },
    }
  },
}
