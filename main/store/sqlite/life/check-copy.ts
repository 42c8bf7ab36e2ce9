import { fail, ok, type Result } from '../../../../model/value/result.ts'
import type { ProjectFile } from '../project-file.ts'
import { openForReading } from '../sqlite.ts'
import { wholeProblem } from '../whole.ts'

/**
 * Whether a copy holds the project. Only a file that another program has written over can give another one: what SQLite
 * still has in memory and in the log is whole then, or it is not.
 */
export function checkCopy(file: ProjectFile, copy: string): Result<null> {
  if (!file.writable || !file.guard.trouble()) return ok(null)
  const lost = (): Result<null> =>
    fail(
      'damaged-project',
      'Another program has written over the project file, and what was in it cannot be read any more, so there is nothing to copy.',
      'Restore the project from a backup. What you did last is in the file beside it that ends in "-wal".',
    )
  try {
    const db = openForReading(copy)
    try {
      return wholeProblem(db) === null ? ok(null) : lost()
    } finally {
      db.close()
    }
  } catch {
    return lost()
  }
}
