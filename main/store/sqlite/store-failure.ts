import { basename } from 'node:path'
import { type Failure, fail, type Result } from '../../../model/value/result.ts'
import { sqliteErrorName } from './sqlite.ts'

/** Thrown where stored data is not what this program wrote; {@link guarded} turns it into a `damaged-project` failure. */
export class DamagedProject extends Error {}

/** Whether an error of the system says that a disk, or what somebody may use of it, is full. */
export const isDiskFull = (error: unknown): boolean =>
  isSystemError(error) && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'code' in error

const damaged = (name: string, detail: string) =>
  fail(
    'damaged-project',
    `The project "${name}" is damaged: parts of the file are missing or cannot be read.`,
    'Nothing was changed in it. Use a backup copy, or run "check" on the project to see what is affected.',
    [detail],
  )

const diskFull = (name: string) =>
  fail(
    'disk-full',
    `There is no space left on the disk that holds "${name}".`,
    'Free some space and try again. What was saved before is safe.',
  )

const diskError = (name: string, detail: string) =>
  fail(
    'disk-error',
    `The disk that holds "${name}" could not be read or written.`,
    'Check that the disk is connected and try again. What was saved before is safe.',
    [detail],
  )

const inUse = (name: string) =>
  fail(
    'project-in-use',
    `Another program is working on "${name}" at this moment.`,
    'Wait until it has finished, or close it, and try again.',
  )

const notPermitted = (name: string) =>
  fail('not-permitted', `You may not read or write "${name}".`, 'Ask for the permission, or choose another folder.')

const nameTooLong = (name: string) =>
  fail('not-permitted', `The name "${name}" is too long for the disk.`, 'Choose a shorter name.')

/** Bytes of a name from which on one of SQLite's files beside it may have a name that is too long for the disk. */
const LONG_NAME = 240

/** What an error from SQLite or the file system means to a person; null for mistakes of the program. */
function failureOf(error: unknown, path: string): { readonly failure: Failure } | null {
  const name = basename(path)
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof DamagedProject) return damaged(name, message)
  const sqlite = sqliteErrorName(error)
  if (sqlite !== null) {
    if (sqlite.startsWith('SQLITE_CORRUPT') || sqlite.startsWith('SQLITE_NOTADB')) return damaged(name, message)
    if (sqlite.startsWith('SQLITE_FULL')) return diskFull(name)
    if (sqlite.startsWith('SQLITE_BUSY') || sqlite.startsWith('SQLITE_LOCKED')) return inUse(name)
    if (sqlite.startsWith('SQLITE_READONLY') || sqlite.startsWith('SQLITE_PERM')) return notPermitted(name)
    if (sqlite.startsWith('SQLITE_CANTOPEN') && Buffer.byteLength(name) >= LONG_NAME) return nameTooLong(name)
    if (sqlite.startsWith('SQLITE_IOERR') || sqlite.startsWith('SQLITE_CANTOPEN')) return diskError(name, message)
    if (sqlite.startsWith('SQLITE_TOOBIG') || sqlite.startsWith('SQLITE_CONSTRAINT')) {
      return fail(
        'invalid-record',
        `What was to be saved does not fit into "${name}".`,
        'Nothing was changed. Please report this.',
        [message],
      )
    }
    return null
  }
  if (!isSystemError(error)) return null
  if (isDiskFull(error)) return diskFull(name)
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') return notPermitted(name)
  if (error.code === 'ENAMETOOLONG') return nameTooLong(name)
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ELOOP') {
    return fail('not-found', `"${name}" is not there.`, 'Check the name and the folder, and try again.')
  }
  if (error.code === 'EIO' || error.code === 'EBUSY' || error.code === 'ENXIO') return diskError(name, message)
  return null
}

/** Runs work on a file; errors of SQLite and of the disk come back as failures that name it. The one place for that. */
export function guarded<T>(path: string, work: () => Result<T>): Result<T> {
  try {
    return work()
  } catch (error) {
    const known = failureOf(error, path)
    if (known) return { ok: false, failure: known.failure }
    throw error
  }
}

/** {@link guarded} for work that waits. */
export async function guardedAsync<T>(path: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    const known = failureOf(error, path)
    if (known) return { ok: false, failure: known.failure }
    throw error
  }
}
