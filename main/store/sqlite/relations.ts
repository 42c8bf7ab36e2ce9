import { relationSchema } from '../../../model/record/schemas.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { decodeStored, jsonColumn, nullableTextColumn, numberColumn, textColumn } from './columns.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'

const COLUMNS = 'id, role, source, target_annotation, target_entity, attributes, annotator, created_at, updated_at'
/** The columns of a relation, for queries of other files. */
export const RELATION_COLUMNS: readonly string[] = COLUMNS.split(', ')

const findOne = query('find-relation', `SELECT ${COLUMNS} FROM relations WHERE id = ?`)
const ofArticle = query(
  'relations-of-article',
  `SELECT ${COLUMNS.split(', ')
    .map((column) => `relations.${column}`)
    .join(', ')}
   FROM annotations JOIN relations ON relations.source = annotations.id
   WHERE annotations.article = ? ORDER BY relations.id`,
)
const everything = query('all-relations', `SELECT ${COLUMNS} FROM relations ORDER BY id`)
const countAll = query('count-relations', 'SELECT count(*) AS number FROM relations')
const roles = query('roles-in-use', 'SELECT DISTINCT role FROM relations ORDER BY role')
const atAnnotation = query(
  'relations-at-annotation',
  'SELECT id FROM relations WHERE source = ?1 UNION SELECT id FROM relations WHERE target_annotation = ?1',
)
const atEntity = query('relations-at-entity', 'SELECT id FROM relations WHERE target_entity = ?')
const insert = query('insert-relation', `INSERT INTO relations (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
const remove = query('remove-relation', 'DELETE FROM relations WHERE id = ?')

/** Decodes a row that has {@link RELATION_COLUMNS}. */
export function relationOf(row: Row): Relation {
  const annotation = nullableTextColumn(row, 'target_annotation')
  const entity = nullableTextColumn(row, 'target_entity')
  return decodeStored(
    relationSchema,
    {
      kind: 'relation',
      id: row.id,
      role: row.role,
      source: row.source,
      target: annotation === null ? { entity } : { annotation },
      attributes: jsonColumn(row, 'attributes'),
      annotator: row.annotator,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    },
    `Relation ${String(row.id)}`,
  )
}

export function findRelation(db: ReadHandle, id: string): Relation | null {
  const row = db.get(findOne, id)
  return row ? relationOf(row) : null
}

/** Relations whose source lies in an article, by id. */
export const relationsOf = (db: ReadHandle, article: string): Relation[] => db.all(ofArticle, article).map(relationOf)

export function* allRelations(db: ReadHandle): IterableIterator<Relation> {
  for (const row of db.iterate(everything)) yield relationOf(row)
}

export const relationCount = (db: ReadHandle): number => numberColumn(db.get(countAll) ?? {}, 'number')

export const rolesInUse = (db: ReadHandle): string[] => db.all(roles).map((row) => textColumn(row, 'role'))

/** Ids of the relations that begin or end at an annotation. */
export const relationsAtAnnotation = (db: ReadHandle, id: string): string[] =>
  db.all(atAnnotation, id).map((row) => textColumn(row, 'id'))

/** Ids of the relations that lead to an entity. */
export const relationsAtEntity = (db: ReadHandle, id: string): string[] =>
  db.all(atEntity, id).map((row) => textColumn(row, 'id'))

export function insertRelation(db: WriteHandle, relation: Relation): void {
  const { id, role, source, target, attributes, annotator, createdAt, updatedAt } = relation
  const annotation = 'annotation' in target ? target.annotation : null
  const entity = 'entity' in target ? target.entity : null
  db.run(insert, id, role, source, annotation, entity, JSON.stringify(attributes), annotator, createdAt, updatedAt)
}

export const removeRelation = (db: WriteHandle, id: string): number => db.run(remove, id)
