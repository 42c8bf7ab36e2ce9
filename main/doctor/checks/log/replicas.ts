import { query } from '../../../store/sqlite/sqlite.ts'
import type { Check } from '../../check.ts'

const replicaIds = query('replica-ids', 'SELECT id FROM replicas')

export const replicas: Check = {
  id: 'replicas',
  title: 'The file that wrote each change is known',
  severity: 'odd',
  means: 'A line of the log was written by a copy of the project that is not in its list of copies.',
  start({ db }, found) {
    const known = new Set(db.all(replicaIds).map(({ id }) => id))
    return {
      line({ sequence, changeId, replica }) {
        if (!known.has(replica))
          found(changeId, `Change ${sequence} of the log was written by ${replica}, which is not known.`)
      },
    }
  },
}
