import { HEADER_LENGTH } from './file-header.ts'
import { type Cell, type Layout, readCell } from './tree-page.ts'
import { decodeRow, type RowValues } from './row-values.ts'

/** A row between what a page uses, and as much of it as is in the page. */
export interface SlackRow {
  readonly cell: Cell
  readonly row: RowValues
}

/** Rows of ours have at least so many columns. */
const FEWEST_COLUMNS = 2

/**
 * What looks like a row in the part of a page that is not in use. When a table grows, rows move to other pages, and what
 * was there stays until something is written over it: the root of every table that has outgrown one page still holds its
 * first rows.
 */
export function* slackRows(page: Buffer, number: number, layout: Layout): Iterable<SlackRow> {
  const start = number === 1 ? HEADER_LENGTH : 0
  const isInterior = page[start] === 2 || page[start] === 5
  const pointers = start + (isInterior ? 12 : 8)
  const from = pointers + page.readUInt16BE(start + 3) * 2
  const stored = page.readUInt16BE(start + 5)
  const to = Math.min(stored === 0 ? 65536 : stored, layout.usable)
  for (let at = from; at < to; at++) {
    const cell = readCell(page, at, true, layout)
    const row = cell && decodeRow(cell.local)
    if (!row || row.columns < FEWEST_COLUMNS || row.values.length === 0) continue
    yield { cell, row }
  }
}
