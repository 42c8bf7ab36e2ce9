import { migrate } from '../../main/store/sqlite/migrate.ts'
import { MIGRATIONS } from '../../main/store/sqlite/migrations/index.ts'
import { openForWriting } from '../../main/store/sqlite/sqlite.ts'

/** Makes a project file as an older version of the program made it: its schema, and rows put in by hand. */
export function makeOldProject(path: string, version: number, rows = ''): void {
  const db = openForWriting(path)
  migrate(db, MIGRATIONS.slice(0, version))
  db.exec(`PRAGMA foreign_keys = OFF; ${rows}`)
  db.close()
}
