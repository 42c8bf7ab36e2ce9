/** What salvaging needs of the first 100 bytes of a database; null for what they do not say. */
export interface FileHeader {
  readonly pageSize: number | null
  /** Bytes at the end of each page that are not in use. */
  readonly reserved: number
  /** First page of the list of free pages; 0 where there is none. */
  readonly freeList: number
}

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')
export const HEADER_LENGTH = 100

/** Page sizes from the most likely on: 4,096 is what SQLite takes by itself. */
const PAGE_SIZES = [4096, 8192, 16384, 32768, 65536, 2048, 1024, 512]

const isPageSize = (size: number): boolean => PAGE_SIZES.includes(size)

/**
 * Reads the header of a database file, as far as it can be believed.
 * Source: https://www.sqlite.org/fileformat2.html#the_database_header
 */
export function readHeader(bytes: Buffer): FileHeader {
  if (bytes.length < HEADER_LENGTH || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    return { pageSize: null, reserved: 0, freeList: 0 }
  }
  const stored = bytes.readUInt16BE(16)
  const pageSize = stored === 1 ? 65536 : stored
  // This program reserves nothing; more than a cipher's tag is a damaged byte.
  const reserved = bytes.readUInt8(20)
  return {
    pageSize: isPageSize(pageSize) ? pageSize : null,
    reserved: reserved <= 64 ? reserved : 0,
    freeList: bytes.readUInt32BE(32),
  }
}

/**
 * The page size of a file whose header does not say it: the one at whose multiples most pages of tables and indexes
 * begin.
 * @param byteAt The byte at an offset of the file; undefined beyond its end.
 */
export function guessPageSize(length: number, byteAt: (offset: number) => number | undefined): number {
  const score = (size: number): number => {
    const pages = Math.floor(length / size)
    const step = Math.max(1, Math.floor(pages / 512))
    let looked = 0
    let hits = 0
    for (let page = 1; page < pages; page += step) {
      looked++
      if (isTreePage(byteAt, page * size, size)) hits++
    }
    return looked === 0 ? 0 : hits / looked
  }
  let best = PAGE_SIZES[0] ?? 4096
  let most = score(best)
  for (const size of PAGE_SIZES.slice(1)) {
    // Every page of 8,192 bytes begins where one of 4,096 could: the smaller one must be clearly worse to lose.
    const own = score(size)
    if (own > most * 1.2) [best, most] = [size, own]
  }
  return best
}

/** Whether what begins at an offset looks like the header of a leaf, of a table or an index. */
function isTreePage(byteAt: (offset: number) => number | undefined, at: number, size: number): boolean {
  const type = byteAt(at)
  if (type !== 0x0d && type !== 0x0a) return false
  const word = (offset: number): number => (byteAt(at + offset) ?? 0) * 256 + (byteAt(at + offset + 1) ?? 0)
  const cells = word(3)
  const content = word(5)
  return cells > 0 && cells * 4 < size && content >= 8 + cells * 2 && content < size
}
