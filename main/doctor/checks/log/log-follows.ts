import type { Check } from '../../check.ts'

export const logFollows: Check = {
  id: 'change-log',
  title: 'Changes of the log follow each other',
  severity: 'damage',
  means: 'A change was made to something that the changes before it did not leave like that.',
  start: (_project, found) => ({
    line({ sequence, changeId, misfit }) {
      if (misfit !== null) found(changeId, `Change ${sequence} of the log does not follow those before it: ${misfit}.`)
    },
  }),
}
