import { chmodSync, chownSync, copyFileSync, existsSync, linkSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { fail, ok, type Result } from '../../../../model/value/result.ts'
import { placeFile, placeNewFile, syncFile } from '../../../files/place-file.ts'
import { temporaryBeside } from '../../../files/temporary.ts'
import { DamagedProject } from '../../damaged-project.ts'
import { migrate } from '../migrate.ts'
import type { Migration } from '../migrations/migration.ts'
import { schemaDifferences } from '../schema-check.ts'
import { openForLooking, openForWriting } from '../sqlite.ts'
import { finishFile, removeUnfinished } from './finish-file.ts'
import { hasSideFiles } from './side-files.ts'
import { identityOf } from './write-guard.ts'

/*
 * A project of an older version is brought up to date in a copy, which takes the project's name when it is whole; the file
 * as it was keeps living under the name of the backup. A kill at any moment leaves the old project or the new one.
 */

/**
 * Brings a project up to date. It is under our lock, and everything has been read in from what lay beside it.
 * @param path As the user named it.
 * @param version Of the project as it is.
 */
export const migrateFile = (
  path: string,
  real: string,
  version: number,
  migrations: readonly Migration[],
): Result<null> =>
  rewriteFile(path, real, backupPath(real, version), (draft) => {
    migrateDraft(draft, migrations)
    return ok(null)
  })

/**
 * Lets work rewrite a copy of a project, which takes the project's name when it is whole. The project is under our lock,
 * and everything has been read in from what lay beside it.
 * @param path As the user named it.
 * @param kept Name for the file as it was.
 */
export function rewriteFile(
  path: string,
  real: string,
  kept: string,
  work: (draft: string) => Result<null>,
): Result<null> {
  const draft = temporaryBeside(real)
  try {
    const db = openForLooking(real)
    try {
      db.copyInto(draft)
    } finally {
      // The last connection takes the side files with it, or they would be read into the new file.
      db.close()
    }
    if (hasSideFiles(real)) {
      return fail(
        'project-in-use',
        `Another program is reading "${basename(path)}", which has to be rewritten.`,
        'Close it there, then try again.',
      )
    }
    const worked = work(draft)
    if (!worked.ok) return worked
    finishFile(draft)
    keepRights(real, draft)
    keepBackup(real, kept)
    placeFile(draft, real)
    return ok(null)
  } finally {
    removeUnfinished(draft)
  }
}

/** Nobody else knows of the draft, and it is thrown away if anything goes wrong: it needs no journal. */
function migrateDraft(draft: string, migrations: readonly Migration[]): void {
  const db = openForWriting(draft)
  try {
    db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
    migrate(db, migrations)
    const differences = schemaDifferences(db, migrations)
    if (differences.length > 0) throw new DamagedProject(differences.join('; '))
  } finally {
    db.close()
  }
}

/** Gives a file the mode and owner of another one, as far as we may. */
function keepRights(from: string, to: string): void {
  const { mode, uid, gid } = statSync(from)
  chmodSync(to, mode & 0o7777)
  try {
    chownSync(to, uid, gid)
  } catch {
    // Only the superuser gives files away; the file is then ours.
  }
}

const backupName = (project: string, version: number, number: number): string => {
  const stem = extname(project) === '.standoff' ? project.slice(0, -'.standoff'.length) : project
  return `${stem}.backup-v${version}${number === 1 ? '' : `-${number}`}.standoff`
}

/** The first name that is free for the project as it was; another backup of whatever project is never replaced. */
export function backupPath(project: string, version: number): string {
  for (let number = 1; ; number++) {
    const name = backupName(project, version, number)
    // After a kill just after this step, the project itself has the name already.
    if (!existsSync(name) || identityOf(name) === identityOf(project)) return name
  }
}

function keepBackup(real: string, backup: string): void {
  if (existsSync(backup)) return
  try {
    linkSync(real, backup)
  } catch {
    // Some file systems know no second name for a file.
    const copy = temporaryBeside(real)
    try {
      copyFileSync(real, copy)
      syncFile(copy)
      placeNewFile(copy, backup)
    } finally {
      removeUnfinished(copy)
    }
  }
}
