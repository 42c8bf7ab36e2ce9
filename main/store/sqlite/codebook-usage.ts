import type { Annotation } from '../../../model/record/annotation.ts'
import type { LinkedRelation, PartPage } from '../../../model/codebook/part-page.ts'
import type { PartRef } from '../../../model/codebook/codebook-part.ts'
import { type AttributePath, type CodebookUsage, MOST_VALUES } from '../../../model/codebook/codebook-usage.ts'
import { numberColumn, textColumn } from './columns.ts'
import { ATTRIBUTES, PACKED } from './annotations.ts'
import { readRecord } from './read-records.ts'
import { PACKED_RELATION } from './relations.ts'
import { query, type ReadHandle, type Row } from './sqlite.ts'

/* What annotations and relations of all articles use of the codebook, and those that hold some part of it. */

const byType = query(
  'usage-of-types',
  'SELECT type, count(*) AS number, count(*) FILTER (WHERE start < 0) AS whole FROM annotations GROUP BY type',
)
const byAttribute = query(
  'usage-of-attributes',
  `SELECT annotations.type AS type, attribute.key AS attribute, count(*) AS number
   FROM annotations, ${ATTRIBUTES} AS attribute GROUP BY 1, 2`,
)
// Only of the attributes in the list: free texts are as many as there are annotations.
const byValue = query(
  'usage-of-values',
  `SELECT type, attribute, value, number FROM (
     SELECT *, row_number() OVER (PARTITION BY type, attribute ORDER BY number DESC, value) AS place FROM (
       SELECT annotations.type AS type, attribute.key AS attribute, attribute.atom AS value, count(*) AS number
       FROM annotations, ${ATTRIBUTES} AS attribute
       WHERE (annotations.type, attribute.key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))
       GROUP BY 1, 2, 3))
   WHERE place <= ?2 ORDER BY type, attribute, place`,
)
const byRole = query(
  'usage-of-roles',
  `SELECT source.type AS type, relations.role AS role, target.type AS target, count(*) AS number
   FROM relations JOIN annotations AS source ON source.id = relations.source
   LEFT JOIN annotations AS target ON target.id = relations.target_annotation GROUP BY 1, 2, 3`,
)

/** Counts over all articles; values only of the attributes named. Damaged rows, which cannot be read, do not count. */
export function codebookUsage(db: ReadHandle, valuesOf: readonly AttributePath[]): CodebookUsage {
  const counted = (rows: readonly Row[], ...texts: readonly string[]): readonly Row[] =>
    rows.filter((row) => texts.every((name) => typeof row[name] === 'string'))
  return {
    types: counted(db.all(byType), 'type').map((row) => ({
      type: textColumn(row, 'type'),
      count: numberColumn(row, 'number'),
      whole: numberColumn(row, 'whole'),
    })),
    attributes: counted(db.all(byAttribute), 'type', 'attribute').map((row) => ({
      type: textColumn(row, 'type'),
      attribute: textColumn(row, 'attribute'),
      count: numberColumn(row, 'number'),
    })),
    values: counted(db.all(byValue, JSON.stringify(valuesOf), MOST_VALUES + 1), 'type', 'attribute', 'value').map(
      (row) => ({
        type: textColumn(row, 'type'),
        attribute: textColumn(row, 'attribute'),
        value: textColumn(row, 'value'),
        count: numberColumn(row, 'number'),
      }),
    ),
    roles: counted(db.all(byRole), 'type', 'role').map((row) => ({
      type: textColumn(row, 'type'),
      role: textColumn(row, 'role'),
      target: typeof row['target'] === 'string' ? row['target'] : null,
      count: numberColumn(row, 'number'),
    })),
  }
}

// Pages go on after an id, so that all of them together read the table once. A part is [type, attribute?, value?].
const holders = query(
  'annotations-with-parts',
  `SELECT id, ${PACKED} FROM annotations
   WHERE id > ?1 AND EXISTS (
     SELECT 1 FROM json_each(?2) AS part
     WHERE part.value ->> 0 = annotations.type AND (part.value ->> 1 IS NULL OR EXISTS (
       SELECT 1 FROM ${ATTRIBUTES} AS attribute
       WHERE attribute.key = part.value ->> 1 AND coalesce(part.value ->> 2, attribute.atom) = attribute.atom)))
   ORDER BY id LIMIT ?3`,
)
// CROSS JOIN keeps the order of the tables: relations by their id, then the source of each.
const linked = query(
  'relations-with-roles',
  `SELECT annotations.type AS source_type, relations.id AS id, ${PACKED_RELATION}
   FROM relations CROSS JOIN annotations ON annotations.id = relations.source
   WHERE relations.id > ?1 AND EXISTS (
     SELECT 1 FROM json_each(?2) AS part
     WHERE part.value ->> 0 = annotations.type AND part.value ->> 1 = relations.role)
   ORDER BY relations.id LIMIT ?3`,
)

/** A part as the queries take it; nothing for a role, which annotations do not hold. */
function pathOf(part: PartRef): readonly string[] | null {
  switch (part.kind) {
    case 'type':
      return [part.type]
    case 'attribute':
      return [part.type, part.attribute]
    case 'value':
      return [part.type, part.attribute, part.value]
    case 'role':
      return null
  }
}

/** A page goes on after the last of its rows, whether that can be read or not, and is the last one where it is not full. */
function partPage<T>(rows: readonly Row[], limit: number, read: (row: Row) => T | null): PartPage<T> {
  const last = rows.length < limit ? undefined : rows[rows.length - 1]
  const items = rows.map(read).filter((item) => item !== null)
  return { items, next: last ? textColumn(last, 'id') : null }
}

/** Annotations of all articles that hold any of the parts, by id, after an id ('' for the first page). */
export function annotationsWithParts(
  db: ReadHandle,
  parts: readonly PartRef[],
  after: string,
  limit: number,
): PartPage<Annotation> {
  const paths = parts.map(pathOf).filter((path) => path !== null)
  if (paths.length === 0) return { items: [], next: null }
  const rows = db.all(holders, after, JSON.stringify(paths), limit)
  return partPage(rows, limit, (row) => readRecord(db, 'annotation', row))
}

/** Relations of any of the roles, each with the annotation type of its source, by id, after an id. */
export function relationsWithRoles(
  db: ReadHandle,
  parts: readonly PartRef[],
  after: string,
  limit: number,
): PartPage<LinkedRelation> {
  const paths = parts.flatMap((part) => (part.kind === 'role' ? [[part.type, part.role]] : []))
  if (paths.length === 0) return { items: [], next: null }
  const rows = db.all(linked, after, JSON.stringify(paths), limit)
  return partPage(rows, limit, (row) => {
    const relation = readRecord(db, 'relation', row)
    return relation && ([textColumn(row, 'source_type'), relation] as const)
  })
}

/** The queries whose plan matters, for the test that looks at it. */
export const PAGED_QUERIES = { holders, linked }
