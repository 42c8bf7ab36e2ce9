import { firstSchema } from './001-first-schema.ts'
import { mentionsByEntry } from './002-mentions-by-entry.ts'
import { rejections } from './003-rejections.ts'
import { batches } from './004-batches.ts'
import { predictions } from './005-predictions.ts'
import { copies } from './006-copies.ts'
import { chain } from './007-chain.ts'
import type { Migration } from './migration.ts'

/** Every migration in order, without a gap: the position in the list + 1 is the version. */
export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  mentionsByEntry,
  rejections,
  batches,
  predictions,
  copies,
  chain,
]
