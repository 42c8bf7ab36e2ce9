import type { Damage } from '../../../model/record/damage.ts'
import { createDamageList, type DamageList } from '../damage-list.ts'
import { DamagedProject } from '../damaged-project.ts'
import type { ReadHandle } from './sqlite.ts'

/*
 * The one rule for records that cannot be read: whoever reads rows leaves such a record out and notes it here, by the
 * handle it was read through. Whoever asked for the records finds in the list what is missing and says so. Only what
 * nothing works without is thrown: the project record, the codebook, and pages that SQLite itself cannot read.
 */

const lists = new WeakMap<ReadHandle, DamageList>()

/** What was read past through a handle. */
export function damageOf(db: ReadHandle): DamageList {
  let list = lists.get(db)
  if (!list) {
    list = createDamageList()
    lists.set(db, list)
  }
  return list
}

/** Notes what is read past through a handle in this list from now on. */
export const noteDamageIn = (db: ReadHandle, list: DamageList): void => void lists.set(db, list)

/** Runs work with a list of its own for what it reads past. */
export function collecting<T>(db: ReadHandle, work: (damage: DamageList) => T): T {
  const outer = damageOf(db)
  const own = createDamageList()
  lists.set(db, own)
  try {
    return work(own)
  } finally {
    lists.set(db, outer)
  }
}

/** What `read` gives; null, and noted as damage, where it is not what this program wrote. */
export function readPast<T>(db: ReadHandle, about: () => Omit<Damage, 'why'>, read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof DamagedProject)) throw error
    damageOf(db).add({ ...about(), why: error.message })
    return null
  }
}
