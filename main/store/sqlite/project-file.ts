import { realpathSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { clearLeftovers } from '../../files/temporary.ts'
import { checkBytes, checkCurrent, checkSchema } from './life/check-file.ts'
import { mayWrite, missingFile, type ReadOnlyReason, readOnlySentence } from './life/may-write.ts'
import { migrateFile } from './life/migrate-file.ts'
import { openUpdatedCopy } from './life/updated-copy.ts'
import { openElsewhere } from './life/other-names.ts'
import { checkedHandle, openToLook, openUnwritable, probe } from './life/look.ts'
import { identityOf, guardWrites, NO_GUARD, type WriteGuard } from './life/write-guard.ts'
import { MIGRATIONS } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { clearStaleLocks, type ProjectLock, takeLock } from './project-lock.ts'
import { enterReplica } from './replica.ts'
import { sealIfNew } from './seals.ts'
import { openWithoutStatistics } from './schema-check.ts'
import { openForReading, type ReadHandle, type SlowQueryLog, type WriteHandle } from './sqlite.ts'
import { guarded, isOfTheDisk } from './store-failure.ts'
import { enterWal } from './write-ahead-log.ts'

/** An open project file. Only the writable one has a handle that can write. */
export type ProjectFile = {
  readonly path: string
  /** Lets go of the file. A written project is one file again afterwards. */
  close(): Result<null>
} & (
  | { readonly writable: true; readonly db: WriteHandle; readonly guard: Omit<WriteGuard, 'close'> }
  /** `reason`: why nothing can be changed, as a sentence for a person. */
  | { readonly writable: false; readonly db: ReadHandle; readonly reason: string }
)

type WritableFile = ProjectFile & { readonly writable: true }

export interface ProjectFileOptions {
  /** ISO 8601, for the lock's note. */
  readonly now: string
  readonly onSlow?: SlowQueryLog | undefined
  /** Opens it for reading only, for this reason (a sentence). */
  readonly readOnly?: string | undefined
  /** The schema's steps; tests give their own. */
  readonly migrations?: readonly Migration[] | undefined
}

/** Lives in memory only and is gone when closed; for tests and trials. */
export const IN_MEMORY = ':memory:'

/**
 * Opens a project. What a kill has left beside it is put in order first; a file that is not a project, is newer or is
 * damaged stays byte for byte as it was. Where it cannot be written, or someone else works on it, it opens for reading and
 * says why.
 */
export function openProjectFile(path: string, options: ProjectFileOptions): Result<ProjectFile> {
  return guarded(path, () => {
    const missing = missingFile(path)
    if (missing) return missing
    if (options.readOnly !== undefined) return openForLook(path, options.readOnly, options)
    // The lock and the side files belong to the file itself, by whichever link it is opened.
    const real = realpathSync(path)
    const lock = mayWrite(dirname(real)) ? takeLock(real, options.now) : ({ kind: 'unwritable' } as const)
    if (lock.kind === 'held') return openReadOnly(path, real, { why: 'held', holder: lock.holder }, options)
    if (lock.kind === 'unwritable') return openReadOnly(path, real, { why: 'folder' }, options)
    if (lock.kind === 'full') return openReadOnly(path, real, { why: 'full' }, options)
    if (!mayWrite(real)) return openReadOnly(path, real, { why: 'file' }, options, lock.lock)
    let full = false
    const opened = releasingOnFailure(lock.lock, () => {
      try {
        return openUnderLock(path, real, lock.lock, options)
      } catch (error) {
        full = isOfTheDisk(error)
        if (!full) throw error
        return fail('disk-full', 'There is no space left.', 'Free some space.')
      }
    })
    return full ? openReadOnly(path, real, { why: 'full' }, options) : opened
  })
}

/** Everything between taking the lock and the open project. Throws SQLite's errors. */
function openUnderLock(
  path: string,
  real: string,
  lock: ProjectLock,
  options: ProjectFileOptions,
): Result<ProjectFile> {
  const migrations = options.migrations ?? MIGRATIONS
  clearLeftovers(dirname(real))
  clearStaleLocks(dirname(real))
  const trouble = checkBytes(path, real) ?? openElsewhere(path, real)
  if (trouble) return trouble
  const version = probe(real, (db) => checkSchema(path, db, migrations))
  if (!version.ok) return version
  if (version.value < migrations.length) {
    const migrated = migrateFile(path, real, version.value, migrations)
    if (!migrated.ok) return migrated
  }
  // A journal that SQLite has found cold, or that was none.
  rmSync(`${real}-journal`, { force: true })
  return ok(openWritable(path, real, lock, options))
}

/** Opens a file that was checked. */
export function openWritable(path: string, real: string, lock: ProjectLock, options: ProjectFileOptions): WritableFile {
  const db = openWithoutStatistics(real, { onSlow: options.onSlow })
  return closingOnFailure(db, () => {
    enterWal(db)
    enterReplica(db, identityOf(path) ?? '', options.now)
    sealIfNew(db)
    const guard = guardWrites(path, real, db)
    const close = once(() =>
      guarded(path, () => {
        try {
          guard.close()
        } finally {
          lock.release()
        }
        return ok(null)
      }),
    )
    return { path, writable: true, db, guard, close }
  })
}

/** A file that nobody else knows of, in memory or under a temporary name. */
export function unguardedFile(path: string, db: WriteHandle, now: string): WritableFile {
  enterReplica(db, (path === IN_MEMORY ? null : identityOf(path)) ?? '', now)
  sealIfNew(db)
  const close = once(() =>
    guarded(path, () => {
      db.close()
      return ok(null)
    }),
  )
  return { path, writable: true, db, guard: NO_GUARD, close }
}

function openReadOnly(
  path: string,
  real: string,
  reason: ReadOnlyReason,
  { migrations = MIGRATIONS, onSlow }: ProjectFileOptions,
  lock: ProjectLock | null = null,
): Result<ProjectFile & { writable: false }> {
  const check = (db: ReadHandle): Result<unknown> => checkCurrent(path, db, migrations)
  return releasingOnFailure(lock, () => {
    const opened =
      reason.why === 'held'
        ? checkedHandle(openForReading(real, { onSlow }), check)
        : openUnwritable(path, real, reason.why, { onSlow }, check)
    // One of an older version can be looked at where it cannot be brought up to date.
    const isOlder = !opened.ok && opened.failure.code === 'conflict'
    const current = isOlder ? openUpdatedCopy(path, migrations) : opened
    if (!current.ok) return current
    const db = current.value
    const close = once(() =>
      guarded(path, () => {
        db.close()
        lock?.release()
        return ok(null)
      }),
    )
    return ok({ path, writable: false as const, db, reason: readOnlySentence(reason), close })
  })
}

/** Opens a file that is only to be looked at, for a reason that is given as a sentence. Takes no lock. */
function openForLook(path: string, reason: string, options: ProjectFileOptions): Result<ProjectFile> {
  const opened = openSnapshot(path, options)
  if (!opened.ok) return opened
  const db = opened.value
  const close = once(() =>
    guarded(path, () => {
      db.close()
      return ok(null)
    }),
  )
  return ok({ path, writable: false, db, reason, close })
}

/**
 * Opens a project beside whoever writes to it, for a consistent look at it: an export, a check. Keeps no lock. Of one
 * that an older version made, a copy is brought up to date and looked at.
 */
export function openSnapshot(
  path: string,
  { migrations = MIGRATIONS }: Pick<ProjectFileOptions, 'migrations'> = {},
): Result<ReadHandle> {
  const opened = openAsItIs(path, { migrations })
  return !opened.ok && opened.failure.code === 'conflict' ? openUpdatedCopy(path, migrations) : opened
}

/** The same for a project of this version only: an older one is refused as `conflict`. */
export const openAsItIs = (
  path: string,
  { migrations = MIGRATIONS }: Pick<ProjectFileOptions, 'migrations'> = {},
): Result<ReadHandle> => openToLook(path, (db) => checkCurrent(path, db, migrations))

/** The same for copying a project as it stands: one of an older version is opened, too. */
export const openForCopy = (path: string): Result<ReadHandle> =>
  openToLook(path, (db) => checkSchema(path, db, MIGRATIONS))

/** Closing what is closed is fine and does nothing. */
function once(close: () => Result<null>): () => Result<null> {
  let closed = false
  return () => {
    if (closed) return ok(null)
    closed = true
    return close()
  }
}

function releasingOnFailure<T>(lock: ProjectLock | null, work: () => Result<T>): Result<T> {
  let succeeded = false
  try {
    const result = work()
    succeeded = result.ok
    return result
  } finally {
    if (!succeeded) lock?.release()
  }
}

function closingOnFailure<T>(db: ReadHandle, work: () => T): T {
  try {
    return work()
  } catch (error) {
    db.close()
    throw error
  }
}
