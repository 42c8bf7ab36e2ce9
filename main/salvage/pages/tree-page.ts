import { HEADER_LENGTH } from './file-header.ts'
import { readVarint } from './varint.ts'

/** What a page of a tree is. */
export type PageKind = 'table-leaf' | 'table-interior' | 'index-leaf' | 'index-interior'

const KINDS: Readonly<Record<number, PageKind>> = {
  2: 'index-interior',
  5: 'table-interior',
  10: 'index-leaf',
  13: 'table-leaf',
}

/** A row, or an entry of an index, as its page holds it. */
export interface Cell {
  /** Row number; null in an index. */
  readonly rowid: number | null
  /** Bytes of the whole row. */
  readonly size: number
  /** Those of them that are in the page. */
  readonly local: Buffer
  /** The page on which it goes on; 0 where it is all here. */
  readonly overflow: number
}

/** A page of a tree. */
export interface TreePage {
  readonly kind: PageKind
  /** Pages below it, in order, the last one included. */
  readonly children: readonly number[]
  readonly cells: readonly Cell[]
  /** Cells that the page names and that cannot be cells. */
  readonly broken: number
}

/** How pages are laid out. `usable`: bytes of a page without the reserved ones. */
export interface Layout {
  readonly pageSize: number
  readonly usable: number
}

/**
 * Decodes a page of a table or an index; null where it is none. A cell that cannot be read does not hide the others.
 * Source: https://www.sqlite.org/fileformat2.html#b_tree_pages
 * @param number Counts from 1. The first page begins with the header of the file.
 */
export function readTreePage(page: Buffer, number: number, layout: Layout): TreePage | null {
  const start = number === 1 ? HEADER_LENGTH : 0
  const kind = KINDS[page[start] ?? 0]
  if (!kind || page.length < start + 12) return null
  const isInterior = kind.endsWith('interior')
  const count = page.readUInt16BE(start + 3)
  const pointers = start + (isInterior ? 12 : 8)
  if (pointers + count * 2 > layout.usable) return null
  const children: number[] = []
  const cells: Cell[] = []
  let broken = 0
  for (let i = 0; i < count; i++) {
    const at = page.readUInt16BE(pointers + i * 2)
    const inside = at >= pointers + count * 2 && at + 4 <= layout.usable
    if (inside && isInterior) children.push(page.readUInt32BE(at))
    if (kind === 'table-interior') {
      if (!inside) broken++
      continue
    }
    const cell = inside ? readCell(page, isInterior ? at + 4 : at, kind === 'table-leaf', layout) : null
    if (cell) cells.push(cell)
    else broken++
  }
  if (isInterior) children.push(page.readUInt32BE(start + 8))
  return { kind, children, cells, broken }
}

/** Decodes the cell at an offset of a page; null where there can be none. */
export function readCell(page: Buffer, at: number, isTable: boolean, layout: Layout): Cell | null {
  const size = readVarint(page, at)
  if (!size || size.value === 0) return null
  const key = isTable ? readVarint(page, at + size.size) : null
  if (isTable && !key) return null
  const begin = at + size.size + (key?.size ?? 0)
  const local = localBytes(size.value, isTable, layout.usable)
  const goesOn = local < size.value
  const end = begin + local
  if (end + (goesOn ? 4 : 0) > layout.usable) return null
  return {
    rowid: key?.value ?? null,
    size: size.value,
    local: page.subarray(begin, end),
    overflow: goesOn ? page.readUInt32BE(end) : 0,
  }
}

/**
 * How much of a row of a size is kept in its page.
 * Source: https://www.sqlite.org/fileformat2.html#cell_payload_overflow_pages
 */
function localBytes(size: number, isTable: boolean, usable: number): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (size <= most) return size
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((size - least) % (usable - 4))
  return fitting <= most ? fitting : least
}
