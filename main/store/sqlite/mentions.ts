import type { Annotation } from '../../../model/record/annotation.ts'
import type { PointerCount } from '../project-store.ts'
import { jsonColumn, nullableTextColumn, numberColumn, textColumn } from './columns.ts'
import { PACKED, unpackAnnotation } from './annotations.ts'
import { query, type ReadHandle } from './sqlite.ts'

/* Annotations that mention an entry of the register, in all articles. */

/** The attribute that the index annotations_by_entity knows. */
const INDEXED = 'entity'

const ENTRY = "attributes ->> '$.entity'"
const READING_ORDER = 'ORDER BY article, start, "end" DESC, id'

export const mentionPage = query(
  'mentions-of-entity',
  `SELECT ${PACKED} AS packed FROM annotations WHERE ${ENTRY} = ? ${READING_ORDER} LIMIT ? OFFSET ?`,
)
export const mentionsOfMany = query(
  'mentions-of-entities',
  `SELECT ${PACKED} AS packed FROM annotations WHERE ${ENTRY} IN (SELECT value FROM json_each(?)) ${READING_ORDER}`,
)
export const mentionCounts = query(
  'count-mentions',
  `SELECT ${ENTRY} AS entity, count(*) AS number, max(updated_at) AS last FROM annotations
   WHERE ${ENTRY} IS NOT NULL GROUP BY ${ENTRY}`,
)

// A codebook may have such attributes by other names. No index can know them; reading 100,000 annotations takes 0.1 s.
const HOLDS = `FROM json_each(annotations.attributes) AS attribute
   WHERE attribute.key IN (SELECT value FROM json_each(?1)) AND attribute.value IN (SELECT value FROM json_each(?2))`
const anyMentionPage = query(
  'mentions-of-entity-by-any-attribute',
  `SELECT ${PACKED} AS packed FROM annotations WHERE EXISTS (SELECT 1 ${HOLDS}) ${READING_ORDER} LIMIT ?3 OFFSET ?4`,
)
const anyMentionCounts = query(
  'count-mentions-by-any-attribute',
  `SELECT attribute.value AS entity, count(DISTINCT annotations.id) AS number, max(updated_at) AS last
   FROM annotations, json_each(annotations.attributes) AS attribute
   WHERE attribute.key IN (SELECT value FROM json_each(?)) GROUP BY attribute.value`,
)
const relationCounts = query(
  'count-relations-to-entities',
  `SELECT target_entity AS entity, count(*) AS number, max(updated_at) AS last FROM relations
   WHERE target_entity IS NOT NULL GROUP BY target_entity`,
)
/** Whether the index answers for all of these attributes. */
const isIndexed = (attributes: readonly string[]): boolean => attributes.every((id) => id === INDEXED)

const unpackRows = (rows: readonly Parameters<typeof jsonColumn>[0][]): Annotation[] =>
  rows.map((row) => unpackAnnotation(jsonColumn(row, 'packed')))

/** Mentions of an entry in reading order, article by article, by their place from `offset` on. */
export function mentionsFrom(
  db: ReadHandle,
  entity: string,
  attributes: readonly string[],
  offset: number,
  limit: number,
): Annotation[] {
  return unpackRows(
    isIndexed(attributes)
      ? db.all(mentionPage, entity, limit, offset)
      : db.all(anyMentionPage, JSON.stringify(attributes), JSON.stringify([entity]), limit, offset),
  )
}

/** All annotations that mention one of some entries. */
export function mentionsOf(db: ReadHandle, entities: readonly string[], attributes: readonly string[]): Annotation[] {
  return unpackRows(
    isIndexed(attributes)
      ? db.all(mentionsOfMany, JSON.stringify(entities))
      : db.all(anyMentionPage, JSON.stringify(attributes), JSON.stringify(entities), -1, 0),
  )
}

const countsOf = (rows: readonly Parameters<typeof jsonColumn>[0][]): PointerCount[] =>
  rows.map((row) => ({
    entity: textColumn(row, 'entity'),
    number: numberColumn(row, 'number'),
    last: nullableTextColumn(row, 'last'),
  }))

export const countMentions = (db: ReadHandle, attributes: readonly string[]): PointerCount[] =>
  countsOf(isIndexed(attributes) ? db.all(mentionCounts) : db.all(anyMentionCounts, JSON.stringify(attributes)))

export const countRelationsToEntities = (db: ReadHandle): PointerCount[] => countsOf(db.all(relationCounts))
