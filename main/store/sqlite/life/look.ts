import { existsSync, realpathSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { type Failed, fail, ok, type Result } from '../../../../model/value/result.ts'
import { statsOf } from '../../../files/file-stats.ts'
import { takeLock } from '../project-lock.ts'
import { openForLooking, openForReading, type OpenOptions, type ReadHandle } from '../sqlite.ts'
import { guarded, isOfTheDisk } from '../store-failure.ts'
import { checkBytes } from './check-file.ts'
import { mayWrite, missingFile } from './may-write.ts'
import { openElsewhere } from './other-names.ts'
import { hasSideFiles } from './side-files.ts'

type Check = (db: ReadHandle) => Result<unknown>

/**
 * Opens a project for reading, beside whoever writes to it and without keeping a lock. What a kill has left beside it is put
 * in order first. `check` lets the handle pass, or says why not.
 */
export function openToLook(path: string, check: Check): Result<ReadHandle> {
  return guarded(path, () => {
    const missing = missingFile(path)
    if (missing) return missing
    const real = realpathSync(path)
    if (!mayWrite(real) || !mayWrite(dirname(real))) return openUnwritable(path, real, 'folder', {}, check)
    // Without a log beside it nobody works on it, and nothing has to be put in order.
    if (!existsSync(`${real}-wal`) && !existsSync(`${real}-journal`)) return openQuiet(path, real, check)
    const lock = takeLock(real, new Date().toISOString())
    if (lock.kind === 'held') return checkedHandle(openForReading(real), check)
    if (lock.kind !== 'taken') return openUnwritable(path, real, lock.kind === 'full' ? 'full' : 'folder', {}, check)
    try {
      return openQuiet(path, real, check)
    } finally {
      lock.lock.release()
    }
  })
}

/** Opens a file that nobody writes to at this moment. */
function openQuiet(path: string, real: string, check: Check): Result<ReadHandle> {
  const trouble = checkBytes(path, real) ?? openElsewhere(path, real)
  if (trouble) return trouble
  try {
    const probed = probe(real, check)
    return probed.ok ? ok(openForLooking(real)) : probed
  } catch (error) {
    if (!isOfTheDisk(error)) throw error
    return openUnwritable(path, real, 'full', {}, check)
  }
}

/**
 * Checks a file that nobody writes to at this moment, with the changes that lie beside it, without taking them in: what is
 * refused stays as it was. A transaction that was cut off has to be rolled back first, or nothing can be read.
 */
export function probe<T>(real: string, check: (db: ReadHandle) => Result<T>): Result<T> {
  const isCutOff = sizeOf(`${real}-journal`) > 0
  const db = isCutOff ? openForLooking(real) : openForReading(real, { immutable: sizeOf(`${real}-wal`) === 0 })
  try {
    return check(db)
  } finally {
    db.close()
  }
}

const sizeOf = (path: string): number => statsOf(path)?.size ?? 0

/**
 * Opens where nothing can be written. What needs to be put in order there needs another place, except on a full disk:
 * there the log can be read without any file beside it.
 */
export function openUnwritable(
  path: string,
  real: string,
  why: 'folder' | 'file' | 'full',
  options: OpenOptions,
  check: Check,
): Result<ReadHandle> {
  const trouble = checkBytes(path, real)
  if (trouble) return trouble
  if (why === 'full') {
    const shared = `${real}-shm`
    const wasShared = existsSync(shared)
    for (const alone of [false, true]) {
      try {
        return checkedHandle(openForLooking(real, { ...options, alone }), check)
      } catch (error) {
        if (!isOfTheDisk(error)) throw error
        // Begun, and there was no space for it.
        if (!wasShared) rmSync(shared, { force: true })
      }
    }
  }
  if (hasSideFiles(real)) {
    // Somebody with other rights may be working on it; what they left can be put in order only where one may write.
    try {
      return checkedHandle(openForReading(real, options), check)
    } catch {
      return unfinishedChanges(path, why)
    }
  }
  // Nobody can leave changes beside it, so it cannot change under us.
  return checkedHandle(openForReading(real, { ...options, immutable: true }), check)
}

const unfinishedChanges = (path: string, why: string): Failed =>
  fail(
    'not-permitted',
    `"${basename(path)}" was not closed properly: changes lie beside it that have to be taken in, and ${why === 'full' ? 'its disk is full' : 'nothing can be written there'}.`,
    why === 'full'
      ? 'Free some space and open it again. Nothing is lost.'
      : `Copy it, together with the files beside it that begin with its name, into a folder where you may write, and open it there. Nothing is lost.`,
  )

/** The handle, where it passes a check; it is closed otherwise. */
export function checkedHandle(db: ReadHandle, check: Check): Result<ReadHandle> {
  let passed = false
  try {
    const checked = check(db)
    passed = checked.ok
    return checked.ok ? ok(db) : checked
  } finally {
    if (!passed) db.close()
  }
}
