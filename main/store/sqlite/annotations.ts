import { type Annotation, hull } from '../../../model/record/annotation.ts'
import type { Span } from '../../../model/text/span.ts'
import { jsonColumn, numberColumn, textColumn } from './columns.ts'
import { columnsOf } from './record-columns.ts'
import { query, type ReadHandle, type Row } from './sqlite.ts'
import { DamagedProject } from '../damaged-project.ts'

/** An annotation as a JSON array, for a SELECT over `annotations`; {@link unpackAnnotation} reads it. */
export const PACKED = columnsOf('annotation').packed
export const unpackAnnotation = columnsOf('annotation').unpack

const READING_ORDER = 'ORDER BY article, start, "end" DESC, id'

/** Annotations read at once where all of an article are gone through. */
const BATCH = 1000

// Put together as text: json_group_array would read each JSON a second time.
const asList = (source: string): string =>
  `SELECT '[' || coalesce(group_concat(packed, ','), '') || ']' AS list FROM (${source})`

const page = query(
  'annotation-page',
  asList(`SELECT ${PACKED} AS packed FROM annotations WHERE article = ? ${READING_ORDER} LIMIT ? OFFSET ?`),
)
// Goes on after an annotation instead of counting rows, so that each batch costs the same.
const batch = query(
  'annotation-batch',
  asList(
    `SELECT ${PACKED} AS packed FROM annotations
     WHERE article = ?1 AND start >= ?2 AND (start > ?2 OR "end" < ?3 OR ("end" = ?3 AND id > ?4))
     ${READING_ORDER} LIMIT ?5`,
  ),
)
const countAll = query('count-annotations', 'SELECT count(*) AS number FROM annotations')
const countOf = query('count-annotations-of-article', 'SELECT count(*) AS number FROM annotations WHERE article = ?')
const countByType = query(
  'count-annotations-by-type',
  'SELECT article, type, count(*) AS number FROM annotations GROUP BY article, type',
)
const attributeKeys = query(
  'attributes-in-use',
  `SELECT DISTINCT annotations.type AS type, attribute.key AS key
   FROM annotations, json_each(annotations.attributes) AS attribute ORDER BY 1, 2`,
)
const typesAtPlace = query(
  'types-at-place',
  `SELECT type FROM annotations
   WHERE article = ? AND start = ? AND "end" = ? AND json_array_length(fragments) = 1 ORDER BY id`,
)
function unpackList(row: Row | undefined): Annotation[] {
  const list = jsonColumn(row ?? {}, 'list')
  if (!Array.isArray(list)) throw new DamagedProject('Annotations should come as a list.')
  return list.map(unpackAnnotation)
}

/** Annotations of an article by their place in reading order, from `offset` on. Rows before it cost an index step each. */
export const annotationsFrom = (db: ReadHandle, article: string, offset: number, limit: number): Annotation[] =>
  unpackList(db.get(page, article, limit, offset))

/** All annotations of an article in reading order; memory holds a thousand at a time. */
export function* annotationsOf(db: ReadHandle, article: string): IterableIterator<Annotation> {
  let last = { start: -1, end: Number.MAX_SAFE_INTEGER, id: '' }
  for (;;) {
    const annotations = unpackList(db.get(batch, article, last.start, last.end, last.id, BATCH))
    yield* annotations
    const final = annotations[BATCH - 1]
    if (!final) return
    last = { ...hull(final), id: final.id }
  }
}

export const annotationCount = (db: ReadHandle, article?: string): number =>
  numberColumn((article === undefined ? db.get(countAll) : db.get(countOf, article)) ?? {}, 'number')

/** article id → annotation type id → number */
export function annotationCounts(db: ReadHandle): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const row of db.all(countByType)) {
    const article = textColumn(row, 'article')
    counts[article] = { ...counts[article], [textColumn(row, 'type')]: numberColumn(row, 'number') }
  }
  return counts
}

/** Annotation type → the attributes that its annotations have. */
export function attributesInUse(db: ReadHandle): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const row of db.all(attributeKeys)) {
    const type = textColumn(row, 'type')
    found.set(type, [...(found.get(type) ?? []), textColumn(row, 'key')])
  }
  return found
}

/** Types of the annotations that cover exactly a span, with a single fragment. */
export const typesAt = (db: ReadHandle, article: string, { start, end }: Span): string[] =>
  db.all(typesAtPlace, article, start, end).map((row) => textColumn(row, 'type'))
