import { query } from '../../store/sqlite/sqlite.ts'
import { TABLES } from '../../store/sqlite/tables.ts'
import type { Repair } from '../repair.ts'
import { ROW_NUMBER, rowsOf } from '../reading/rows.ts'

const retire = query('retire-all-codebooks', 'UPDATE codebooks SET current = 0 WHERE current = 1')
const take = query('take-codebook', 'UPDATE codebooks SET current = 1 WHERE rowid = ?')

export const oneCodebook: Repair = {
  id: 'codebook',
  title: 'Choose one current codebook',
  does: 'Takes the latest version of the codebook that can be read for the current one. The others are kept as earlier versions.',
  safety: 'safe',
  undoable: false,
  cures: ['codebook'],
  run(db) {
    let latest: { readonly row: number; readonly version: number } | null = null
    let current = 0
    for (const row of rowsOf(db, 'codebooks', TABLES.codebook.list, () => undefined)) {
      if (row.current === 1) current++
      try {
        const { version } = TABLES.codebook.read(row)
        if (!latest || version > latest.version) latest = { row: Number(row[ROW_NUMBER]), version }
      } catch {
        // It is no codebook that could be used.
      }
    }
    if (!latest || current === 1) return 0
    db.run(retire)
    db.run(take, latest.row)
    return 1
  },
}
