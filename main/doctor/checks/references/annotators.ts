import { layerOf } from '../../../../model/record/kinds.ts'
import type { Check } from '../../check.ts'

export const annotators: Check = {
  id: 'annotators',
  title: 'Every author is known',
  severity: 'wrong',
  means: 'It is not known whose work something is: the annotator is not in the project.',
  start: ({ has }, found) => ({
    every(record) {
      const annotator = layerOf(record)
      if (annotator === null || has('annotator', annotator)) return
      found(record.id, `${record.kind}:${record.id} is by ${annotator}, who is not known.`)
    },
  }),
}
