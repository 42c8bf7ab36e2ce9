import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { isProject, migrate, schemaVersion } from '../store/sqlite/migrate.ts'
import { MIGRATIONS } from '../store/sqlite/migrations/index.ts'
import { openForCopy, openSnapshot } from '../store/sqlite/project-file.ts'
import { openForReading, openForWriting, query, type ReadHandle } from '../store/sqlite/sqlite.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import type { CheckResult } from './check.ts'
import { CHECKS } from './checks/index.ts'
import { runChecks, type RunOptions } from './run-checks.ts'

/** A project to look at, and what may be looked at in it. */
interface Opened {
  readonly db: ReadHandle
  readonly checks: typeof CHECKS
  /** Folder of a copy, to be removed afterwards. */
  readonly folder?: string
}

/**
 * Runs all checks over a project file, beside whoever works on it, and changes nothing. A project that does not open
 * because its tables are not as they should be is looked at all the same; of one that an older version made, a copy is
 * brought up to date and looked at. What is no project, or is newer, fails as opening it does.
 */
export function examineProject(path: string, options: RunOptions = {}): Result<CheckResult[]> {
  const opened = openAsItIs(path)
  if (!opened.ok) return opened
  const { db, checks, folder } = opened.value
  return guarded(path, () => {
    try {
      db.freeze()
      return ok(runChecks(db, { checks, ...options }))
    } finally {
      db.close()
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    }
  })
}

function openAsItIs(path: string): Result<Opened> {
  const snapshot = openSnapshot(path)
  if (snapshot.ok) return ok({ db: snapshot.value, checks: CHECKS })
  if (snapshot.failure.code === 'conflict') return openMigratedCopy(path)
  return snapshot.failure.code === 'damaged-project' ? openStrange(path, snapshot) : snapshot
}

const views = query(
  'count-views',
  "SELECT count(*) AS number FROM sqlite_schema WHERE type = 'view' OR sql LIKE 'create virtual%'",
)

/** Opens a project whose tables are not as they should be; `otherwise` where that cannot be. */
function openStrange(path: string, otherwise: Result<never>): Result<Opened> {
  let db: ReadHandle | null = null
  try {
    db = openForReading(path)
    // Reading a view runs what a stranger put there, for as long as they like: then only the schema is looked at.
    const isOurs = isProject(db) && schemaVersion(db) === MIGRATIONS.length
    const checks = isOurs && db.get(views)?.number === 0 ? CHECKS : CHECKS.filter(({ id }) => id === 'schema')
    return ok({ db, checks })
  } catch {
    db?.close()
    return otherwise
  }
}

function openMigratedCopy(path: string): Result<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-doctor-'))
  const copy = join(folder, 'copy.standoff')
  const migrated = guarded(path, () => {
    const original = openForCopy(path)
    if (!original.ok) return original
    try {
      original.value.copyInto(copy)
    } finally {
      original.value.close()
    }
    const db = openForWriting(copy)
    try {
      db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
      migrate(db, MIGRATIONS)
    } catch (error) {
      return fail(
        'damaged-project',
        'This project was made by an older version of Standoff, and it is too damaged to be brought up to date.',
        'Use "salvage" on it, which reads what can be read, or a backup copy.',
        [error instanceof Error ? error.message : String(error)],
      )
    } finally {
      db.close()
    }
    return ok({ db: openForReading(copy), checks: CHECKS, folder })
  })
  if (!migrated.ok) rmSync(folder, { recursive: true, force: true })
  return migrated
}
