import { type Entry, getFileNameLowLevel, validateFileName } from 'yauzl'
import { fail, type Failed } from '../../model/value/result.ts'

/** What an archive may hold at most. What claims more, or turns out to hold more, is refused: it is a bomb or no article. */
export interface ZipLimits {
  readonly entries: number
  /** Bytes of one entry, unpacked. */
  readonly entrySize: number
  /** Bytes of all entries that are read, unpacked. */
  readonly totalSize: number
  /** Unpacked to packed size of an entry, for entries of more than a megabyte. */
  readonly ratio: number
}

const MEGABYTE = 1024 * 1024

export const ZIP_LIMITS: ZipLimits = {
  entries: 20_000,
  entrySize: 100 * MEGABYTE,
  totalSize: 1024 * MEGABYTE,
  ratio: 200,
}

const RATIO_FROM = MEGABYTE

/** More bytes cannot be written as a path on most systems, and no one names a file so. */
const LONGEST_NAME = 500

/** Files of Unix say in these bits of their mode that they are a link (PKWARE's appnote, 4.4.15). */
const UNIX = 3
const KIND_OF_FILE = 0o170000
const LINK = 0o120000

/** A file in an archive that cannot be read, whatever is asked for. */
export interface RefusedEntry {
  readonly name: string
  readonly failure: Failed['failure']
}

export const archiveTooLarge = (fileName: string, what: string): Failed =>
  fail('too-large', `"${fileName}" ${what}, so it was not unpacked.`, 'Unpack it yourself and open the files you need.')

export const archiveDamaged = (fileName: string, reason: string): Failed =>
  fail(
    'damaged-file',
    `"${fileName}" is damaged: ${reason}.`,
    'Get the file again from where it came from, or repair it with the program that made it.',
  )

export const entryDamaged = (fileName: string, name: string, reason: string): Failed =>
  fail(
    'damaged-file',
    `"${name}" in "${fileName}" is damaged: ${reason}.`,
    'Get the archive again from where it came from, or unpack it with a program that repairs archives.',
  )

const entryRefused = (fileName: string, name: string, why: string): Failed =>
  fail('not-permitted', `"${name}" in "${fileName}" ${why}.`, 'Unpack the archive yourself and open the file.')

export const locked = (fileName: string): Failed =>
  fail(
    'not-permitted',
    `"${fileName}" is encrypted: it needs a password.`,
    'Unpack it with its password and open the files in it.',
  )

/** The name of an entry, with "/" between folders. Not decoded as the library would: one bad name condemns all for it. */
export const nameOf = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string =>
  getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)

/** Why an entry is not read; null where it may be. `seen` holds the names before it. */
export function refusalOf(
  entry: Entry,
  name: string,
  fileName: string,
  limits: ZipLimits,
  seen: ReadonlySet<string>,
): Failed | null {
  const { compressedSize, uncompressedSize, versionMadeBy, externalFileAttributes, fileNameRaw } = entry
  if (fileNameRaw.length > LONGEST_NAME) {
    const short = `${name.slice(0, 40)}…${name.slice(-40)}`
    return entryRefused(fileName, short, `has a name of more than ${LONGEST_NAME} bytes`)
  }
  if (validateFileName(name) !== null) return entryRefused(fileName, name, 'has a name that leads out of the archive')
  if (versionMadeBy >> 8 === UNIX && ((externalFileAttributes >>> 16) & KIND_OF_FILE) === LINK) {
    return entryRefused(fileName, name, 'is a link to another file')
  }
  if (seen.has(name)) return entryRefused(fileName, name, 'has the same name as a file before it')
  if (entry.isEncrypted()) return locked(`${fileName}/${name}`)
  if (!entry.canDecodeFileData()) {
    return entryRefused(fileName, name, `is packed in a way that cannot be read (method ${entry.compressionMethod})`)
  }
  if (uncompressedSize > limits.entrySize) {
    return archiveTooLarge(`${fileName}/${name}`, `unpacks to more than ${megabytes(limits.entrySize)} MB`)
  }
  if (uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * limits.ratio) {
    return archiveTooLarge(`${fileName}/${name}`, `unpacks to ${limits.ratio} times its size or more`)
  }
  return null
}

export const megabytes = (bytes: number): number => Math.round(bytes / MEGABYTE)

/** The fixed part of what stands before the bytes of an entry. */
const LOCAL_HEADER = 30

/** Whether entries use the same bytes of the archive: a small file that unpacks to petabytes is made so. */
export function overlap(entries: readonly Entry[]): boolean {
  const sorted = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  return sorted.some(({ relativeOffsetOfLocalHeader: start, fileNameLength, compressedSize }, i) => {
    const next = sorted[i + 1]
    return next && start + LOCAL_HEADER + fileNameLength + compressedSize > next.relativeOffsetOfLocalHeader
  })
}
