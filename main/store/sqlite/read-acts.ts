import { ORIGINS } from '../../../model/change/change.ts'
import type { PastAct, PastActs } from '../../../model/past/past-act.ts'
import { numberColumn, textColumn } from './columns.ts'
import { query, type ReadHandle, type Row } from './sqlite.ts'
import { TABLES } from './tables.ts'

const linesBefore = query(
  'lines-before',
  'SELECT sequence, origin, annotator, at, title FROM change_log WHERE sequence < ? ORDER BY sequence DESC',
)

/** Lines of one act: an import writes many at one time. */
const isSameAct = (a: Row, b: Row): boolean => a.origin === 'import' && a.at === b.at && a.annotator === b.annotator

/** The acts of a project before a line of its log, the last one first. No change is read for them. */
export function readActs(db: ReadHandle, before: number, limit: number): PastActs {
  const names = new Map([...TABLES.annotator.all(db)].map(({ id, name }) => [id, name]))
  const acts: PastAct[] = []
  let last: Row | null = null
  for (const row of db.iterate(linesBefore, before)) {
    const known = last
    last = row
    if (known && row.origin === known.origin && isSameAct(row, known)) continue
    if (acts.length === limit) return { acts, next: numberColumn(row, 'sequence') + 1 }
    const annotator = textColumn(row, 'annotator')
    acts.push({
      line: numberColumn(row, 'sequence'),
      at: textColumn(row, 'at'),
      title: textColumn(row, 'title'),
      by: names.get(annotator) ?? annotator,
      origin: ORIGINS.find((origin) => origin === row.origin) ?? 'user',
    })
  }
  return { acts, next: null }
}
