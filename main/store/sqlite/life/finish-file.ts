import { randomInt } from 'node:crypto'
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fail, ok, type Result } from '../../../../model/value/result.ts'
import { placeNewFile } from '../../../files/place-file.ts'
import { temporaryBeside } from '../../../files/temporary.ts'
import type { ReadHandle } from '../sqlite.ts'
import { SIDE_FILES, hasSideFiles } from './side-files.ts'

/*
 * Projects are made, copied and migrated under a name of their own and renamed when they are whole, so that a kill leaves no
 * half of one under a name that somebody would open.
 */

/** Format that says: changes go through a write-ahead log. Both for reading and writing. */
const WAL_FORMAT = Buffer.from([2, 2])

/**
 * Makes a closed SQLite file ready to be renamed: its header says that it has a write-ahead log, its counter begins at a
 * random number, by which the file's logs are told from those of every other one, and all of it is on the disk.
 */
export function finishFile(path: string): void {
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(randomInt(1, 2 ** 31))
  const file = openSync(path, 'r+')
  try {
    writeSync(file, WAL_FORMAT, 0, 2, 18)
    // The second place says for which state the number of pages in the header is true.
    writeSync(file, counter, 0, 4, 24)
    writeSync(file, counter, 0, 4, 92)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Removes an unfinished file and what SQLite put beside it. */
export function removeUnfinished(path: string): void {
  for (const name of [path, ...SIDE_FILES.map((ending) => path + ending)]) rmSync(name, { force: true })
}

/** Why no new project may take a name; null where it may. A log that was left there would be read into it. */
export function takenName(path: string, exists: boolean) {
  const name = basename(path)
  if (exists) return fail('project-exists', `There is a file named "${name}" already.`, 'Choose another name.')
  if (!hasSideFiles(path)) return null
  const left = SIDE_FILES.map((ending) => name + ending).join('", "')
  return fail(
    'project-exists',
    `Changes of a project that had the name "${name}" lie beside it in "${dirname(path)}".`,
    `Put that project back under this name and open it, or remove "${left}"; or choose another name.`,
  )
}

/**
 * Copies a project as it stands, with all its history, complete or not at all, under a name that is free.
 * @param check Looks at the copy before it takes its name.
 */
export function writeCopy(db: ReadHandle, target: string, check?: (copy: string) => Result<unknown>): Result<null> {
  const unfinished = temporaryBeside(target)
  try {
    db.copyInto(unfinished)
    const checked = check?.(unfinished) ?? ok(null)
    if (!checked.ok) return checked
    finishFile(unfinished)
    placeNewFile(unfinished, target)
    return ok(null)
  } finally {
    removeUnfinished(unfinished)
  }
}
