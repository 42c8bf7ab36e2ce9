import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { diskFailureOrThrow, troubleFailure } from './disk-failure.ts'
import { statsOf } from './file-stats.ts'

/** Larger files are no articles; they are refused before a byte is read. */
export const LARGEST_FILE = 100 * 1024 * 1024

const tooLarge = (name: string, size: number) =>
  fail(
    'too-large',
    `"${name}" is ${Math.round(size / 1024 / 1024)} MB; files over ${LARGEST_FILE / 1024 / 1024} MB cannot be imported.`,
    'Split it into its articles and import those.',
  )

/** Reads a source file, which is never written to. What can go wrong comes back as a failure that names the file. */
export function readBytes(path: string): Result<Uint8Array> {
  const name = basename(path)
  try {
    // Checked by name first: opening a pipe would wait until something is written into it.
    if (!statSync(path).isFile()) return notAFile(path, name)
    const descriptor = openSync(path, 'r')
    try {
      const { size } = fstatSync(descriptor)
      if (size > LARGEST_FILE) return tooLarge(name, size)
      const bytes = readFileSync(descriptor)
      if (bytes.length === 0) {
        return fail('empty-file', `"${name}" is empty.`, 'Choose a file that has an article in it.')
      }
      return ok(bytes)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return diskFailureOrThrow(error, path, 'read')
  }
}

function notAFile(path: string, name: string) {
  if (statsOf(path)?.isDirectory()) return troubleFailure('folder', path, 'read')
  return fail('not-a-file', `"${name}" is not an ordinary file.`, 'Choose another file.')
}
