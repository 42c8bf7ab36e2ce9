import type { Relation } from '../../../model/record/relation.ts'
import { numberColumn, textColumn } from './columns.ts'
import { columnsOf } from './record-columns.ts'
import { query, type ReadHandle } from './sqlite.ts'

/** The columns of a relation, for queries of other files, and how a row that has them is read. */
export const RELATION_COLUMNS = columnsOf('relation').names
export const relationOf = columnsOf('relation').read

const COLUMNS = RELATION_COLUMNS.join(', ')
const qualified = RELATION_COLUMNS.map((column) => `relations.${column}`).join(', ')

const ofArticle = query('relations-of-article', `SELECT ${COLUMNS} FROM relations WHERE article = ? ORDER BY id`)
const intoArticle = query(
  'relations-into-article',
  `SELECT ${qualified} FROM annotations JOIN relations ON relations.target_annotation = annotations.id
   WHERE annotations.article = ?1 AND relations.article <> ?1 ORDER BY relations.id`,
)
const countAll = query('count-relations', 'SELECT count(*) AS number FROM relations')
const countOfArticle = query('count-relations-of-article', 'SELECT count(*) AS number FROM relations WHERE article = ?')
const roles = query('roles-in-use', 'SELECT DISTINCT role FROM relations ORDER BY role')
const atAnnotation = query(
  'relations-at-annotation',
  'SELECT id FROM relations WHERE source = ?1 UNION SELECT id FROM relations WHERE target_annotation = ?1',
)
const atEntity = query('relations-at-entity', 'SELECT id FROM relations WHERE target_entity = ?')

/** Relations that belong to an article, by id. */
export const relationsOf = (db: ReadHandle, article: string): Relation[] => db.all(ofArticle, article).map(relationOf)

/** Relations of other articles that lead to annotations of this one, by id. */
export const relationsInto = (db: ReadHandle, article: string): Relation[] =>
  db.all(intoArticle, article).map(relationOf)

export const relationCount = (db: ReadHandle, article?: string): number =>
  numberColumn((article === undefined ? db.get(countAll) : db.get(countOfArticle, article)) ?? {}, 'number')

export const rolesInUse = (db: ReadHandle): string[] => db.all(roles).map((row) => textColumn(row, 'role'))

/** Ids of the relations that begin or end at an annotation. */
export const relationsAtAnnotation = (db: ReadHandle, id: string): string[] =>
  db.all(atAnnotation, id).map((row) => textColumn(row, 'id'))

/** Ids of the relations that lead to an entity. */
export const relationsAtEntity = (db: ReadHandle, id: string): string[] =>
  db.all(atEntity, id).map((row) => textColumn(row, 'id'))
