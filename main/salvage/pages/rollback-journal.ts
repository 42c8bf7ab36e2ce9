/** A page as it was before a transaction that did not end. */
export interface JournalPage {
  readonly page: number
  /** Offset of its content in the journal. */
  readonly at: number
}

const MAGIC = Buffer.from('d9d505f920a163d7', 'hex')
const HEADER = 28
/** Stands for as many records as there is room for. */
const TO_THE_END = 0xffffffff

/**
 * The pages of a rollback journal whose checksums fit: what they held before is what was saved. A journal may go on with
 * another header after each flush. Source: https://www.sqlite.org/fileformat2.html#the_rollback_journal
 * @param read Bytes of the journal from an offset on; fewer than asked for at its end.
 */
export function* journalPages(
  length: number,
  pageSize: number,
  read: (at: number, length: number) => Buffer,
): Iterable<JournalPage> {
  let at = 0
  while (at + HEADER <= length) {
    const header = read(at, HEADER)
    if (header.length < HEADER || !header.subarray(0, MAGIC.length).equals(MAGIC)) return
    const nonce = header.readUInt32BE(12)
    const sector = header.readUInt32BE(20)
    if (header.readUInt32BE(24) !== pageSize || sector < HEADER || sector > 65536) return
    const record = pageSize + 8
    const room = Math.floor((length - at - sector) / record)
    const stated = header.readUInt32BE(8)
    const count = stated === TO_THE_END ? room : Math.min(stated, room)
    at += sector
    for (let i = 0; i < count; i++, at += record) {
      const bytes = read(at, record)
      if (bytes.length < record || sumOf(bytes.subarray(4, 4 + pageSize), nonce) !== bytes.readUInt32BE(record - 4)) {
        return
      }
      yield { page: bytes.readUInt32BE(0), at: at + 4 }
    }
    // The next header begins at a whole sector.
    at = Math.ceil(at / sector) * sector
  }
}

/** Every 200th byte, from the end. */
function sumOf(page: Buffer, nonce: number): number {
  let sum = nonce
  for (let at = page.length - 200; at > 0; at -= 200) sum += page[at] ?? 0
  return sum >>> 0
}
