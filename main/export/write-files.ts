import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Failure, fail, ok, type Result } from '../../model/result.ts'

/** Chunks are joined to about this many UTF-16 units before they are written. */
const BUFFER_LENGTH = 64 * 1024

export interface OutputFile {
  readonly path: string
  chunks(): Iterable<string>
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
export function writeFiles(files: readonly OutputFile[], { interrupt, refuse }: WriteChecks): Result<number[]> {
  const written: { readonly temporary: string; readonly target: string }[] = []
  const sizes: number[] = []
  let current = ''
  try {
    for (const file of files) {
      current = file.path
      const target = targetOf(file.path)
      const temporary = target.device ? target.path : temporaryName(target.path)
      if (!target.device) written.push({ temporary, target: target.path })
      const size = writeChunks(temporary, target.device ? 'w' : 'wx', file.chunks(), interrupt)
      if (!size.ok) return discard(written, size)
      sizes.push(size.value)
    }
    const refusal = interrupt() ?? refuse()
    if (refusal) return discard(written, { ok: false, failure: refusal })
    for (const { temporary, target } of written) {
      current = target
      renameSync(temporary, target)
    }
    return ok(sizes)
  } catch (error) {
    const failure = outputFailure(current, error)
    discard(written, failure)
    if (!failure) throw error
    return failure
  }
}

/** Whether a path leads to something that is no ordinary file: /dev/stdout, a pipe. Nothing can be put beside it. */
export const isDevice = (path: string): boolean => {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats !== undefined && !stats.isFile() && !stats.isDirectory()
}

/** Links are followed, so that the file they lead to is replaced and not the link. A device is written to as it is. */
function targetOf(path: string): { readonly path: string; readonly device: boolean } {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return { path, device: false }
  if (stats.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' })
  return isDevice(path) ? { path, device: true } : { path: realpathSync(path), device: false }
}

const temporaryName = (target: string): string =>
  join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.part`)

function writeChunks(
  path: string,
  flags: string,
  chunks: Iterable<string>,
  interrupt: () => Failure | null,
): Result<number> {
  const descriptor = openSync(path, flags)
  try {
    let size = 0
    let buffer = ''
    const flush = (): void => {
      const bytes = Buffer.from(buffer)
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
      size += bytes.length
      buffer = ''
    }
    for (const chunk of chunks) {
      buffer += chunk
      if (buffer.length < BUFFER_LENGTH) continue
      flush()
      const failure = interrupt()
      if (failure) return { ok: false, failure }
    }
    flush()
    if (flags !== 'w') fsyncSync(descriptor)
    return ok(size)
  } finally {
    closeSync(descriptor)
  }
}

function discard<T>(written: readonly { readonly temporary: string }[], outcome: T): T {
  for (const { temporary } of written) rmSync(temporary, { force: true })
  return outcome
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
