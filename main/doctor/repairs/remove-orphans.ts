import { query } from '../../store/sqlite/sqlite.ts'
import { orphanedOriginals } from '../checks/texts/orphaned-originals.ts'
import { orphanedTexts } from '../checks/texts/orphaned-texts.ts'
import type { Repair } from '../repair.ts'
import { allFoundBy } from '../run-checks.ts'

const removeBody = query('remove-body', 'DELETE FROM bodies WHERE id = ?')
const removeOriginal = query('remove-original', 'DELETE FROM originals WHERE sha256 = ?')

export const removeOrphans: Repair = {
  id: 'orphans',
  title: 'Remove texts and source files that belong to nothing',
  does: 'Deletes texts and source files that no article has or had. They are gone for good, except from the copy that is kept.',
  safety: 'destructive',
  undoable: false,
  cures: ['orphaned-texts', 'orphaned-originals'],
  run(db) {
    const texts = allFoundBy(db, orphanedTexts)
    const originals = allFoundBy(db, orphanedOriginals)
    for (const id of texts) db.run(removeBody, id)
    for (const hash of originals) db.run(removeOriginal, hash)
    return texts.length + originals.length
  },
}
