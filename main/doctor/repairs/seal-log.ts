import { chainLog } from '../../store/sqlite/migrations/007-chain.ts'
import type { Repair } from '../repair.ts'

export const sealLog: Repair = {
  id: 'seal-log',
  title: 'Chain the change log anew',
  does: 'Computes the hashes of all lines of the change log anew, as they stand now. What was altered before cannot be told any more.',
  safety: 'destructive',
  undoable: false,
  cures: ['log-hashes'],
  run(db) {
    chainLog(db)
    return 1
  },
}
