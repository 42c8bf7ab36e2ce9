import type { Check } from '../../check.ts'

export const relationHomes: Check = {
  id: 'relation-articles',
  title: 'Relations belong to the article they begin in',
  severity: 'wrong',
  means: 'A relation is kept with another article than the annotation it begins at.',
  start: ({ annotation }, found) => ({
    records: {
      relation({ id, article, source }) {
        const from = annotation(source)
        if (!from || from.article === article) return
        found(id, `Relation ${id} belongs to article ${article}, but it begins in ${from.article}.`)
      },
    },
  }),
}
