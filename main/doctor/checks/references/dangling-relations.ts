import type { Check } from '../../check.ts'

export const danglingRelations: Check = {
  id: 'relations',
  title: 'Relations have both ends',
  severity: 'wrong',
  means: 'A relation begins at, or leads to, something that is not in the project.',
  start: ({ has }, found) => ({
    records: {
      relation({ id, source, target }) {
        const end = 'annotation' in target ? target.annotation : target.entity
        if (has('annotation', source) && has('annotation' in target ? 'annotation' : 'entity', end)) return
        found(id, `Relation ${id} links ${source} to ${end}, and one of them is not there.`)
      },
    },
  }),
}
