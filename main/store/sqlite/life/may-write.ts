import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import { type Failed, fail } from '../../../../model/value/result.ts'
import type { LockHolder } from '../project-lock.ts'

/** Why a project is open for reading only. */
export type ReadOnlyReason =
  | { readonly why: 'folder' | 'file' | 'full' }
  /** Somebody works on it; null where it cannot be said who. */
  | { readonly why: 'held'; readonly holder: LockHolder | null }

/** The reason as a sentence for a person. */
export function readOnlySentence(reason: ReadOnlyReason): string {
  switch (reason.why) {
    case 'held':
      return heldBy(reason.holder)
    case 'full':
      return 'There is no space left on its disk, so the project is open for reading only. Free some space and open it again.'
    case 'file':
    case 'folder':
      return 'The file or its folder cannot be written, so the project is open for reading only.'
  }
}

/** Who works on a project, and what follows from it. */
export function heldBy(holder: LockHolder | null): string {
  if (!holder) return 'Another program is working on this project, so it is open for reading only.'
  const since = holder.since.slice(0, 16).replace('T', ' ')
  const where = holder.host === hostname() ? 'on this computer' : `on the computer "${holder.host}"`
  return `Standoff ${where} (process ${holder.pid}) has had this project open since ${since} UTC, so it is open for reading only.`
}

/** SQLite takes paths of 512 bytes, those of the files beside a project included. */
const LONGEST_PATH = 450

/** Why a path is too long for a project; null where it is not. */
export function longPath(path: string): Failed | null {
  const length = Buffer.byteLength(path)
  if (length <= LONGEST_PATH) return null
  return fail(
    'not-permitted',
    `The path of "${basename(path)}" is ${length} bytes long; that of a project may have ${LONGEST_PATH}.`,
    'Choose a folder that lies in fewer others, or a shorter name.',
  )
}

/** Why there is no file to open at a path; null where there is one. Throws where it may not be read. */
export function missingFile(path: string): Failed | null {
  const name = basename(path)
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return fail('not-found', `There is no project "${name}".`, 'Check the name and the folder.')
  if (stats.isDirectory()) return fail('not-a-file', `"${name}" is a folder.`, 'Choose a project file (.standoff).')
  // Opening a pipe would wait until something is written into it.
  if (!stats.isFile())
    return fail('not-a-file', `"${name}" is not an ordinary file.`, 'Choose a project file (.standoff).')
  const long = longPath(realpathSync(path))
  if (long) return long
  accessSync(path, constants.R_OK)
  return null
}

export function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
