import { numberColumn, textColumn } from '../../store/sqlite/columns.ts'
import { query } from '../../store/sqlite/sqlite.ts'
import type { Repair } from '../repair.ts'

const steps = query(
  'repair-history',
  'SELECT history.sequence AS sequence, history.annotator AS annotator, undone, change_id FROM history LEFT JOIN change_log USING (sequence) ORDER BY history.annotator, sequence',
)
const lastTravel = query(
  'repair-last-travel',
  'SELECT origin FROM change_log WHERE change_of = ? ORDER BY sequence DESC LIMIT 1',
)
const mark = query('repair-mark', 'UPDATE history SET undone = ? WHERE sequence = ?')
const drop = query('repair-drop', 'DELETE FROM history WHERE sequence = ?')

export const rebuildHistory: Repair = {
  id: 'history',
  title: 'Make undo fit the change log',
  does: 'Marks steps as done or undone as the change log says, and drops those that are not in it or that could not be redone.',
  safety: 'safe',
  undoable: false,
  cures: ['history'],
  run(db) {
    let count = 0
    const waiting: { readonly sequence: number; readonly annotator: string; readonly undone: boolean }[] = []
    for (const row of db.all(steps)) {
      const sequence = numberColumn(row, 'sequence')
      if (row.change_id === null) {
        db.run(drop, sequence)
        count++
        continue
      }
      const undone = db.get(lastTravel, textColumn(row, 'change_id'))?.origin === 'undo'
      if (undone !== (row.undone === 1)) {
        db.run(mark, undone ? 1 : 0, sequence)
        count++
      }
      waiting.push({ sequence, annotator: textColumn(row, 'annotator'), undone })
    }
    // A step that is undone and has one behind it that is done was dropped when that one was made.
    for (const [i, step] of waiting.entries()) {
      const isBefore = waiting.slice(i + 1).some((later) => later.annotator === step.annotator && !later.undone)
      if (!step.undone || !isBefore) continue
      db.run(drop, step.sequence)
      count++
    }
    return count
  },
}
