import { numberColumn, textColumn } from '../../../store/sqlite/columns.ts'
import { query } from '../../../store/sqlite/sqlite.ts'
import type { Check } from '../../check.ts'

const steps = query(
  'doctor-history',
  'SELECT sequence, annotator, undone, first FROM history ORDER BY annotator, sequence',
)

export const history: Check = {
  id: 'history',
  title: 'Undo and redo fit the change log',
  severity: 'wrong',
  means: 'What the undo menu offers is not what was done last, so that it would be refused.',
  start({ db }, found) {
    /** id of a change → whether it was taken back last */
    const undone = new Map<string, boolean>()
    const ids = new Map<number, string>()
    return {
      line({ sequence, changeId, origin, of }) {
        ids.set(sequence, changeId)
        if (of !== null) undone.set(of, origin === 'undo')
      },
      end() {
        let before: { readonly annotator: string; readonly undone: boolean } | null = null
        for (const row of db.iterate(steps)) {
          const sequence = numberColumn(row, 'sequence')
          const step = { annotator: textColumn(row, 'annotator'), undone: row.undone === 1 }
          const id = ids.get(sequence)
          const say = (what: string): void => found(id ?? null, `Step ${sequence} of ${step.annotator} ${what}.`)
          if (id === undefined) say('is in the history, but not in the log')
          else if ((undone.get(id) ?? false) !== step.undone) {
            say(step.undone ? 'counts as undone, but the log did not undo it' : 'counts as done, but the log undid it')
          }
          if (before?.annotator === step.annotator && before.undone && !step.undone) {
            say('is done, but it stands behind one that is undone')
          }
          before = step
        }
      },
    }
  },
}
