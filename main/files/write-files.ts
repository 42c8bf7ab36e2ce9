import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Failure, fail, ok, type Result } from '../../model/value/result.ts'
import type { Chunk } from '../formats/kit/exporter.ts'

/** Bytes that are collected before they are written. */
const BUFFER_LENGTH = 256 * 1024
/** UTF-8 bytes that a UTF-16 unit takes at most. */
const WIDEST_UNIT = 3

export interface OutputFile {
  readonly path: string
  chunks(): Iterable<Chunk> | AsyncIterable<Chunk>
}

/** Both stop everything with the failure that they give. */
export interface WriteChecks {
  /** Asked between chunks: has someone cancelled? */
  interrupt(): Failure | null
  /** Asked once all is written and nothing is renamed yet: may it be kept? */
  refuse(): Failure | null
}

/**
 * Writes files so that each is complete or not there at all: under a temporary name in the same folder, flushed to the
 * disk, then renamed over an older one. Returns the size of each file in bytes.
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
      const temporary = target.device ? target.path : temporaryName(target.path)
      if (!target.device) written.push({ temporary, target: target.path })
      // One file after the other: a later one may depend on what the writing of an earlier one has found.
      // oxlint-disable-next-line no-await-in-loop
      const size = await writeChunks(temporary, target.device ? 'w' : 'wx', file.chunks(), interrupt)
      if (!size.ok) return discard(size)
      sizes.push(size.value)
    }
    const refusal = interrupt() ?? refuse()
    if (refusal) return discard({ ok: false, failure: refusal })
    for (const { temporary, target } of written) {
      current = target
      renameSync(temporary, target)
    }
    return ok(sizes)
  } catch (error) {
    const failure = outputFailure(current, error)
    discard(failure)
    if (!failure) throw error
    return failure
  }
}

/**
 * Writes files into a folder that is complete or not there at all: it is filled under a temporary name and then takes
 * the place of an older one, which is removed last. Paths are relative to the folder.
 */
export async function writeFolder(
  folder: string,
  files: Iterable<OutputFile>,
  { interrupt, refuse }: WriteChecks,
): Promise<Result<number[]>> {
  const temporary = temporaryName(folder)
  const discard = <T>(outcome: T): T => {
    tryRemove(temporary)
    return outcome
  }
  const sizes: number[] = []
  try {
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
    const older = existsSync(folder) ? `${temporary}.old` : null
    if (older) renameSync(folder, older)
    try {
      renameSync(temporary, folder)
    } catch (error) {
      if (older) renameSync(older, folder)
      throw error
    }
    if (older) rmSync(older, { force: true, recursive: true })
    return ok(sizes)
  } catch (error) {
    const failure = outputFailure(folder, error)
    discard(failure)
    if (!failure) throw error
    return failure
  }
}

/** Whether a path leads to something that is no ordinary file: /dev/stdout, a pipe. Nothing can be put beside it. */
export const isDevice = (path: string): boolean => {
  try {
    const stats = statSync(path)
    return !stats.isFile() && !stats.isDirectory()
  } catch {
    // Nothing is there. Why nothing can be put there is told by whoever tries.
    return false
  }
}

/** Links are followed, so that the file they lead to is replaced and not the link. A device is written to as it is. */
function targetOf(path: string): { readonly path: string; readonly device: boolean } {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return { path, device: false }
  if (stats.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' })
  return isDevice(path) ? { path, device: true } : { path: realpathSync(path), device: false }
}

/** Without the target's own name, which may be as long as a name can be. */
const temporaryName = (target: string): string =>
  join(dirname(target), `.standoff-${randomBytes(8).toString('hex')}.part`)

/** What is left behind is told by nobody: why nothing could be written is what matters. */
function tryRemove(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true })
  } catch {
    // It may never have been there: its folder may be a file.
  }
}

async function writeChunks(
  path: string,
  flags: string,
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
  interrupt: () => Failure | null,
): Promise<Result<number>> {
  const descriptor = openSync(path, flags)
  try {
    let size = 0
    // Put into bytes one by one: joining a million strings and encoding them together takes three times as long.
    const buffer = Buffer.allocUnsafeSlow(BUFFER_LENGTH)
    let filled = 0
    const writeAll = (bytes: Uint8Array): void => {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
      size += bytes.length
    }
    const flush = (): void => {
      writeAll(buffer.subarray(0, filled))
      filled = 0
    }
    const take = (chunk: Chunk): Failure | null => {
      const isShort = typeof chunk === 'string' && chunk.length * WIDEST_UNIT <= BUFFER_LENGTH
      if (isShort && filled + chunk.length * WIDEST_UNIT <= BUFFER_LENGTH) {
        filled += buffer.write(chunk, filled)
        return null
      }
      flush()
      if (isShort) filled = buffer.write(chunk)
      else writeAll(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      return interrupt()
    }
    let failure: Failure | null = null
    // Waiting for each of a million chunks that are there would cost more than writing them.
    if (Symbol.iterator in chunks) {
      for (const chunk of chunks) if ((failure = take(chunk))) break
    } else {
      for await (const chunk of chunks) if ((failure = take(chunk))) break
    }
    if (failure) return { ok: false, failure }
    flush()
    if (flags !== 'w') fsyncSync(descriptor)
    return ok(size)
  } finally {
    closeSync(descriptor)
  }
}

function outputFailure(path: string, error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const name = basename(path)
  const folder = dirname(path)
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      // Some folders are there and take no files (/proc); they say so in the same words.
      return existsSync(folder)
        ? fail('not-permitted', `No file can be written in "${folder}".`, 'Choose another folder.')
        : fail('not-found', `There is no folder "${folder}".`, 'Choose a folder that is there.')
    case 'EISDIR':
      return fail('not-a-file', `"${name}" is a folder.`, 'Choose a file name for the dataset.')
    case 'ENAMETOOLONG':
      return fail('not-permitted', `The name "${name}" is too long for the disk.`, 'Choose a shorter name.')
    case 'ELOOP':
      return fail('not-found', `"${path}" is a link that leads to itself.`, 'Choose another name.')
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fail('not-permitted', `You may not write "${name}" in "${folder}".`, 'Choose another folder.')
    case 'ENOSPC':
    case 'EDQUOT':
      return fail('disk-full', `There is no space left for "${name}".`, 'Free some space and export again.')
    case 'EIO':
    case 'EBUSY':
    case 'ENXIO':
      return fail('disk-error', `"${name}" could not be written.`, 'Check the disk and export again.', [code])
    default:
      return null
  }
}
