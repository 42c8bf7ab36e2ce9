import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '../../../../model/value/result.ts'
import { makeTemporaryFolder } from '../../../files/temporary.ts'
import { migrate } from '../migrate.ts'
import type { Migration } from '../migrations/migration.ts'
import { openForReading, openForWriting, type ReadHandle } from '../sqlite.ts'
import { guarded } from '../store-failure.ts'
import { checkSchema } from './check-file.ts'
import { openToLook } from './look.ts'

/**
 * Opens a copy of a project that an older version made, brought up to date, to look at what is in it: the project stays
 * as it is. Closing the handle removes the copy.
 */
export function openUpdatedCopy(path: string, migrations: readonly Migration[]): Result<ReadHandle> {
  const folder = makeTemporaryFolder()
  if (!folder.ok) return folder
  const remove = (): void => rmSync(folder.value, { recursive: true, force: true })
  const original = openToLook(path, (db) => checkSchema(path, db, migrations))
  if (!original.ok) {
    remove()
    return original
  }
  const copy = join(folder.value, 'copy.standoff')
  const opened = guarded(path, () => {
    try {
      original.value.copyInto(copy)
    } finally {
      original.value.close()
    }
    return bringUpToDate(copy, migrations)
  })
  if (!opened.ok) {
    remove()
    return opened
  }
  const db = opened.value
  return ok({
    ...db,
    close() {
      db.close()
      remove()
    },
  })
}

function bringUpToDate(copy: string, migrations: readonly Migration[]): Result<ReadHandle> {
  const db = openForWriting(copy)
  try {
    // Nothing of it outlives the handle.
    db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
    migrate(db, migrations)
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
  return ok(openForReading(copy))
}
