import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname } from 'node:path'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { isProject, migrate, schemaVersion, writeBackup } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { type LockHolder, lockPath, type ProjectLock, takeLock } from './project-lock.ts'
import { openWithoutStatistics, schemaDifferences } from './schema-check.ts'
import { hasHugeSchema } from './schema-size.ts'
import { openForReading, openForWriting, type ReadHandle, type SlowQueryLog, type WriteHandle } from './sqlite.ts'
import { enterReplica } from './replica.ts'
import { guarded } from './store-failure.ts'
import { enterWal, leaveWal } from './write-ahead-log.ts'

/** An open project file. Only the writable one has a handle that can write. */
export type ProjectFile = {
  readonly path: string
  /** Lets go of the file. A written project is one file again afterwards. */
  close(): Result<null>
} & (
  | { readonly writable: true; readonly db: WriteHandle; readonly identity: string | null }
  /** `reason`: why nothing can be changed, as a sentence for a person. */
  | { readonly writable: false; readonly db: ReadHandle; readonly reason: string }
)

export interface ProjectFileOptions {
  /** ISO 8601, for the lock's note. */
  readonly now: string
  readonly onSlow?: SlowQueryLog | undefined
  /** The schema's steps; tests give their own. */
  readonly migrations?: readonly Migration[] | undefined
}

/** Lives in memory only and is gone when closed; for tests and trials. */
export const IN_MEMORY = ':memory:'

/** Makes a project file that is not there yet and opens it. The schema stands; no record is in it. */
export function createProjectFile(path: string, options: ProjectFileOptions): Result<ProjectFile & { writable: true }> {
  const migrations = options.migrations ?? MIGRATIONS
  return guarded(path, () => {
    if (path !== IN_MEMORY && existsSync(path)) {
      return fail(
        'project-exists',
        `There is a file named "${basename(path)}" already.`,
        'Open it, or choose another name for the new project.',
      )
    }
    const folder = dirname(path)
    if (path !== IN_MEMORY && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      return fail('not-found', `There is no folder "${folder}".`, 'Make the folder first, or choose another one.')
    }
    const lock = path === IN_MEMORY ? null : takeLock(path, options.now)
    if (lock?.kind === 'held') return fail('project-in-use', heldBy(lock.holder), 'Choose another name.')
    if (lock?.kind === 'unwritable') {
      return fail('not-permitted', `You may not write to the folder "${folder}".`, 'Choose another folder.')
    }
    return releasingOnFailure(lock?.lock ?? null, () => {
      const db = openForWriting(path, { onSlow: options.onSlow })
      return closingOnFailure(db, () => {
        enterWal(db)
        migrate(db, migrations)
        return ok(writableFile(path, db, lock?.lock ?? null, options.now))
      })
    })
  })
}

/**
 * Opens a project. It is checked through a connection that cannot write before anything else, so a file that is not a
 * project, is newer or is damaged stays byte for byte as it was. Where it cannot be written, or someone else works on
 * it, it opens for reading and says why.
 */
export function openProjectFile(path: string, options: ProjectFileOptions): Result<ProjectFile> {
  const migrations = options.migrations ?? MIGRATIONS
  return guarded(path, () => {
    const missing = missingFile(path)
    if (missing) return missing
    const huge = hugeSchema(path)
    if (huge) return huge
    const writable = mayWrite(path) && mayWrite(dirname(path))
    const lock = writable ? takeLock(path, options.now) : { kind: 'unwritable' as const }
    if (lock.kind !== 'taken') {
      const reason = lock.kind === 'held' ? heldBy(lock.holder) : UNWRITABLE
      return openReadOnly(path, reason, writable, migrations, options.onSlow)
    }
    return releasingOnFailure(lock.lock, () => {
      const probe = openForReading(path)
      const version = closingAfter(probe, () => checkProject(path, probe, migrations))
      if (!version.ok) return version
      const db = openWithoutStatistics(path, { onSlow: options.onSlow })
      return closingOnFailure(db, () => {
        if (version.value < migrations.length) {
          writeBackup(db, path, version.value)
          migrate(db, migrations)
        }
        enterWal(db)
        return ok<ProjectFile>(writableFile(path, db, lock.lock, options.now))
      })
    })
  })
}

/**
 * Opens a project beside whoever writes to it, for a consistent look at it: an export, a check. Takes no lock. A project
 * of an older version is refused as `conflict`, because only opening it for writing can migrate it.
 */
export function openSnapshot(path: string, options: Pick<ProjectFileOptions, 'migrations'> = {}): Result<ReadHandle> {
  return guarded(path, () => {
    const missing = missingFile(path)
    if (missing) return missing
    const huge = hugeSchema(path)
    if (huge) return huge
    const opened = openReadOnly(path, '', mayWrite(dirname(path)), options.migrations ?? MIGRATIONS, undefined)
    return opened.ok ? ok(opened.value.db) : opened
  })
}

/** The same for copying a project as it stands: one of an older version is opened, too. */
export function openForCopy(path: string): Result<ReadHandle> {
  return guarded(path, () => {
    const missing = missingFile(path)
    if (missing) return missing
    const huge = hugeSchema(path)
    if (huge) return huge
    const db = openForReading(path, { immutable: isFrozen(path, mayWrite(dirname(path))) })
    return closingOnFailure(db, () => {
      const version = checkProject(path, db, MIGRATIONS)
      return version.ok ? ok(db) : version
    })
  })
}

/** Whether a file that is open is still the one under its name: not deleted, moved or replaced since. */
export function isStillThere(file: ProjectFile & { readonly writable: true }): boolean {
  return file.path === IN_MEMORY || identityOf(file.path) === file.identity
}

/** What tells files of one name apart; null where there is none. */
function identityOf(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stats ? `${stats.dev}:${stats.ino}` : null
}

const UNWRITABLE = 'The file or its folder cannot be written, so the project is open for reading only.'

function heldBy(holder: LockHolder | null): string {
  if (!holder) return 'Another program is working on this project, so it is open for reading only.'
  const since = holder.since.slice(0, 16).replace('T', ' ')
  const where = holder.host === hostname() ? 'on this computer' : `on the computer "${holder.host}"`
  return `Standoff ${where} (process ${holder.pid}) has had this project open since ${since} UTC, so it is open for reading only.`
}

function missingFile(path: string) {
  const name = basename(path)
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return fail('not-found', `There is no project "${name}".`, 'Check the name and the folder.')
  if (stats.isDirectory()) return fail('not-a-file', `"${name}" is a folder.`, 'Choose a project file (.standoff).')
  accessSync(path, constants.R_OK)
  return null
}

/**
 * Looks at the size of the schema before SQLite reads it. Only where nobody works on the project: whoever does has
 * looked; and on POSIX systems, closing our look at the file would drop the locks of a connection in this process.
 */
function hugeSchema(path: string) {
  if (existsSync(lockPath(path)) || !hasHugeSchema(path)) return null
  return strangeSchema(basename(path), ['The file describes more tables than any project has.'])
}

const strangeSchema = (name: string, details: readonly string[]) =>
  fail(
    'damaged-project',
    `The tables of "${name}" are not those of a Standoff project: something was added, changed or is missing.`,
    'It was not opened, and nothing in it was run or changed. Use a backup copy; if somebody sent you the file, ask them how it was made.',
    details,
  )

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Tells a project's version, or why it cannot be opened. Reads the header and the schema only. */
function checkProject(path: string, db: ReadHandle, migrations: readonly Migration[]): Result<number> {
  const name = basename(path)
  let project: boolean
  try {
    project = isProject(db)
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('not a database'))) throw error
    project = false
  }
  if (!project) {
    return fail(
      'not-a-project',
      `"${name}" is not a Standoff project.`,
      'Choose a project file, which ends in .standoff. To add an article to a project, import it.',
    )
  }
  const version = schemaVersion(db)
  if (version > migrations.length) {
    return fail(
      'newer-project',
      `"${name}" was made by a newer version of Standoff (project version ${version}, this program knows ${migrations.length}).`,
      'Update Standoff, then open the project again. Nothing was changed in it.',
    )
  }
  const differences = schemaDifferences(db, migrations.slice(0, version))
  if (differences.length > 0) return strangeSchema(name, differences)
  return ok(version)
}

/**
 * In WAL mode even a reader needs a side file. Where none can be made and nobody has left changes in one, the file cannot
 * change under us through this folder, and is read as it stands.
 */
const isFrozen = (path: string, folderWritable: boolean): boolean => !folderWritable && !existsSync(`${path}-wal`)

function openReadOnly(
  path: string,
  reason: string,
  folderWritable: boolean,
  migrations: readonly Migration[],
  onSlow: SlowQueryLog | undefined,
): Result<ProjectFile & { writable: false }> {
  const db = openForReading(path, { onSlow, immutable: isFrozen(path, folderWritable) })
  return closingOnFailure(db, () => {
    const version = checkProject(path, db, migrations)
    if (!version.ok) return version
    if (version.value < migrations.length) {
      return fail(
        'conflict',
        `"${basename(path)}" was made by an older version of Standoff and must be brought up to date first, which needs writing.`,
        'Copy the project into a folder where you may write, and open it there.',
      )
    }
    const close = once(() =>
      guarded(path, () => {
        db.close()
        return ok(null)
      }),
    )
    return ok({ path, writable: false as const, db, reason, close })
  })
}

function writableFile(
  path: string,
  db: WriteHandle,
  lock: ProjectLock | null,
  now: string,
): ProjectFile & { writable: true } {
  const identity = path === IN_MEMORY ? null : identityOf(path)
  enterReplica(db, identity ?? '', now)
  const close = once(() =>
    guarded(path, () => {
      try {
        leaveWal(db)
      } finally {
        db.close()
        lock?.release()
      }
      return ok(null)
    }),
  )
  return { path, writable: true, db, identity, close }
}

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
  return undoing(work, () => lock?.release())
}

function closingOnFailure<T>(db: ReadHandle, work: () => Result<T>): Result<T> {
  return undoing(work, () => db.close())
}

function closingAfter<T>(db: ReadHandle, work: () => T): T {
  try {
    return work()
  } finally {
    db.close()
  }
}

/** Runs work; when it fails or throws, takes back what was done for it. */
function undoing<T>(work: () => Result<T>, undo: () => void): Result<T> {
  let succeeded = false
  try {
    const result = work()
    succeeded = result.ok
    return result
  } finally {
    if (!succeeded) undo()
  }
}
