import type { Check } from '../../check.ts'

export const logOrder: Check = {
  id: 'log-order',
  title: 'The change log is in the order of time',
  severity: 'odd',
  means: 'A change is older than the one before it: the clock of a computer was wrong, or lines were moved.',
  start(_project, found) {
    let last = Number.NEGATIVE_INFINITY
    return {
      line({ sequence, changeId, at }) {
        const time = Date.parse(at)
        if (time < last) found(changeId, `Change ${sequence} of the log is of ${at}, before the one that it follows.`)
        if (!Number.isNaN(time)) last = time
      },
    }
  },
}
