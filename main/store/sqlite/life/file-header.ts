import { closeSync, openSync, readSync } from 'node:fs'
import { APPLICATION_ID } from '../migrate.ts'

/*
 * What a project file says of itself in its first bytes, read without SQLite: before a file is known to be ours, nothing may
 * be written to it or beside it, and SQLite would roll back whatever lies beside it.
 *
 * On POSIX systems, closing any descriptor of a file drops all locks that the process holds on it, those of SQLite, too. So
 * this is for files that no connection of this process has open: under our lock, before SQLite opens the file.
 * https://www.sqlite.org/fileformat2.html, sections 1.3 and 1.6
 */

const MAGIC = 'SQLite format 3\0'
export const HEADER_LENGTH = 100
/** With the head of the schema's page, which tells whether there is any table. */
const FIRST_BYTES = HEADER_LENGTH + 8
const LEAF = 0x0d

/** The first bytes of a SQLite file. */
export interface FileHeader {
  /** Bytes of a page. */
  readonly pageSize: number
  /** Counts the transactions that changed the first page, from a random number on: see `finish-file.ts`. */
  readonly counter: number
  /** Pages of the file, as it says. */
  readonly pages: number
  readonly applicationId: number
  /** No table was made yet. */
  readonly isBlank: boolean
}

/** The header in the first bytes of a page; null where they are no header. */
export function parseHeader(bytes: Buffer): FileHeader | null {
  if (bytes.length < FIRST_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null
  const size = bytes.readUInt16BE(16)
  return {
    // 1 stands for 65,536, which two bytes do not hold.
    pageSize: size === 1 ? 65_536 : size,
    counter: bytes.readUInt32BE(24),
    pages: bytes.readUInt32BE(28),
    applicationId: bytes.readUInt32BE(68),
    isBlank: bytes[HEADER_LENGTH] === LEAF && bytes.readUInt16BE(HEADER_LENGTH + 3) === 0,
  }
}

export const isOurs = ({ applicationId }: FileHeader): boolean => applicationId === APPLICATION_ID

/** Reads bytes of an open file; fewer where it ends. */
export function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, position))
}

/** The header of an open file. */
export const headerIn = (file: number): FileHeader | null => parseHeader(readAt(file, 0, FIRST_BYTES))

/** The header of a file that no connection of this process has open. */
export const headerOf = (path: string): FileHeader | null => withFile(path, headerIn)

/** Opens a file for looking at its bytes. Throws errors of the system. */
export function withFile<T>(path: string, work: (file: number) => T): T {
  const file = openSync(path, 'r')
  try {
    return work(file)
  } finally {
    closeSync(file)
  }
}
