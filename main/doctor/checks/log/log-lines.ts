import { ORIGINS } from '../../../../model/change/change.ts'
import type { Check } from '../../check.ts'

export const logLines: Check = {
  id: 'log-lines',
  title: 'No line of the change log is missing',
  severity: 'damage',
  means: 'Lines were taken out of the log, put into it or altered: they do not name each other.',
  start(_project, found) {
    let last: { readonly sequence: number; readonly id: string } | null = null
    const ids = new Set<string>()
    return {
      line({ sequence, changeId, origin, of, parent, title, change }) {
        const say = (what: string): void => found(changeId, `Change ${sequence} of the log ${what}.`)
        if (sequence !== (last?.sequence ?? 0) + 1) say(`does not come after ${last?.sequence ?? 'the beginning'}`)
        if (parent !== (last?.id ?? null)) say(`follows ${parent}, but the line before it is ${last?.id ?? 'none'}`)
        if (change && (change.id !== changeId || change.title !== title)) say('is not the change that its columns name')
        if (!ORIGINS.some((known) => known === origin)) say(`has an unknown origin, ${origin}`)
        if (of !== null && !ids.has(of)) say(`takes back or repeats ${of}, which is not before it`)
        ids.add(changeId)
        last = { sequence, id: changeId }
      },
      unreadable({ table, rowid, id }) {
        if (table === 'change_log' && id !== null) {
          ids.add(id)
          last = { sequence: rowid, id }
        }
      },
    }
  },
}
