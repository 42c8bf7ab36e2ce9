import type { Gap } from '../check.ts'
import { query, type ReadHandle, type Row } from '../../store/sqlite/sqlite.ts'

/** Name of the column in which {@link rowsOf} gives the number of a row. */
export const ROW_NUMBER = 'row_number'

/** Steps beyond this pass every row that a file can hold. */
const FARTHEST = 2 ** 40

/**
 * The rows of a table in the order of their numbers, read from the table itself and from no index. Where pages cannot be
 * read it goes on behind them, as near as it can get, and tells of the gap.
 * @param columns A list for SELECT.
 * @param behind Number of the row after which to begin.
 */
export function* rowsOf(
  db: ReadHandle,
  table: string,
  columns: string,
  onGap: (gap: Gap) => void,
  behind = 0,
): Generator<Row, void> {
  const from = query(
    `doctor-${table}`,
    `SELECT rowid AS ${ROW_NUMBER}, ${columns} FROM ${table} WHERE rowid > ? ORDER BY rowid`,
  )
  const nextOne = query(`doctor-next-${table}`, `${from.sql} LIMIT 1`)
  let last = behind
  for (;;) {
    let why: string
    try {
      for (const row of db.iterate(from, last)) {
        const number = Number(row[ROW_NUMBER])
        // In a broken tree rows may come round again.
        if (number <= last) throw new Error('Its rows are not in order.')
        last = number
        yield row
      }
      return
    } catch (error) {
      why = error instanceof Error ? error.message : String(error)
    }
    const next = firstBehind(db, nextOne, last)
    onGap({ table, after: last, until: next, why })
    if (next === null) return
    last = next - 1
  }
}

/** Number of the first row behind a gap that can be read; null where there is none. */
function firstBehind(db: ReadHandle, nextOne: ReturnType<typeof query>, last: number): number | null {
  const readable = (after: number): number | 'none' | 'broken' => {
    try {
      const row = db.get(nextOne, after)
      if (!row) return 'none'
      const number = Number(row[ROW_NUMBER])
      return number > after ? number : 'broken'
    } catch {
      return 'broken'
    }
  }
  let broken = last
  for (let step = 1; step <= FARTHEST; step *= 2) {
    const found = readable(last + step)
    if (found === 'none') return null
    if (found === 'broken') {
      broken = last + step
      continue
    }
    // Between the last place that was broken and this one: nearer, if something there can be read.
    let nearest = found
    let low = broken
    let high = last + step
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      const nearer = readable(middle)
      if (typeof nearer === 'number') {
        nearest = nearer
        high = middle
      } else low = middle
    }
    return nearest
  }
  return null
}
