/** A page in a write-ahead log. */
export interface Frame {
  readonly page: number
  /** Offset of its content in the file. */
  readonly at: number
  /** Whether it belongs to what was committed last in this log, rather than to an older round of it. */
  readonly current: boolean
}

/** What a write-ahead log says of itself. */
export interface WalHeader {
  readonly pageSize: number
  /** Byte order of the words that checksums are made of. */
  readonly bigEndian: boolean
  readonly salt: string
  readonly sums: readonly [number, number]
}

export const WAL_HEADER = 32
export const FRAME_HEADER = 24

const MAGIC = 0x377f0682

/** Reads the header of a write-ahead log; null where it is none. Source: https://www.sqlite.org/fileformat2.html#walformat */
export function readWalHeader(bytes: Buffer): WalHeader | null {
  if (bytes.length < WAL_HEADER || (bytes.readUInt32BE(0) & 0xfffffffe) >>> 0 !== MAGIC) return null
  const bigEndian = (bytes.readUInt32BE(0) & 1) === 1
  const sums = checksum([0, 0], bytes.subarray(0, 24), bigEndian)
  if (sums[0] !== bytes.readUInt32BE(24) || sums[1] !== bytes.readUInt32BE(28)) return null
  return { pageSize: bytes.readUInt32BE(8), bigEndian, salt: bytes.toString('latin1', 16, 24), sums }
}

/** Goes on with a checksum over bytes, which come in pairs of words. */
export function checksum(
  [first, second]: readonly [number, number],
  bytes: Buffer,
  bigEndian: boolean,
): readonly [number, number] {
  let [a, b] = [first, second]
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const x = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    const y = bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)
    a = (a + x + b) >>> 0
    b = (b + y + a) >>> 0
  }
  return [a, b]
}

/**
 * The pages of a write-ahead log, in the order in which they were written. Each frame's checksum goes on from the one of
 * the frame before, so after a damaged frame the next is checked against what that one says of itself: SQLite drops
 * everything behind the damage, and most of it is sound. What was not committed is left out.
 * @param frame Header and content of a frame by its position; null beyond the end of the log.
 */
export function* soundFrames(header: WalHeader, frame: (position: number) => Buffer | null): Iterable<Frame> {
  let before = header.sums
  let waiting: Frame[] = []
  let round = header.salt
  for (let position = 0; ; position++) {
    const bytes = frame(position)
    if (!bytes) return
    const salt = bytes.toString('latin1', 8, 16)
    const stated: readonly [number, number] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
    const head = checksum(before, bytes.subarray(0, 8), header.bigEndian)
    const sums = checksum(head, bytes.subarray(FRAME_HEADER), header.bigEndian)
    before = stated
    if (sums[0] !== stated[0] || sums[1] !== stated[1]) continue
    if (salt !== round) waiting = []
    round = salt
    const at = WAL_HEADER + position * bytes.length + FRAME_HEADER
    waiting.push({ page: bytes.readUInt32BE(0), at, current: salt === header.salt })
    // The size of the database after a commit; 0 in every other frame.
    if (bytes.readUInt32BE(4) === 0) continue
    yield* waiting
    waiting = []
  }
}
