import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fail, ok, type Result } from '../../model/value/result.ts'

/** Larger files are no articles; they are refused before a byte is read. */
export const LARGEST_FILE = 100 * 1024 * 1024

const tooLarge = (name: string, size: number) =>
  fail(
    'too-large',
    `"${name}" is ${Math.round(size / 1024 / 1024)} MB; files over ${LARGEST_FILE / 1024 / 1024} MB cannot be imported.`,
    'Split it into its articles and import those.',
  )

/** Reads a source file, which is never written to. What can go wrong comes back as a failure that names the file. */
export function readSource(path: string): Result<Uint8Array> {
  const name = basename(path)
  try {
    // Asked by name first: opening a pipe would wait for someone to write into it.
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
    return sourceFailure(name, error)
  }
}

function notAFile(path: string, name: string) {
  const what = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? 'a folder' : 'not an ordinary file'
  return fail('not-a-file', `"${name}" is ${what}.`, 'Choose the article files themselves.')
}

function sourceFailure(name: string, error: unknown) {
  const isFolder = error instanceof Error && 'code' in error && error.code === 'EISDIR'
  if (isFolder) return fail('not-a-file', `"${name}" is a folder.`, 'Choose the article files themselves.')
  return readFailure(name, error)
}

/** Why a file cannot be read, in words. Throws what is no error of the disk. */
export function readFailure(name: string, error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') {
    return fail('not-found', `"${name}" is not there (any more).`, 'Check the name and the folder, and try again.')
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return fail('not-permitted', `You may not read "${name}".`, 'Ask for the permission to read it, and try again.')
  }
  if (typeof code !== 'string') throw error
  return fail('disk-error', `"${name}" could not be read.`, 'Check that the disk is connected and try again.', [code])
}
