import { createHash } from 'node:crypto'
import { encodeForLog } from '../../model/change/codec.ts'
import type { LogEntry } from '../../model/change/log-entry.ts'

/*
 * The lines of the change log are a chain: each carries the hash of the one before together with all that it says itself.
 * A line that is altered, moved, put in or taken out shows, unless all lines behind it are written anew.
 */

/** What stands before the first line. */
export const NO_HASH = ''

/** All that a line says beside the change itself. Its number is not part of it: that may differ between copies. */
export type HashedLine = Pick<LogEntry, 'of' | 'annotator' | 'at' | 'parent'> & {
  readonly changeId: string
  readonly origin: string
  readonly replica: string | null
}

/**
 * SHA-256 (lower-case hex) of a line. Texts are in it by their hashes, which the change names.
 * @param before Hash of the line before; {@link NO_HASH} for the first.
 * @param payload The change as the log keeps it.
 */
export function logHash(before: string, line: HashedLine, payload: string): string {
  const { changeId, origin, of, annotator, at, replica, parent } = line
  return createHash('sha256')
    .update(JSON.stringify([before, changeId, origin, of, annotator, at, replica, parent]))
    .update('\n')
    .update(payload)
    .digest('hex')
}

/** The hash of a line of which everything else is known. */
export const hashOfEntry = (before: string, { change, ...said }: Omit<LogEntry, 'hash'>): string =>
  logHash(before, { ...said, changeId: change.id }, encodeForLog(change))
