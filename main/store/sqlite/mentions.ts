import type { Annotation } from '../../../model/record/annotation.ts'
import type { PlacePage, PointerCount } from '../project-store.ts'
import { numberColumn } from './columns.ts'
import { ATTRIBUTES, PACKED, placePage } from './annotations.ts'
import { recordsOf } from './read-records.ts'
import { query, type ReadHandle, type Row } from './sqlite.ts'

/* Annotations that mention an entry of the register, in all articles. */

/** The attribute that the index annotations_by_entity knows. */
const INDEXED = 'entity'

const ENTRY = "attributes ->> '$.entity'"
const READING_ORDER = 'ORDER BY article, start, "end" DESC, id'

export const mentionPage = query(
  'mentions-of-entity',
  `SELECT ${PACKED} FROM annotations WHERE ${ENTRY} = ? ${READING_ORDER} LIMIT ? OFFSET ?`,
)
export const mentionsOfMany = query(
  'mentions-of-entities',
  `SELECT ${PACKED} FROM annotations WHERE ${ENTRY} IN (SELECT value FROM json_each(?)) ${READING_ORDER}`,
)
export const mentionCounts = query(
  'count-mentions',
  `SELECT ${ENTRY} AS entity, count(*) AS number, max(updated_at) AS last FROM annotations
   WHERE ${ENTRY} IS NOT NULL GROUP BY ${ENTRY}`,
)

// A codebook may have such attributes by other names. No index can know them; reading 100,000 annotations takes 0.1 s.
const HOLDS = `FROM ${ATTRIBUTES} AS attribute
   WHERE attribute.key IN (SELECT value FROM json_each(?1)) AND attribute.value IN (SELECT value FROM json_each(?2))`
const anyMentionPage = query(
  'mentions-of-entity-by-any-attribute',
  `SELECT ${PACKED} FROM annotations WHERE EXISTS (SELECT 1 ${HOLDS}) ${READING_ORDER} LIMIT ?3 OFFSET ?4`,
)
const anyMentionCounts = query(
  'count-mentions-by-any-attribute',
  `SELECT attribute.value AS entity, count(DISTINCT annotations.id) AS number, max(updated_at) AS last
   FROM annotations, ${ATTRIBUTES} AS attribute
   WHERE attribute.key IN (SELECT value FROM json_each(?)) GROUP BY attribute.value`,
)
const relationCounts = query(
  'count-relations-to-entities',
  `SELECT target_entity AS entity, count(*) AS number, max(updated_at) AS last FROM relations
   WHERE target_entity IS NOT NULL GROUP BY target_entity`,
)
/** Whether the index answers for all of these attributes. */
const isIndexed = (attributes: readonly string[]): boolean => attributes.every((id) => id === INDEXED)

/** Mentions of an entry in reading order, article by article, by their place from `offset` on. */
export function mentionsFrom(
  db: ReadHandle,
  entity: string,
  attributes: readonly string[],
  offset: number,
  limit: number,
): PlacePage<Annotation> {
  const rows = isIndexed(attributes)
    ? db.all(mentionPage, entity, limit, offset)
    : db.all(anyMentionPage, JSON.stringify(attributes), JSON.stringify([entity]), limit, offset)
  return placePage(db, rows, offset, limit)
}

/** All annotations that mention one of some entries. */
export function mentionsOf(db: ReadHandle, entities: readonly string[], attributes: readonly string[]): Annotation[] {
  return isIndexed(attributes)
    ? recordsOf(db, 'annotation', mentionsOfMany, JSON.stringify(entities))
    : recordsOf(db, 'annotation', anyMentionPage, JSON.stringify(attributes), JSON.stringify(entities), -1, 0)
}

/** What names no entity with a text is damaged, and cannot be read either. */
const countsOf = (rows: readonly Row[]): PointerCount[] =>
  rows.flatMap(({ entity, last, ...row }) =>
    typeof entity === 'string'
      ? [{ entity, number: numberColumn(row, 'number'), last: typeof last === 'string' ? last : null }]
      : [],
  )

export const countMentions = (db: ReadHandle, attributes: readonly string[]): PointerCount[] =>
  countsOf(isIndexed(attributes) ? db.all(mentionCounts) : db.all(anyMentionCounts, JSON.stringify(attributes)))

export const countRelationsToEntities = (db: ReadHandle): PointerCount[] => countsOf(db.all(relationCounts))
