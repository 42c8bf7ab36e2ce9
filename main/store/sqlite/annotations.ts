import type { Annotation } from '../../../model/record/annotation.ts'
import type { Span } from '../../../model/text/span.ts'
import type { PlacePage } from '../project-store.ts'
import { numberColumn, textColumn } from './columns.ts'
import { eachRecord, packedColumn, readRecord } from './read-records.ts'
import { query, type ReadHandle, type Row } from './sqlite.ts'

/** An annotation, for a SELECT over `annotations`. */
export const PACKED = packedColumn('annotation', 'annotations')

/** Attributes as SQL may look into them: what is no JSON has none. */
export const ATTRIBUTES = "json_each(iif(json_valid(annotations.attributes), annotations.attributes, '{}'))"

const READING_ORDER = 'ORDER BY article, start, "end" DESC, id'

const page = query(
  'annotation-page',
  `SELECT ${PACKED} FROM annotations WHERE article = ? ${READING_ORDER} LIMIT ? OFFSET ?`,
)
const ofArticle = query(
  'annotations-of-article',
  `SELECT ${PACKED} FROM annotations WHERE article = ? ${READING_ORDER}`,
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
   FROM annotations, ${ATTRIBUTES} AS attribute ORDER BY 1, 2`,
)
const typesAtPlace = query(
  'types-at-place',
  `SELECT type FROM annotations
   WHERE article = ? AND start = ? AND "end" = ?
     AND iif(json_valid(fragments), json_array_length(fragments), 0) = 1 ORDER BY id`,
)

/** A page of rows. It is followed by another where it is full, whatever of it can be read: so pages always come to an end. */
export function placePage(db: ReadHandle, rows: readonly Row[], offset: number, limit: number): PlacePage<Annotation> {
  const items = rows.flatMap((row) => readRecord(db, 'annotation', row) ?? [])
  return { items, next: rows.length < limit ? null : offset + limit }
}

/** Annotations of an article by their place in reading order, from `offset` on. Rows before it cost an index step each. */
export const annotationsFrom = (
  db: ReadHandle,
  article: string,
  offset: number,
  limit: number,
): PlacePage<Annotation> => placePage(db, db.all(page, article, limit, offset), offset, limit)

/** All annotations of an article in reading order, one by one. */
export const annotationsOf = (db: ReadHandle, article: string): IterableIterator<Annotation> =>
  eachRecord(db, 'annotation', ofArticle, article)

export const annotationCount = (db: ReadHandle, article?: string): number =>
  numberColumn((article === undefined ? db.get(countAll) : db.get(countOf, article)) ?? {}, 'number')

/** article id → annotation type id → number */
export function annotationCounts(db: ReadHandle): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const row of db.all(countByType)) {
    const { article, type } = row
    // Rows that are damaged here cannot be read either, which is said where they are.
    if (typeof article !== 'string' || typeof type !== 'string') continue
    counts[article] = { ...counts[article], [type]: numberColumn(row, 'number') }
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
