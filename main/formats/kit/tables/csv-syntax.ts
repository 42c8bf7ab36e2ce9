import { stringify } from 'csv-stringify/sync'

/**
 * Options of csv-parse for the tables of a dataset. Edited files may have line ends of both kinds, of which the library
 * would expect only the first that it finds; and editors leave out empty cells at the end of a row.
 */
export const CSV_READING = { record_delimiter: ['\r\n', '\n'], relax_column_count: true }

const WRITING = { record_delimiter: '\r\n', quote_record_delimiter: true }

/** A row and its line end, as RFC 4180 has them. Cells that are null or "" are empty, without quotes. */
export const csvRow = (cells: readonly (string | number | null)[]): string => stringify([cells], WRITING)
