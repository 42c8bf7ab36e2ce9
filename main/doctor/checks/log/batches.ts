import { numberColumn } from '../../../store/sqlite/columns.ts'
import { query } from '../../../store/sqlite/sqlite.ts'
import type { Check } from '../../check.ts'

const batchSteps = query('doctor-batches', 'SELECT sequence, first FROM history WHERE first IS NOT NULL')
const linesBetween = query(
  'doctor-batch-lines',
  `SELECT count(*) AS number, count(DISTINCT annotator) AS annotators, sum(origin <> 'import') AS others
   FROM change_log WHERE sequence BETWEEN ? AND ?`,
)

export const batches: Check = {
  id: 'batches',
  title: 'Imports can be undone as a whole',
  severity: 'wrong',
  means: 'Lines of an import are missing, or others are mixed with them, so that it cannot be undone.',
  start: ({ db }, found) => ({
    whole() {
      for (const step of db.all(batchSteps)) {
        const [first, last] = [numberColumn(step, 'first'), numberColumn(step, 'sequence')]
        const row = db.get(linesBetween, first, last)
        const whole = first <= last && row?.number === last - first + 1 && row.annotators === 1 && row.others === 0
        if (!whole) found(null, `The import from line ${first} to line ${last} of the log is not whole.`)
      }
    },
  }),
}
