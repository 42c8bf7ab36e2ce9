import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parseHeader } from '../store/sqlite/life/file-header.ts'
import { strangeSideFile } from '../store/sqlite/life/side-files.ts'
import { guessPageSize, HEADER_LENGTH, readHeader } from './pages/file-header.ts'
import { journalPages } from './pages/rollback-journal.ts'
import type { Layout } from './pages/tree-page.ts'
import { FRAME_HEADER, readWalHeader, soundFrames, WAL_HEADER } from './pages/write-ahead-frames.ts'

/** A copy of a page that has been written over since, or rolled back. */
export interface OldPage {
  readonly page: number
  readonly read: () => Buffer
}

/** The pages of a database with what its side files hold. Nothing is written to any of them. */
export interface PageFile {
  readonly layout: Layout
  /** Number of the last page. */
  readonly count: number
  /** First page of the list of free pages, as far as it is known. */
  readonly freeList: number
  /** The page as it was saved last; null where there is none. The bytes are the caller's. */
  read(page: number): Buffer | null
  oldPages(): Iterable<OldPage>
  close(): void
}

interface Opened {
  readonly length: number
  read(at: number, length: number): Buffer
  close(): void
}

function open(path: string): Opened | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return {
    length: fstatSync(file).size,
    read(at, length) {
      const bytes = Buffer.allocUnsafe(length)
      let filled = 0
      while (filled < length) {
        const got = readSync(file, bytes, filled, length - filled, at + filled)
        if (got === 0) break
        filled += got
      }
      return bytes.subarray(0, filled)
    },
    close: () => closeSync(file),
  }
}

/** Opens a database and what lies beside it, however damaged. Throws errors of the disk. */
export function openPages(path: string): PageFile {
  const main = open(path)
  if (!main) throw Object.assign(new Error(`There is no ${path}`), { code: 'ENOENT' })
  const wal = open(`${path}-wal`)
  const journal = open(`${path}-journal`)
  const header = readHeader(main.read(0, HEADER_LENGTH))
  const walHeader = wal && readWalHeader(wal.read(0, WAL_HEADER))
  const pageSize = header.pageSize ?? pageSizeOf(walHeader?.pageSize) ?? guessPageSize(main.length, bytesOf(main))
  const strange = strangeSide(path, main.read(0, HEADER_LENGTH + 8))
  const newest = new Map<number, () => Buffer>()
  const old: OldPage[] = []
  // A journal holds what is to be put back; whatever it replaces was not committed.
  for (const { page, at } of journal ? journalPages(journal.length, pageSize, journal.read) : []) {
    const read = (): Buffer => (journal as Opened).read(at, pageSize)
    if (strange === '-journal') old.push({ page, read })
    else if (!newest.has(page)) newest.set(page, read)
  }
  if (wal && walHeader?.pageSize === pageSize) {
    const size = pageSize + FRAME_HEADER
    const frame = (position: number): Buffer | null => {
      const bytes = wal.read(WAL_HEADER + position * size, size)
      return bytes.length === size ? bytes : null
    }
    for (const { page, at, current } of soundFrames(walHeader, frame)) {
      const read = (): Buffer => wal.read(at, pageSize)
      const known = newest.get(page)
      if (!current || strange === '-wal') old.push({ page, read })
      else newest.set(page, read)
      if (current && known && strange !== '-wal') old.push({ page, read: known })
    }
  }
  const inMain = Math.ceil(main.length / pageSize)
  let count = inMain
  // Side files can add no more pages than they hold: a wild number must not make a loop of billions.
  const most = inMain + newest.size
  for (const page of newest.keys()) if (page <= most && page > count) count = page
  return {
    layout: { pageSize, usable: pageSize - header.reserved },
    count,
    freeList: header.freeList,
    read(page) {
      if (page < 1 || page > count) return null
      const bytes = newest.get(page)?.() ?? main.read((page - 1) * pageSize, pageSize)
      return bytes.length === 0 ? null : padded(bytes, pageSize)
    },
    *oldPages() {
      for (const page of newest.keys()) {
        if (page <= inMain) yield { page, read: () => padded(main.read((page - 1) * pageSize, pageSize), pageSize) }
      }
      yield* old
    },
    close() {
      main.close()
      wal?.close()
      journal?.close()
    },
  }
}

/** The side file that belongs to another file, which lay here before; null where there is none, or nothing to tell it by. */
function strangeSide(path: string, head: Buffer): '-wal' | '-journal' | null {
  const header = parseHeader(head)
  const name = header && strangeSideFile(path, header)
  return name === null ? null : name.endsWith('-wal') ? '-wal' : '-journal'
}

/** The last page of a file that was cut off may be half there: the rest counts as zeros. */
function padded(bytes: Buffer, size: number): Buffer {
  return bytes.length === size ? bytes : Buffer.concat([bytes, Buffer.alloc(size - bytes.length)])
}

const pageSizeOf = (size: number | undefined): number | null =>
  size !== undefined && size >= 512 && size <= 65536 && (size & (size - 1)) === 0 ? size : null

/** Single bytes of a file, read in blocks. */
function bytesOf(file: Opened): (offset: number) => number | undefined {
  let block: Buffer = Buffer.alloc(0)
  let start = -1
  return (offset) => {
    if (start < 0 || offset < start || offset >= start + block.length) {
      start = offset
      block = file.read(offset, 64)
    }
    return block[offset - start]
  }
}
