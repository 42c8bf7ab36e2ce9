import { closeSync, existsSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { headOf } from '../../files/head-of.ts'
import { diskTrouble } from '../../files/disk-failure.ts'
import { numberColumn, textColumn } from './columns.ts'
import { openForReading, openForWriting, query, sqliteErrorName, type WriteHandle } from './sqlite.ts'
import { isOfTheDisk } from './store-failure.ts'

/** Who works on a project. */
export interface LockHolder {
  readonly pid: number
  readonly host: string
  /** ISO 8601, UTC */
  readonly since: string
}

/** The right to write to a project, held until it is released or the process dies. */
export interface ProjectLock {
  release(): void
}

export type LockOutcome =
  | { readonly kind: 'taken'; readonly lock: ProjectLock }
  /** `holder` is null where it could not be read. */
  | { readonly kind: 'held'; readonly holder: LockHolder | null }
  /** The folder cannot be written, so nobody could note that they work on the project. */
  | { readonly kind: 'unwritable' }
  /** There is no space for the lock. */
  | { readonly kind: 'full' }

const ATTEMPTS = 20

const NOT_OURS = /^SQLITE_(NOTADB|CORRUPT|ERROR|AUTH|CONSTRAINT|MISMATCH)/

const holderRow = query('lock-holder', 'SELECT pid, host, since FROM holder')
const clearHolder = query('clear-lock-holder', 'DELETE FROM holder')
const writeHolder = query('write-lock-holder', 'INSERT INTO holder (pid, host, since) VALUES (?, ?, ?)')

/** The lock of `news.standoff` is `news.standoff-lock` beside it. */
export const lockPath = (project: string): string => `${project}-lock`

/**
 * Takes the write lock of a project. The lock is SQLite's own on a little database beside the project, so the operating
 * system lets go of it when the process dies, however it dies; a file left behind by a dead process is taken over.
 */
export function takeLock(project: string, since: string): LockOutcome {
  const path = lockPath(project)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const ensured = ensureFile(path)
    if (typeof ensured === 'string') return { kind: ensured }
    const { inode, isNew } = ensured
    if (inode === null) continue
    const db = openForWriting(path, { timeout: 0 })
    const outcome = enter(db, since)
    if (outcome === 'full') {
      db.close()
      if (isNew) tryDelete(path)
      return { kind: 'full' }
    }
    if (outcome === 'entered' && inodeOf(path) === inode) return { kind: 'taken', lock: lockOn(db, path) }
    db.close()
    if (outcome === 'held') return { kind: 'held', holder: readHolder(path) }
    if (outcome === 'foreign') tryDelete(path)
    // Otherwise the last holder deleted the file meanwhile, or someone came between our note and our lock: once more.
  }
  return { kind: 'held', holder: readHolder(path) }
}

/** Removes the locks in a folder that killed processes have left there of projects that they were about to make. */
export function clearStaleLocks(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.standoff-lock')) continue
    const project = join(folder, name.slice(0, -'-lock'.length))
    if (existsSync(project) || !isLock(lockPath(project))) continue
    const lock = takeLock(project, '')
    if (lock.kind === 'taken') lock.lock.release()
  }
}

/** Whether a file is a lock, or the beginning of one; it is looked at through SQLite, for the reason that follows. */
function isLock(path: string): boolean {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 1) === 0) return true
  try {
    const db = openForReading(path, { timeout: 0 })
    try {
      return db.get(holderRow) !== undefined
    } finally {
      db.close()
    }
  } catch (error) {
    // Half of one, of a machine that lost power: it begins as SQLite's files do, or with nothing at all.
    const name = sqliteErrorName(error)
    if (name?.startsWith('SQLITE_CORRUPT')) return true
    return name === 'SQLITE_NOTADB' && headOf(path, 16).every((byte) => byte === 0)
  }
}

/**
 * Makes the file where there is none and tells its inode, null where it has gone again. An existing one is not opened
 * here: on POSIX systems, closing any descriptor of a file drops all locks that the process holds on it.
 */
function ensureFile(path: string): 'unwritable' | 'full' | { readonly inode: bigint | null; readonly isNew: boolean } {
  try {
    closeSync(openSync(path, 'wx'))
    return { inode: inodeOf(path), isNew: true }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      return diskTrouble(error) === 'full' ? 'full' : 'unwritable'
    }
    return { inode: inodeOf(path), isNew: false }
  }
}

const inodeOf = (path: string): bigint | null => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null

/** Notes who we are, then locks. The note needs a commit of its own, which lets go of the lock for a moment. */
function enter(db: WriteHandle, since: string): 'entered' | 'held' | 'overtaken' | 'foreign' | 'full' {
  try {
    // No journal file beside the lock; the note needs no durability.
    db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
    db.exec('BEGIN IMMEDIATE')
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL) STRICT')
    db.run(clearHolder)
    db.run(writeHolder, process.pid, hostname(), since)
    db.exec('COMMIT')
    db.exec('BEGIN IMMEDIATE')
    const row = db.get(holderRow)
    const ours = row?.pid === process.pid && row.since === since
    return ours ? 'entered' : 'overtaken'
  } catch (error) {
    const name = sqliteErrorName(error)
    if (name?.startsWith('SQLITE_BUSY')) return 'held'
    if (isOfTheDisk(error)) return 'full'
    // Not a lock of ours: a half-written file of a machine that lost power, or one that somebody made up, with a trigger
    // or other columns. It holds nobody's data and is replaced.
    if (name !== null && NOT_OURS.test(name)) return 'foreign'
    throw error
  }
}

function readHolder(path: string): LockHolder | null {
  try {
    const db = openForReading(path, { timeout: 200 })
    try {
      const row = db.get(holderRow)
      return row
        ? { pid: numberColumn(row, 'pid'), host: textColumn(row, 'host'), since: textColumn(row, 'since') }
        : null
    } finally {
      db.close()
    }
  } catch {
    // Only a sentence depends on it: it then says "another program" without naming it.
    return null
  }
}

const lockOn = (db: WriteHandle, path: string): ProjectLock => ({
  release() {
    // Deleted while still locked, so that nobody can have taken it over. Windows refuses that: there it goes afterwards.
    const deleted = tryDelete(path)
    db.close()
    if (!deleted) tryDelete(path)
  },
})

function tryDelete(path: string): boolean {
  try {
    rmSync(path, { force: true })
    return true
  } catch {
    return false
  }
}
