import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Failure, ok, type Result } from '../../model/value/result.ts'
import { diskFailureOrThrow, troubleFailure } from './disk-failure.ts'
import { syncFolderOf } from './place-file.ts'
import { clearLeftovers, temporaryBeside } from './temporary.ts'
import { type Chunk, writeChunks } from './write-chunks.ts'

/** A file to be written. Its chunks are asked for once. */
export interface OutputFile {
  readonly path: string
  chunks(): Iterable<Chunk> | AsyncIterable<Chunk>
}

/** A failure from either stops the writing, and nothing is left of it. */
export interface WriteChecks {
  /** Called between chunks: has the export been cancelled? */
  interrupt(): Failure | null
  /** Called when all is written, before anything is renamed: may it stay? */
  refuse(): Failure | null
}

/**
 * Writes files, each of them whole or not at all: under a temporary name in the same folder, flushed to the disk, then
 * renamed over an older one. Returns the size of each file in bytes.
 */
export async function writeFiles(
  files: Iterable<OutputFile>,
  { interrupt, refuse }: WriteChecks,
): Promise<Result<number[]>> {
  const written: { readonly temporary: string; readonly target: string }[] = []
  const discard = <T>(outcome: T): T => {
    for (const { temporary } of written) tryRemove(temporary)
    return outcome
  }
  const sizes: number[] = []
  let current = ''
  try {
    for (const file of files) {
      current = file.path
      const target = targetOf(file.path)
      if (!target.ok) return discard(target)
      const { path, device } = target.value
      const temporary = device ? path : temporaryBeside(path)
      if (!device && written.length === 0) clearLeftovers(dirname(path))
      if (!device) written.push({ temporary, target: path })
      // One after the other: a later file may depend on what the writing of an earlier one has found.
      // oxlint-disable-next-line no-await-in-loop
      const size = await writeChunks(temporary, device ? 'w' : 'wx', file.chunks(), interrupt)
      if (!size.ok) return discard(size)
      sizes.push(size.value)
    }
    const refusal = interrupt() ?? refuse()
    if (refusal) return discard({ ok: false, failure: refusal })
    for (const { temporary, target } of written) {
      current = target
      renameSync(temporary, target)
      syncFolderOf(target)
    }
    return ok(sizes)
  } catch (error) {
    discard(null)
    return diskFailureOrThrow(error, current, 'write')
  }
}

/**
 * Writes a folder, whole or not at all: it is filled under a temporary name and then takes the place of an older one,
 * which is removed last. The paths of the files are relative to it. Returns the size of each file in bytes.
 */
export async function writeFolder(
  folder: string,
  files: Iterable<OutputFile>,
  { interrupt, refuse }: WriteChecks,
): Promise<Result<number[]>> {
  const temporary = temporaryBeside(folder)
  const discard = <T>(outcome: T): T => {
    tryRemove(temporary)
    return outcome
  }
  const sizes: number[] = []
  try {
    clearLeftovers(dirname(folder))
    mkdirSync(temporary)
    for (const file of files) {
      const path = join(temporary, file.path)
      mkdirSync(dirname(path), { recursive: true })
      // oxlint-disable-next-line no-await-in-loop
      const size = await writeChunks(path, 'wx', file.chunks(), interrupt)
      if (!size.ok) return discard(size)
      sizes.push(size.value)
    }
    const refusal = interrupt() ?? refuse()
    if (refusal) return discard({ ok: false, failure: refusal })
    replaceFolder(temporary, folder)
    return ok(sizes)
  } catch (error) {
    discard(null)
    return diskFailureOrThrow(error, folder, 'write')
  }
}

/**
 * Puts a folder in the place of an older one. No system does that in one step, so a note says which name the older one had:
 * where the program ends in between, {@link clearLeftovers} gives it back.
 */
function replaceFolder(temporary: string, folder: string): void {
  if (!existsSync(folder)) {
    renameSync(temporary, folder)
    return syncFolderOf(folder)
  }
  const older = `${temporary}.old`
  const note = `${temporary}.target`
  writeFileSync(note, basename(folder), { flush: true })
  renameSync(folder, older)
  try {
    renameSync(temporary, folder)
  } catch (error) {
    renameSync(older, folder)
    tryRemove(note)
    throw error
  }
  syncFolderOf(folder)
  rmSync(older, { force: true, recursive: true })
  rmSync(note, { force: true })
}

/** Where the bytes of a file go: through links, so that the file they lead to is replaced; into a device as it is. */
function targetOf(path: string): Result<{ readonly path: string; readonly device: boolean }> {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return ok({ path, device: false })
  if (stats.isDirectory()) return troubleFailure('folder', path, 'write')
  return ok(stats.isFile() ? { path: realpathSync(path), device: false } : { path, device: true })
}

/** Fails silently: why nothing could be written is what matters. */
function tryRemove(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true })
  } catch {
    // There may be nothing to remove.
  }
}
