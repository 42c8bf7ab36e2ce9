import { basename } from 'node:path'
import { type Failed, fail, type Result } from '../../../model/value/result.ts'
import { diskFailure, diskTrouble, troubleFailure } from '../../files/disk-failure.ts'
import { DamagedProject } from '../damaged-project.ts'
import { sqliteErrorName } from './sqlite.ts'

const damaged = (name: string, detail: string) =>
  fail(
    'damaged-project',
    `The project "${name}" is damaged: parts of the file are missing or cannot be read.`,
    'Nothing was changed in it. Run "doctor" on it to see what can be repaired, "salvage" to save what can be read, or use a backup.',
    [detail],
  )

const inUse = (name: string) =>
  fail(
    'project-in-use',
    `Another program is working on "${name}" at this moment.`,
    'Wait until it has finished, or close it, and try again.',
  )

/** Bytes of a name from which on one of SQLite's files beside it may have a name that is too long for the disk. */
const LONG_NAME = 240

/** What an error from SQLite or the file system means to a person; null for mistakes of the program. */
function failureOf(error: unknown, path: string): Failed | null {
  const name = basename(path)
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof DamagedProject) return damaged(name, message)
  const sqlite = sqliteErrorName(error)
  if (sqlite !== null) {
    if (sqlite.startsWith('SQLITE_CORRUPT') || sqlite.startsWith('SQLITE_NOTADB')) return damaged(name, message)
    if (sqlite.startsWith('SQLITE_FULL')) return troubleFailure('full', path, 'project')
    if (sqlite.startsWith('SQLITE_BUSY') || sqlite.startsWith('SQLITE_LOCKED')) return inUse(name)
    if (sqlite.startsWith('SQLITE_READONLY') || sqlite.startsWith('SQLITE_PERM'))
      return troubleFailure('forbidden', path, 'project')
    if (sqlite.startsWith('SQLITE_CANTOPEN') && Buffer.byteLength(name) >= LONG_NAME)
      return troubleFailure('long-name', path, 'project')
    if (sqlite.startsWith('SQLITE_IOERR') || sqlite.startsWith('SQLITE_CANTOPEN'))
      return troubleFailure('broken', path, 'project', message)
    if (sqlite.startsWith('SQLITE_TOOBIG') || sqlite.startsWith('SQLITE_CONSTRAINT')) {
      return fail(
        'invalid-record',
        `What was to be saved does not fit into "${name}".`,
        'Nothing was changed. Please report this.',
        [message],
      )
    }
    // What SQLite or the binding cannot make of a stored value.
    return message.includes('malformed JSON') ? damaged(name, message) : null
  }
  if (error instanceof RangeError && 'code' in error && error.code === 'ERR_OUT_OF_RANGE') return damaged(name, message)
  return diskFailure(error, path, 'project')
}

/** Whether an error says that something could not be written: a full disk, and what a full disk makes of SQLite's side files. */
export function isOfTheDisk(error: unknown): boolean {
  const name = sqliteErrorName(error)
  if (name !== null) return /^SQLITE_(FULL|IOERR|CANTOPEN)/.test(name)
  return diskTrouble(error) === 'full'
}

/** Runs work on a file; errors of SQLite and of the disk come back as failures that name it. The one place for that. */
export function guarded<T>(path: string, work: () => Result<T>): Result<T> {
  try {
    return work()
  } catch (error) {
    const known = failureOf(error, path)
    if (known) return known
    throw error
  }
}

/** {@link guarded} for work that waits. */
export async function guardedAsync<T>(path: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    const known = failureOf(error, path)
    if (known) return known
    throw error
  }
}
