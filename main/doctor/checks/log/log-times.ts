import { z } from 'zod'
import type { Check } from '../../check.ts'

const time = z.iso.datetime()

/** Clocks differ; so much is no reason to ask. In milliseconds. */
const DAY = 24 * 60 * 60 * 1000

export const logTimes: Check = {
  id: 'log-times',
  title: 'The change log says when',
  severity: 'wrong',
  means: 'A line of the log has no time that can be read, or one that has not come yet.',
  start({ now }, found) {
    const latest = Date.parse(now) + DAY
    return {
      line({ sequence, changeId, at }) {
        if (!time.safeParse(at).success)
          found(changeId, `Change ${sequence} of the log has no time: ${JSON.stringify(at)}.`)
        else if (Date.parse(at) > latest)
          found(changeId, `Change ${sequence} of the log is of ${at}, which has not come yet.`)
      },
    }
  },
}
