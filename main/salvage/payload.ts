import type { PageFile } from './page-file.ts'
import type { Cell } from './pages/tree-page.ts'

/** The bytes of a row. */
export interface Payload {
  readonly bytes: Buffer
  /** Whether they are all of it. Otherwise they are its beginning. */
  readonly whole: boolean
}

/**
 * Follows a row over the pages on which it goes on. A chain that leaves the file, comes back to itself or runs into a page
 * of a tree is broken: then there is only the beginning.
 * @param mayHold Whether a page can be one of such a chain.
 * @param claim Told of the pages of the chain.
 */
export function readPayload(
  file: PageFile,
  cell: Cell,
  mayHold: (page: number) => boolean,
  claim: (page: number) => void = () => undefined,
): Payload {
  if (cell.overflow === 0) return { bytes: cell.local, whole: cell.local.length === cell.size }
  const { usable } = file.layout
  const parts: Buffer[] = [cell.local]
  let missing = cell.size - cell.local.length
  // A size that the file has no room for is a damaged one.
  let next = missing <= file.count * usable ? cell.overflow : 0
  const seen = new Set<number>()
  while (missing > 0 && next > 1 && !seen.has(next) && mayHold(next)) {
    const page = file.read(next)
    if (!page) break
    seen.add(next)
    claim(next)
    const part = page.subarray(4, 4 + Math.min(missing, usable - 4))
    parts.push(part)
    missing -= part.length
    next = page.readUInt32BE(0)
  }
  return { bytes: Buffer.concat(parts), whole: missing === 0 }
}
