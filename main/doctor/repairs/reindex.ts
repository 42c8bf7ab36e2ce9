import type { Repair } from '../repair.ts'

export const reindex: Repair = {
  id: 'reindex',
  title: 'Build indexes anew',
  does: 'Makes all indexes anew from their tables. Nothing else changes.',
  safety: 'safe',
  undoable: false,
  cures: ['file'],
  run(db) {
    db.exec('REINDEX')
    return 1
  },
}
