import { ok, type Result } from '../../model/value/result.ts'
import { isProject, schemaVersion } from '../store/sqlite/migrate.ts'
import { MIGRATIONS } from '../store/sqlite/migrations/index.ts'
import { openSnapshot } from '../store/sqlite/project-file.ts'
import { openForReading, query, type ReadHandle } from '../store/sqlite/sqlite.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import type { CheckResult } from './check.ts'
import { CHECKS } from './checks/index.ts'
import { runChecks, type RunOptions } from './run-checks.ts'

/** A project to look at, and what may be looked at in it. */
interface Opened {
  readonly db: ReadHandle
  readonly checks: typeof CHECKS
}

/**
 * Runs all checks over a project file, beside whoever works on it, and changes nothing. A project that does not open
 * because its tables are not as they should be is looked at all the same; of one that an older version made, a copy is
 * brought up to date and looked at. What is no project, or is newer, fails as opening it does.
 */
export function examineProject(path: string, options: RunOptions = {}): Result<CheckResult[]> {
  const opened = openAsItIs(path)
  if (!opened.ok) return opened
  const { db, checks } = opened.value
  return guarded(path, () => {
    try {
      db.freeze()
      return ok(runChecks(db, { checks, ...options }))
    } finally {
      db.close()
    }
  })
}

function openAsItIs(path: string): Result<Opened> {
  const snapshot = openSnapshot(path)
  if (snapshot.ok) return ok({ db: snapshot.value, checks: CHECKS })
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
