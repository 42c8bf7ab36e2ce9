import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { numberColumn, textColumn } from './columns.ts'
import type { Migration } from './migrations/migration.ts'
import { openForWriting, query, type ReadHandle, type WriteHandle } from './sqlite.ts'

/** "STDF": marks a SQLite file as a project of this program. */
export const APPLICATION_ID = 0x53544446

const applicationId = query('application-id', 'PRAGMA application_id')
const userVersion = query('user-version', 'PRAGMA user_version')
const schema = query(
  'schema',
  "SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat*' ORDER BY type, name",
)

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

const signature = (db: ReadHandle): string[] =>
  db.all(schema).map((row) => `${textColumn(row, 'type')} ${textColumn(row, 'name')} ${textColumn(row, 'sql')}`)

const expected = new WeakMap<readonly Migration[], string[]>()

/**
 * Names what in a file's schema is not as the migrations make it: missing tables, but also triggers and views, which a
 * stranger could have put there and which our tables do not need.
 */
export function schemaDifferences(db: ReadHandle, migrations: readonly Migration[]): string[] {
  let wanted = expected.get(migrations)
  if (!wanted) {
    const model = openForWriting(':memory:')
    try {
      migrate(model, migrations)
      wanted = signature(model)
    } finally {
      model.close()
    }
    expected.set(migrations, wanted)
  }
  const found = signature(db)
  const name = (entry: string): string => entry.split(' ').slice(0, 2).join(' ')
  return [
    ...wanted.filter((entry) => !found.includes(entry)).map((entry) => `${name(entry)} is missing or changed`),
    ...found.filter((entry) => !wanted.includes(entry)).map((entry) => `${name(entry)} does not belong here`),
  ]
}
