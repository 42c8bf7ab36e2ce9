import { makeChange } from '../../../model/change/change.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { query } from '../../store/sqlite/sqlite.ts'
import { TABLES } from '../../store/sqlite/tables.ts'
import type { Repair } from '../repair.ts'
import { saveRepair } from './save-repair.ts'

const dangling = query(
  'dangling-relations',
  `SELECT id FROM relations
   WHERE source NOT IN (SELECT id FROM annotations)
      OR (target_annotation IS NOT NULL AND target_annotation NOT IN (SELECT id FROM annotations))
      OR (target_entity IS NOT NULL AND target_entity NOT IN (SELECT id FROM entities))
   ORDER BY id`,
)

export const dropRelations: Repair = {
  id: 'relations',
  title: 'Remove relations that lead to nothing',
  does: 'Removes relations of which one end is not in the project. The change log keeps them.',
  safety: 'safe',
  undoable: true,
  cures: ['relations'],
  run(db, { now, newId }) {
    const removed = db.all(dangling).flatMap(({ id }): Relation[] => {
      const relation = TABLES.relation.find(db, String(id))
      return relation ? [relation] : []
    })
    if (removed.length === 0) return 0
    const change = makeChange(newId(), 'Remove relations that lead to nothing', { removed })
    saveRepair(db, change, now)
    return removed.length
  },
}
