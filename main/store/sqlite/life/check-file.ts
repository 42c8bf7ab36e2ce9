import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { type Failed, fail, ok, type Result } from '../../../../model/value/result.ts'
import { numberColumn } from '../columns.ts'
import { isProject, schemaVersion } from '../migrate.ts'
import type { Migration } from '../migrations/migration.ts'
import { schemaDifferences } from '../schema-check.ts'
import { hasHugeSchema } from '../schema-size.ts'
import { query, type ReadHandle } from '../sqlite.ts'
import { headerOf, isOurs } from './file-header.ts'
import { hasSideFiles, isOursByLog, strangeSideFile, strangeSideFiles } from './side-files.ts'

const notAProject = (path: string): Failed =>
  fail(
    'not-a-project',
    `"${basename(path)}" is not a Standoff project.`,
    'Choose a project file, which ends in .standoff. To add an article to a project, import it.',
  )

/** The making of a project was cut off: nothing was ever saved in it. */
export const unfinishedProject = (path: string): Failed =>
  fail(
    'unfinished-project',
    `"${basename(path)}" is empty: the program ended while it was being made, and nothing was saved in it.`,
    'Delete the file, then make the project again under this name; or choose another project.',
  )

const strangeSchema = (path: string, details: readonly string[]): Failed =>
  fail(
    'damaged-project',
    `The tables of "${basename(path)}" are not those of a Standoff project: something was added, changed or is missing.`,
    'It was not opened, and nothing in it was run or changed. Use a backup copy; if somebody sent you the file, ask them how it was made.',
    details,
  )

/**
 * Looks at the bytes of a file before SQLite does, which would put in order whatever lies beside it: whether it is a project,
 * and whether what lies beside it is its own. Null where it may be opened. Only for files that no connection of this process
 * has open.
 */
export function checkBytes(path: string, real: string): Failed | null {
  const header = headerOf(real)
  const strange = header === null || isOurs(header) ? strangeSideFile(real, header) : null
  if (header === null) {
    if (statSync(real).size > 0) return notAProject(path)
    return strange === null ? unfinishedProject(path) : strangeSideFiles(path, strange)
  }
  if (!isOurs(header) && !isOursByLog(real)) {
    return header.isBlank && header.applicationId === 0 && !hasSideFiles(real)
      ? unfinishedProject(path)
      : notAProject(path)
  }
  if (strange !== null) return strangeSideFiles(path, strange)
  return hasHugeSchema(real) ? strangeSchema(path, ['The file describes more tables than any project has.']) : null
}

const tables = query('count-tables', 'SELECT count(*) AS number FROM sqlite_schema')

/** Tells a project's version, or why it cannot be opened. Reads the header and the schema only. */
export function checkSchema(path: string, db: ReadHandle, migrations: readonly Migration[]): Result<number> {
  if (!isProject(db)) {
    return numberColumn(db.get(tables) ?? {}, 'number') === 0 ? unfinishedProject(path) : notAProject(path)
  }
  const version = schemaVersion(db)
  if (version > migrations.length) {
    return fail(
      'newer-project',
      `"${basename(path)}" was made by a newer version of Standoff (project version ${version}, this program knows ${migrations.length}).`,
      'Update Standoff, then open the project again. Nothing was changed in it.',
    )
  }
  const differences = schemaDifferences(db, migrations.slice(0, version))
  if (differences.length > 0) return strangeSchema(path, differences)
  return ok(version)
}

/** A project of this version; an older one has to be migrated first. */
export function checkCurrent(path: string, db: ReadHandle, migrations: readonly Migration[]): Result<unknown> {
  const version = checkSchema(path, db, migrations)
  if (!version.ok || version.value === migrations.length) return version
  return fail(
    'conflict',
    `"${basename(path)}" was made by an older version of Standoff and must be brought up to date first, which needs writing.`,
    'Copy the project into a folder where you may write, and open it there.',
  )
}
