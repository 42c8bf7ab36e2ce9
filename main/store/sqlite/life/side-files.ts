import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { type Failed, fail } from '../../../../model/value/result.ts'
import { type FileHeader, HEADER_LENGTH, isOurs, parseHeader, readAt, withFile } from './file-header.ts'

/*
 * Changes that are not in a project yet lie beside it: in the write-ahead log, or, after a kill under an older version of
 * the program, in a rollback journal with what has to be put back. SQLite takes in whatever has the right name. A file that
 * was put in the project's place after a kill (a backup) would be mixed with what belongs to the one before and be damaged.
 *
 * Every log of ours begins with the project's first page, and the counter in it is one more than in the project that the log
 * was begun for; see `write-ahead-log.ts`. A checkpoint that was cut off leaves a counter of the log itself in the project.
 */

/** What SQLite puts beside a project. */
export const SIDE_FILES = ['-wal', '-shm', '-journal'] as const

const WAL_HEADER = 32
const FRAME_HEADER = 24
const JOURNAL_MAGIC = Buffer.from('d9d505f920a163d7', 'hex')

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Whether changes lie beside a project that are not in it. */
export const hasSideFiles = (path: string): boolean => sizeOf(`${path}-wal`) > 0 || sizeOf(`${path}-journal`) > 0

/** Whether the log beside a file has the first page of one of our projects: in one just made, it may be there only. */
export const isOursByLog = (path: string): boolean =>
  firstPages(`${path}-wal`).some((header) => header !== null && isOurs(header))

/**
 * The name of a side file that was not made for the file that it lies beside; null where all were, or where nothing tells.
 * @param header Of the file; null where it has none, because it was emptied or replaced.
 */
export function strangeSideFile(path: string, header: FileHeader | null): string | null {
  if (!walFits(`${path}-wal`, header)) return `${basename(path)}-wal`
  if (!journalFits(`${path}-journal`, header)) return `${basename(path)}-journal`
  return null
}

/** Says that side files and the project do not belong together. */
export const strangeSideFiles = (path: string, name: string): Failed =>
  fail(
    'side-files',
    `"${basename(path)}" was replaced or written over while changes lay beside it: "${name}" belongs to the file that was there before.`,
    `To open the file as it is now, move "${name}" into another folder first. To have the changes that are in it, put the former file back under this name, then open it.`,
    [name],
  )

/** Whether a log was begun for the file with a header; true as well where there is nothing in it or nothing to tell it by. */
export function walFits(wal: string, header: FileHeader | null): boolean {
  const pages = firstPages(wal)
  const first = pages[0]
  // The log of another program may begin with any page.
  if (first === undefined || first === null) return true
  if (header === null) return false
  const last = pages.reduce((highest, page) => Math.max(highest, page?.counter ?? highest), Number.NEGATIVE_INFINITY)
  return header.counter >= first.counter - 1 && header.counter <= last
}

/**
 * The versions of the project's first page in a log, as their headers; null first where the log begins with another page.
 * Nothing where the log is empty, or where its first frame is not whole, so that SQLite will not read it either.
 */
function firstPages(wal: string): (FileHeader | null)[] {
  const size = sizeOf(wal)
  if (size <= WAL_HEADER + FRAME_HEADER) return []
  return withFile(wal, (file) => {
    const head = readAt(file, 0, WAL_HEADER)
    const magic = head.readUInt32BE(0)
    const pageSize = head.readUInt32BE(8)
    if ((magic & ~1) !== 0x377f0682 || pageSize < 512 || pageSize > 65_536) return []
    const frameSize = FRAME_HEADER + pageSize
    const bigEndian = (magic & 1) === 1
    const first = readAt(file, WAL_HEADER, frameSize)
    const sums = checksum(head.subarray(0, 24), [0, 0], bigEndian)
    if (!isSum(sums, head, 24) || first.length < frameSize) return []
    const upToHeader = checksum(first.subarray(0, 8), sums, bigEndian)
    if (!isSum(checksum(first.subarray(FRAME_HEADER), upToHeader, bigEndian), first, 16)) return []
    const salts = head.subarray(16, 24)
    const found: (FileHeader | null)[] = first.readUInt32BE(0) === 1 ? [] : [null]
    for (let at = WAL_HEADER; at + frameSize <= size; at += frameSize) {
      const frame = readAt(file, at, FRAME_HEADER + HEADER_LENGTH + 8)
      // Frames of an earlier time have other salts; they come last.
      if (!frame.subarray(8, 16).equals(salts)) break
      if (frame.readUInt32BE(0) === 1) found.push(parseHeader(frame.subarray(FRAME_HEADER)))
    }
    return found
  })
}

type Sums = readonly [number, number]

const isSum = ([a, b]: Sums, bytes: Buffer, at: number): boolean =>
  bytes.readUInt32BE(at) === a && bytes.readUInt32BE(at + 4) === b

/** https://www.sqlite.org/fileformat2.html, section 4.2 */
function checksum(bytes: Buffer, [from0, from1]: Sums, bigEndian: boolean): Sums {
  let [s0, s1] = [from0, from1]
  const word = (at: number): number => (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at))
  for (let at = 0; at < bytes.length; at += 8) {
    s0 = (s0 + word(at) + s1) >>> 0
    s1 = (s1 + word(at + 4) + s0) >>> 0
  }
  return [s0, s1]
}

/** Whether a rollback journal holds the first page of the file, as it was before the transaction that was cut off. */
function journalFits(journal: string, header: FileHeader | null): boolean {
  if (sizeOf(journal) < 28) return true
  return withFile(journal, (file) => {
    const head = readAt(file, 0, 28)
    if (!head.subarray(0, 8).equals(JOURNAL_MAGIC)) return true
    const [sector, pageSize] = [head.readUInt32BE(20), head.readUInt32BE(24)]
    if (sector < 28 || pageSize < 512 || pageSize > 65_536) return true
    for (let at = sector; at < sizeOf(journal); at += 4 + pageSize + 4) {
      const record = readAt(file, at, 4 + HEADER_LENGTH + 8)
      if (record.length < 4 || record.readUInt32BE(0) !== 1) continue
      const before = parseHeader(record.subarray(4))
      if (!before) return true
      return header !== null && header.counter >= before.counter && header.counter <= before.counter + 1
    }
    return true
  })
}
