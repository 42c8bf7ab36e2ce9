import type { Codebook } from '../../../model/record/codebook.ts'
import { annotatorSchema, codebookSchema, entitySchema, projectSchema } from '../../../model/record/schemas.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { Annotator, Project } from '../../../model/record/project.ts'
import { decodeStored, jsonColumn } from './columns.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'

/* The small tables of a project: itself, its annotators, its codebook and its entities. */

const findProject = query('find-project', 'SELECT id, name, description, created_at FROM project WHERE id = ?')
const allProjects = query('all-projects', 'SELECT id, name, description, created_at FROM project')
const insertProjectRow = query(
  'insert-project',
  'INSERT INTO project (id, name, description, created_at) VALUES (?, ?, ?, ?)',
)
const removeProjectRow = query('remove-project', 'DELETE FROM project WHERE id = ?')

const projectOf = (row: Row): Project =>
  decodeStored(
    projectSchema,
    { kind: 'project', id: row.id, name: row.name, description: row.description, createdAt: row.created_at },
    'The project record',
  )

export const projects = {
  find: (db: ReadHandle, id: string): Project | null => first(db.get(findProject, id), projectOf),
  all: (db: ReadHandle): Project[] => db.all(allProjects).map(projectOf),
  insert: (db: WriteHandle, { id, name, description, createdAt }: Project): void => {
    db.run(insertProjectRow, id, name, description, createdAt)
  },
  remove: (db: WriteHandle, id: string): number => db.run(removeProjectRow, id),
}

const findAnnotator = query('find-annotator', 'SELECT id, name, type FROM annotators WHERE id = ?')
const everyAnnotator = query('all-annotators', 'SELECT id, name, type FROM annotators ORDER BY id')
const insertAnnotatorRow = query('insert-annotator', 'INSERT INTO annotators (id, name, type) VALUES (?, ?, ?)')
const removeAnnotatorRow = query('remove-annotator', 'DELETE FROM annotators WHERE id = ?')

const annotatorOf = (row: Row): Annotator =>
  decodeStored(annotatorSchema, { kind: 'annotator', id: row.id, name: row.name, type: row.type }, 'An annotator')

export const annotators = {
  find: (db: ReadHandle, id: string): Annotator | null => first(db.get(findAnnotator, id), annotatorOf),
  all: (db: ReadHandle): Annotator[] => db.all(everyAnnotator).map(annotatorOf),
  insert: (db: WriteHandle, { id, name, type }: Annotator): void => {
    db.run(insertAnnotatorRow, id, name, type)
  },
  remove: (db: WriteHandle, id: string): number => db.run(removeAnnotatorRow, id),
}

const ENTITY_COLUMNS = 'id, name, type, aliases, wikidata, attributes'
const findEntity = query('find-entity', `SELECT ${ENTITY_COLUMNS} FROM entities WHERE id = ?`)
const everyEntity = query('all-entities', `SELECT ${ENTITY_COLUMNS} FROM entities ORDER BY id`)
const insertEntityRow = query('insert-entity', `INSERT INTO entities (${ENTITY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`)
const removeEntityRow = query('remove-entity', 'DELETE FROM entities WHERE id = ?')

const entityOf = (row: Row): Entity =>
  decodeStored(
    entitySchema,
    {
      kind: 'entity',
      id: row.id,
      name: row.name,
      type: row.type,
      aliases: jsonColumn(row, 'aliases'),
      wikidata: row.wikidata,
      attributes: jsonColumn(row, 'attributes'),
    },
    'An entity',
  )

export const entities = {
  find: (db: ReadHandle, id: string): Entity | null => first(db.get(findEntity, id), entityOf),
  all: (db: ReadHandle): Entity[] => db.all(everyEntity).map(entityOf),
  insert: (db: WriteHandle, { id, name, type, aliases, wikidata, attributes }: Entity): void => {
    db.run(insertEntityRow, id, name, type, JSON.stringify(aliases), wikidata, JSON.stringify(attributes))
  },
  remove: (db: WriteHandle, id: string): number => db.run(removeEntityRow, id),
}

const findCodebook = query('find-codebook', 'SELECT content FROM codebooks WHERE id = ? AND current = 1')
const everyCodebook = query('all-codebooks', 'SELECT content FROM codebooks WHERE current = 1 ORDER BY id')
// A version that comes back (undo, redo) takes its old row again, so that each version is there once.
const insertCodebookRow = query(
  'insert-codebook',
  `INSERT INTO codebooks (id, version, current, content) VALUES (?, ?, 1, ?)
   ON CONFLICT (id, version) DO UPDATE SET current = 1, content = excluded.content`,
)
const retireCodebook = query('retire-codebook', 'UPDATE codebooks SET current = 0 WHERE id = ? AND current = 1')

const codebookOf = (row: Row): Codebook => decodeStored(codebookSchema, jsonColumn(row, 'content'), 'The codebook')

/** Every version of a codebook stays stored, because annotations name the version they were made with. */
export const codebooks = {
  find: (db: ReadHandle, id: string): Codebook | null => first(db.get(findCodebook, id), codebookOf),
  all: (db: ReadHandle): Codebook[] => db.all(everyCodebook).map(codebookOf),
  insert: (db: WriteHandle, codebook: Codebook): void => {
    db.run(insertCodebookRow, codebook.id, codebook.version, JSON.stringify(codebook))
  },
  remove: (db: WriteHandle, id: string): number => db.run(retireCodebook, id),
}

function first<T>(row: Row | undefined, decode: (row: Row) => T): T | null {
  return row ? decode(row) : null
}
