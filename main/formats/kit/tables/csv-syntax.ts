import { csvFormatValue } from 'd3-dsv'

/**
 * Options of csv-parse for the tables of a dataset. Edited files may have line ends of both kinds, of which the library
 * would expect only the first that it finds; and editors leave out empty cells at the end of a row.
 */
export const CSV_READING = { record_delimiter: ['\r\n', '\n'], relax_column_count: true }

/**
 * A row and its line end, as RFC 4180 has them. Cells that are null or "" are empty, without quotes. A table has a
 * column for each attribute of each type, so most cells are empty: these never reach the library. (csv-stringify makes
 * the same rows; it takes a third of the time of an export.)
 */
export function csvRow(cells: readonly (string | number | null)[]): string {
  let row = ''
  for (const cell of cells) row += cell === null || cell === '' ? ',' : `,${csvFormatValue(String(cell))}`
  return `${row.slice(1)}\r\n`
}
