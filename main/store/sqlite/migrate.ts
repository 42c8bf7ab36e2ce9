import { numberColumn } from './columns.ts'
import type { Migration } from './migrations/migration.ts'
import { query, type ReadHandle, type WriteHandle } from './sqlite.ts'

/** "STDF": marks a SQLite file as a project of this program. */
export const APPLICATION_ID = 0x53544446

const applicationId = query('application-id', 'PRAGMA application_id')
const userVersion = query('user-version', 'PRAGMA user_version')

/** Whether a SQLite file is a project, of whatever version. */
export const isProject = (db: ReadHandle): boolean =>
  numberColumn(db.get(applicationId) ?? {}, 'application_id') === APPLICATION_ID

/** Number of migrations that a file has gone through. */
export const schemaVersion = (db: ReadHandle): number => numberColumn(db.get(userVersion) ?? {}, 'user_version')

/** Runs the migrations that a database has not seen, all in one transaction. */
export function migrate(db: WriteHandle, migrations: readonly Migration[]): void {
  db.transaction(
    () => {
      const from = schemaVersion(db)
      for (const { sql, run, after } of migrations.slice(from)) {
        db.exec(sql)
        run?.(db)
        if (after !== undefined) db.exec(after)
      }
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
      db.exec(`PRAGMA user_version = ${migrations.length}`)
    },
    () => true,
  )
}
