import { closeSync, openSync, readSync } from 'node:fs'

/*
 * SQLite reads the whole schema of a file before it runs the first statement, and a hundred thousand rows take it half a
 * minute in which nothing can stop it. So the schema's pages are looked at before SQLite sees the file: see
 * https://www.sqlite.org/fileformat2.html, sections 1.3 (header) and 1.6 (b-tree pages).
 */

/** Rows and bytes a row that a schema may have; ours has fewer than a hundred rows of at most 2 kB. */
const MOST_ROWS = 1_000
const LONGEST_ROW = 100_000

const MAGIC = 'SQLite format 3\0'
const HEADER = 100
const INTERIOR = 0x05
const LEAF = 0x0d

/**
 * Whether the schema of a file has more rows, or longer ones, than any schema of ours. False as well for what is no
 * sound SQLite file: that is for SQLite to say. Throws what the file system throws.
 */
export function hasHugeSchema(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER)
    if (readSync(file, header, 0, HEADER, 0) < HEADER || header.toString('latin1', 0, 16) !== MAGIC) return false
    // 1 stands for 65,536, which two bytes do not hold.
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
    if (pageSize < 512) return false
    return walk(file, pageSize)
  } finally {
    closeSync(file)
  }
}

function walk(file: number, pageSize: number): boolean {
  const page = Buffer.alloc(pageSize)
  const waiting = [1]
  let rows = 0
  // A page cannot be empty, so there are never more of them than rows, and a circle ends here, too.
  for (let pages = 0; waiting.length > 0; pages++) {
    const number = waiting.pop() ?? 1
    if (pages > MOST_ROWS) return true
    if (number < 1 || readSync(file, page, 0, pageSize, (number - 1) * pageSize) < pageSize) return false
    const start = number === 1 ? HEADER : 0
    const kind = page[start]
    if (kind !== LEAF && kind !== INTERIOR) return false
    const cells = page.readUInt16BE(start + 3)
    const pointers = start + (kind === LEAF ? 8 : 12)
    if (pointers + 2 * cells > pageSize) return false
    const places = Array.from({ length: cells }, (_, i) => page.readUInt16BE(pointers + 2 * i))
    if (kind === LEAF) {
      rows += cells
      if (rows > MOST_ROWS || places.some((at) => lengthAt(page, at) > LONGEST_ROW)) return true
    } else {
      waiting.push(page.readUInt32BE(start + 8))
      for (const at of places) if (at + 4 <= pageSize) waiting.push(page.readUInt32BE(at))
    }
  }
  return false
}

/** The number at a place, in SQLite's way of seven bits a byte; 0 where the page ends before it does. */
function lengthAt(page: Buffer, at: number): number {
  let value = 0
  for (let i = at; i < at + 8; i++) {
    const byte = page[i]
    if (byte === undefined) return 0
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return value
  }
  return Number.POSITIVE_INFINITY
}
