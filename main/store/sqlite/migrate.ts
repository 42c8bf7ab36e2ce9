import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
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

/** Where the copy goes that is made before a project of an older version is migrated. */
export const backupPath = (path: string, version: number): string =>
  `${path.replace(/\.standoff$/, '')}.backup-v${version}.standoff`

const vacuumInto = query('copy-project', 'VACUUM INTO ?')

/** Copies the project as it stands, with all its history, complete or not at all. What is at `target` is replaced. */
export function writeCopy(db: ReadHandle, target: string): void {
  const unfinished = `${target}.part`
  rmSync(unfinished, { force: true })
  try {
    db.all(vacuumInto, unfinished)
    const file = openSync(unfinished, 'r+')
    fsyncSync(file)
    closeSync(file)
    renameSync(unfinished, target)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** Keeps a copy before a project is migrated. An older copy of the same version is replaced. */
export function writeBackup(db: ReadHandle, path: string, version: number): string {
  const target = backupPath(path, version)
  writeCopy(db, target)
  return target
}
