import type { Check } from '../../check.ts'

export const logAuthors: Check = {
  id: 'log-authors',
  title: 'The author of every change is known',
  severity: 'wrong',
  means: 'It is not known who made a change: the annotator is not in the project.',
  start: ({ has }, found) => ({
    line({ sequence, changeId, annotator }) {
      if (!has('annotator', annotator))
        found(changeId, `Change ${sequence} of the log is by ${annotator}, who is not known.`)
    },
  }),
}
