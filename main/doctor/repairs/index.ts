import type { Repair } from '../repair.ts'
import { dropRelations } from './drop-relations.ts'
import { logFromRecords } from './log-from-records.ts'
import { oneCodebook } from './one-codebook.ts'
import { quarantineUnreadable } from './quarantine-unreadable.ts'
import { rebuildBlocks } from './rebuild-blocks.ts'
import { rebuildHistory } from './rebuild-history.ts'
import { recomputeColumns } from './recompute-columns.ts'
import { recordsFromLog } from './records-from-log.ts'
import { reindex } from './reindex.ts'
import { removeOrphans } from './remove-orphans.ts'
import { sealLog } from './seal-log.ts'

/** Every repair, in the order in which they run. A new one is a file in this folder and a line here. */
export const REPAIRS: readonly Repair[] = [
  reindex,
  quarantineUnreadable,
  recordsFromLog,
  oneCodebook,
  recomputeColumns,
  rebuildBlocks,
  dropRelations,
  logFromRecords,
  sealLog,
  rebuildHistory,
  removeOrphans,
]
