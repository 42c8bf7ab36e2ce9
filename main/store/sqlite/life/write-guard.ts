import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { type Failed, fail } from '../../../../model/value/result.ts'
import { openForReading, query, type WriteHandle } from '../sqlite.ts'
import { beginLog, foldIn, foldInAll } from '../write-ahead-log.ts'
import { headerIn } from './file-header.ts'
import { walFits } from './side-files.ts'

/** Stands between saving and a project file that others can delete, replace or write over while it is open. */
export interface WriteGuard {
  /** Why nothing may be written; null where it may. To be asked before every save. Throws SQLite's errors. */
  before(): Failed | null
  /** Whether what was saved since then is safe; to be asked before a save is acknowledged. */
  after(): Failed | null
  /** Folds the log into the project, where there is something in it. Throws SQLite's errors. */
  tidy(): void
  /** Why the file is not what was saved to it; null where it is. */
  trouble(): Failed | null
  /** Closes the connection. The project is one file afterwards, unless it is not ours any more. */
  close(): void
}

/** Bytes of the log at which a save folds it in, so that it cannot grow without end. */
const LONGEST_LOG = 16_000_000

const version = query('holder-version', 'PRAGMA user_version')
const quickCheck = query('quick-check', 'PRAGMA quick_check(1)')

const gone = (path: string): Failed =>
  fail(
    'not-found',
    `The project file "${basename(path)}" is not where it was: it was moved, renamed, deleted or replaced while it is open.`,
    `Put it back into "${dirname(path)}" under this name, then try again; or use "Save a copy…".`,
  )

const overwritten = (path: string): Failed =>
  fail(
    'damaged-project',
    `Another program has written over the project file "${basename(path)}" while it is open, so nothing is saved to it any more.`,
    'Use "Save a copy…" under another name to keep what can be kept, and restore the project from a backup.',
  )

/** What tells files of one name apart; null where there is none. */
export function identityOf(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stats ? `${stats.dev}:${stats.ino}` : null
}

/** Of a project in memory, which nobody else can reach. */
export const NO_GUARD: Omit<WriteGuard, 'close'> = {
  before: () => null,
  after: () => null,
  tidy: () => undefined,
  trouble: () => null,
}

/**
 * Watches an open project. Between two checkpoints, which only we make, its file has the same size and time of change; when
 * it has not, its header must still be the one that the log was begun for.
 * @param path As the user named it.
 * @param real With its links resolved: what SQLite puts beside the file is beside that.
 */
export function guardWrites(path: string, real: string, db: WriteHandle): WriteGuard {
  // Kept open: closing it would drop SQLite's locks, which belong to the process.
  const file = openSync(real, 'r')
  // While it is open, no other connection is the last one, which would fold the log in when it is closed.
  const holder = openForReading(real)
  holder.get(version)
  const identity = identityOf(path)
  let known = stampOf(path)
  let isBegun = false
  let isWritten = false

  const trouble = (): Failed | null => {
    const stamp = stampOf(path)
    if (stamp === known) return null
    if (identityOf(path) !== identity) return gone(path)
    const header = headerIn(file)
    const size = statSync(path).size
    if (!header || !walFits(`${real}-wal`, header) || size < header.pages * header.pageSize || !isSound(db)) {
      return overwritten(path)
    }
    // Another program has set its time, or has read it with SQLite: it is as it was.
    known = stamp
    return null
  }

  const begin = (): void => {
    isBegun = false
    beginLog(db)
    isBegun = true
  }

  const tidy = (): void => {
    if (!isWritten || trouble()) return
    foldIn(db)
    known = stampOf(path)
    isWritten = false
    begin()
  }

  return {
    trouble,
    tidy,
    before() {
      const found = trouble()
      if (!found && !isBegun) begin()
      return found
    },
    after() {
      isWritten = true
      const found = trouble()
      if (!found && (statSync(`${real}-wal`, { throwIfNoEntry: false })?.size ?? 0) > LONGEST_LOG) {
        try {
          tidy()
        } catch {
          // What was saved is in the log; it is folded in another time.
        }
      }
      return found
    },
    close() {
      try {
        const found = trouble()
        if (found && found.failure.code !== 'not-found') {
          // Nothing is folded into a file that is not ours any more. The log stays, and the next opening says so.
          db.close()
          holder.close()
          return
        }
        holder.close()
        try {
          foldInAll(db)
        } finally {
          db.close()
        }
        if (found) removeEmptyLog(real)
      } finally {
        closeSync(file)
      }
    },
  }
}

/** Size and time of change of a file, as one value. */
function stampOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stats ? `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}` : ''
}

function isSound(db: WriteHandle): boolean {
  try {
    return db.get(quickCheck)?.quick_check === 'ok'
  } catch {
    // A file whose pages are not SQLite's makes it throw.
    return false
  }
}

/** SQLite leaves the side files of a file that was moved away, although everything is in the file. */
function removeEmptyLog(real: string): void {
  const wal = `${real}-wal`
  if ((statSync(wal, { throwIfNoEntry: false })?.size ?? 1) > 0) return
  for (const path of [wal, `${real}-shm`]) rmSync(path, { force: true })
}
