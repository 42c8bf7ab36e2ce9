/*
 * Spreadsheets run cells that begin like a formula. The guard puts an apostrophe before such a cell; because a cell that
 * begins with an apostrophe gets one too, taking one away from every cell that has one gives the first text back.
 */

const DANGEROUS = /^[=+\-@\t\r']/

export const guardCell = (cell: string): string => (DANGEROUS.test(cell) ? `'${cell}` : cell)

/** Takes {@link guardCell} back. */
export const unguardCell = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell)
