import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { diskTrouble } from './disk-failure.ts'

/*
 * Names of what is written before it takes its place. Each says which process made it, on which computer, so that what a
 * killed one has left can be told from the work of one that lives, and from the files of a person ("thesis.part").
 */

/** Of another computer's process nobody here knows whether it lives; after this time it does not, in milliseconds. */
const LONGEST_WORK = 24 * 60 * 60 * 1000

const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

const mark = (): string => `${HOST}-${process.pid}-${randomBytes(8).toString('hex')}`

/** Also what SQLite puts beside an unfinished project, and what `writeFolder` does with an older folder. */
const PART = /^\.standoff-([0-9a-f]{8})-(\d+)-[0-9a-f]{16}\.part(?:\.old|\.target|-wal|-shm|-journal)?$/
const FOLDER = /^standoff-([0-9a-f]{8})-(\d+)-[0-9a-zA-Z]{6}$/

/** A new name beside a target. Without the target's own name, which may be as long as a name can be. */
export const temporaryBeside = (target: string): string => join(dirname(target), `.standoff-${mark()}.part`)

/** Makes a folder in the system's folder for temporary files. Remove it when it is not needed any more. */
export function makeTemporaryFolder(): Result<string> {
  const parent = tmpdir()
  clearFolder(parent, FOLDER)
  try {
    return ok(mkdtempSync(join(parent, `standoff-${HOST}-${process.pid}-`)))
  } catch (error) {
    const trouble = diskTrouble(error)
    if (trouble === null) throw error
    const why = trouble === 'missing' ? 'is not there' : trouble === 'full' ? 'is full' : 'cannot be written'
    return fail(
      trouble === 'full' ? 'disk-full' : 'not-permitted',
      `The folder for temporary files, "${parent}", ${why}.`,
      'Make the folder or free some space in it, or set TMPDIR to another folder, and try again.',
    )
  }
}

/** Removes what killed processes have left in the system's folder for temporary files. Never fails. */
export const clearTemporaryFolders = (): void => clearFolder(tmpdir(), FOLDER)

/** Removes what killed processes have left half written in a folder. Never fails, and leaves every other file alone. */
export const clearLeftovers = (folder: string): void => clearFolder(folder, PART)

/** Removes what a thread of this process has left that was ended in the middle of its work. Never fails. */
export const clearOwnTemporaryFolders = (): void => clearFolder(tmpdir(), FOLDER, isNotOwn)

/** The same of what is half written in a folder. */
export const clearOwnLeftovers = (folder: string): void => clearFolder(folder, PART, isNotOwn)

function isNotOwn(_path: string, host: string, pid: number): boolean {
  return host !== HOST || pid !== process.pid
}

function clearFolder(folder: string, pattern: RegExp, isKept = isAlive): void {
  let names: string[]
  try {
    // Sorted, an older folder comes before the note of its name.
    names = readdirSync(folder).toSorted()
  } catch {
    // A folder that cannot be looked into has nothing that could be removed.
    return
  }
  for (const name of names) {
    const [, host, pid] = pattern.exec(name) ?? []
    if (host !== undefined && !isKept(join(folder, name), host, Number(pid))) clear(join(folder, name))
  }
}

function isAlive(path: string, host: string, pid: number): boolean {
  if (host !== HOST) {
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    return age < LONGEST_WORK
  }
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else lives, though we may not send it anything.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function clear(path: string): void {
  try {
    if (path.endsWith('.old')) restoreOlder(path)
    rmSync(path, { force: true, recursive: true })
  } catch {
    // Not ours any more, or not to be removed: it is in nobody's way.
  }
}

/** Gives a folder back its name that was taken from it a moment before the end: see `writeFolder`. */
function restoreOlder(path: string): void {
  const note = `${path.slice(0, -'.old'.length)}.target`
  if (!existsSync(note)) return
  const target = join(dirname(path), readFileSync(note, 'utf8'))
  if (dirname(target) === dirname(path) && !existsSync(target)) renameSync(path, target)
}
