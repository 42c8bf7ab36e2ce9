import type { Relation } from '../../../model/record/relation.ts'
import { numberColumn, textColumn } from './columns.ts'
import { packedColumn, recordsOf } from './read-records.ts'
import { query, type ReadHandle } from './sqlite.ts'

/** A relation, for a SELECT over `relations`. */
export const PACKED_RELATION = packedColumn('relation', 'relations')

const ofArticle = query(
  'relations-of-article',
  `SELECT ${PACKED_RELATION} FROM relations WHERE article = ? ORDER BY id`,
)
const intoArticle = query(
  'relations-into-article',
  `SELECT ${PACKED_RELATION} FROM annotations JOIN relations ON relations.target_annotation = annotations.id
   WHERE annotations.article = ?1 AND relations.article <> ?1 ORDER BY relations.id`,
)
const dangling = query(
  'dangling-relation-ids',
  `SELECT id FROM relations
   WHERE NOT EXISTS (SELECT 1 FROM annotations WHERE annotations.id = source)
      OR (target_annotation IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM annotations WHERE annotations.id = target_annotation))
      OR (target_entity IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entities WHERE entities.id = target_entity))`,
)
const countAll = query('count-relations', 'SELECT count(*) AS number FROM relations')
const countOfArticle = query('count-relations-of-article', 'SELECT count(*) AS number FROM relations WHERE article = ?')
const roles = query('roles-in-use', 'SELECT DISTINCT role FROM relations ORDER BY role')
const atAnnotation = query(
  'relations-at-annotation',
  'SELECT id FROM relations WHERE source = ?1 UNION SELECT id FROM relations WHERE target_annotation = ?1',
)
const atEntity = query('relations-at-entity', 'SELECT id FROM relations WHERE target_entity = ?')

/** Ids of relations one of whose ends is not in the project. */
export const danglingRelationIds = (db: ReadHandle): string[] =>
  db.all(dangling).map(({ id }) => (typeof id === 'string' ? id : ''))

/** Relations that belong to an article, by id. */
export const relationsOf = (db: ReadHandle, article: string): Relation[] =>
  recordsOf(db, 'relation', ofArticle, article)

/** Relations of other articles that lead to annotations of this one, by id. */
export const relationsInto = (db: ReadHandle, article: string): Relation[] =>
  recordsOf(db, 'relation', intoArticle, article)

export const relationCount = (db: ReadHandle, article?: string): number =>
  numberColumn((article === undefined ? db.get(countAll) : db.get(countOfArticle, article)) ?? {}, 'number')

export const rolesInUse = (db: ReadHandle): string[] => db.all(roles).map((row) => textColumn(row, 'role'))

/** Ids of the relations that begin or end at an annotation. */
export const relationsAtAnnotation = (db: ReadHandle, id: string): string[] =>
  db.all(atAnnotation, id).map((row) => textColumn(row, 'id'))

/** Ids of the relations that lead to an entity. */
export const relationsAtEntity = (db: ReadHandle, id: string): string[] =>
  db.all(atEntity, id).map((row) => textColumn(row, 'id'))
