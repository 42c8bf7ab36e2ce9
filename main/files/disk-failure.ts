import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { type Failed, fail } from '../../model/value/result.ts'

/** What is done with a file: sentences say what could not be. `project`: a project file is opened or saved. */
export type DiskUse = 'read' | 'write' | 'project'

/** What can go wrong with a file on a disk. */
export type DiskTrouble = 'missing' | 'loop' | 'long-name' | 'folder' | 'forbidden' | 'full' | 'broken'

/** Error codes of the system, by what they come to. */
const TROUBLES: Readonly<Record<string, DiskTrouble>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ELOOP: 'loop',
  ENAMETOOLONG: 'long-name',
  EISDIR: 'folder',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'forbidden',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'broken',
  EBUSY: 'broken',
  ENXIO: 'broken',
}

type Sentence = (name: string, folder: string) => Failed

const missing: Sentence = (name) =>
  fail('not-found', `"${name}" is not there.`, 'Check the name and the folder, and try again.')

const loop: Sentence = (name) => fail('not-found', `"${name}" is a link that leads to itself.`, 'Choose another file.')

const longName: Sentence = (name) =>
  fail('not-permitted', `The name "${name}" is too long for the disk.`, 'Choose a shorter name.')

const isFolder = (name: string, action: string): Failed => fail('not-a-file', `"${name}" is a folder.`, action)

/** What happened and what to do about it, for each trouble and use. */
const SENTENCES: Readonly<Record<DiskTrouble, Readonly<Record<DiskUse, Sentence>>>> = {
  missing: {
    read: missing,
    project: missing,
    write: (_, folder) => fail('not-found', `There is no folder "${folder}".`, 'Choose a folder that is there.'),
  },
  loop: { read: loop, project: loop, write: loop },
  'long-name': { read: missing, project: longName, write: longName },
  folder: {
    read: (name) => isFolder(name, 'Choose the files in it.'),
    project: (name) => isFolder(name, 'Choose a project file.'),
    write: (name) => isFolder(name, 'Choose a file name.'),
  },
  forbidden: {
    read: (name) =>
      fail('not-permitted', `You may not read "${name}".`, 'Ask for the permission to read it, and try again.'),
    project: (name) =>
      fail(
        'not-permitted',
        `You may not read or write "${name}".`,
        'Ask for the permission, or choose another folder.',
      ),
    write: (name, folder) =>
      fail('not-permitted', `You may not write "${name}" in "${folder}".`, 'Choose another folder.'),
  },
  full: {
    read: (name) => fail('disk-full', `There is no space left to read "${name}".`, 'Free some space and try again.'),
    project: (name) =>
      fail(
        'disk-full',
        `There is no space left on the disk that holds "${name}".`,
        'Free some space and try again. What was saved before is safe.',
      ),
    write: (name) => fail('disk-full', `There is no space left for "${name}".`, 'Free some space and try again.'),
  },
  broken: {
    read: (name) =>
      fail('disk-error', `"${name}" could not be read.`, 'Check that the disk is connected and try again.'),
    project: (name) =>
      fail(
        'disk-error',
        `The disk that holds "${name}" could not be read or written.`,
        'Check that the disk is connected and try again. What was saved before is safe.',
      ),
    write: (name) =>
      fail('disk-error', `"${name}" could not be written.`, 'Check that the disk is connected and try again.'),
  },
}

/** The failure for a trouble that is known; `detail` is for whoever looks into it. */
export function troubleFailure(trouble: DiskTrouble, path: string, use: DiskUse, detail?: string): Failed {
  const { ok, failure } = SENTENCES[trouble][use](basename(path), dirname(path))
  return { ok, failure: detail === undefined ? failure : { ...failure, details: [detail] } }
}

/** The trouble that an error of the system reports; null for any other error. Unknown codes of the system are `broken`. */
export function diskTrouble(error: unknown): DiskTrouble | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return TROUBLES[error.code] ?? ('syscall' in error ? 'broken' : null)
}

/** What an error of the system means for a file, as a failure that names it; null where the error is none of the system. */
export function diskFailure(error: unknown, path: string, use: DiskUse): Failed | null {
  const trouble = diskTrouble(error)
  if (trouble === null || !(error instanceof Error)) return null
  // Some folders are there and take no files (/proc), which the system reports as if they were missing.
  const refused = trouble === 'missing' && use === 'write' && existsSync(dirname(path))
  return troubleFailure(refused ? 'forbidden' : trouble, path, use, trouble === 'broken' ? error.message : undefined)
}

/** {@link diskFailure}, which throws any other error on: a mistake of the program. */
export function diskFailureOrThrow(error: unknown, path: string, use: DiskUse): Failed {
  const failure = diskFailure(error, path, use)
  if (!failure) throw error
  return failure
}
