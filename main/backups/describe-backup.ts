import type { Backup } from '../../model/past/backup.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { DamagedProject } from '../store/damaged-project.ts'
import { annotationCount } from '../store/sqlite/annotations.ts'
import { articleCount } from '../store/sqlite/articles.ts'
import { openForCopy } from '../store/sqlite/project-file.ts'
import { projectState } from '../store/sqlite/project-state.ts'
import { query, type ReadHandle } from '../store/sqlite/sqlite.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import { currentProject } from '../store/sqlite/tables.ts'

/** What a project file says of itself. */
export type Description = Pick<Backup, 'project' | 'articles' | 'annotations' | 'state'> & {
  /** When somebody last changed it (ISO 8601); null where nobody has since it was made. */
  readonly changedAt: string | null
}

/** Describes what a connection reads. Throws SQLite's errors and {@link DamagedProject}. */
export function describe(db: ReadHandle): Description {
  const { project: id, state, changedAt } = projectState(db)
  return {
    project: { id, name: currentProject(db)?.name ?? '' },
    articles: articleCount(db),
    annotations: annotationCount(db),
    state,
    changedAt,
  }
}

/** Describes a file; null where it cannot be opened or read. */
export function describeFile(path: string): Description | null {
  const described = withCopy(path, describe)
  return described.ok ? described.value : null
}

const quickCheck = query('quick-check', 'PRAGMA quick_check(1)')

/** Opens a copy of a project, proves that SQLite can read all of it, and describes it. */
export const proveCopy = (path: string): Result<Description> =>
  withCopy(path, (db) => {
    const found = db.get(quickCheck)?.quick_check
    if (found !== 'ok') throw new DamagedProject(String(found))
    return describe(db)
  })

function withCopy<T>(path: string, work: (db: ReadHandle) => T): Result<T> {
  const opened = openForCopy(path)
  if (!opened.ok) return opened
  const db = opened.value
  return guarded(path, () => {
    try {
      return ok(work(db))
    } finally {
      db.close()
    }
  })
}
