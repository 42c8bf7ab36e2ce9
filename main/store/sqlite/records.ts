import type { ProjectRecord, RecordKind } from '../../../model/record/project.ts'
import { allAnnotations, findAnnotation, insertAnnotation, removeAnnotation } from './annotations.ts'
import { allArticles, findArticle, insertArticle, removeArticle } from './articles.ts'
import { allPredictions, findPrediction, insertPrediction, removePrediction } from './predictions.ts'
import { annotators, codebooks, entities, projects } from './register.ts'
import { allRejections, findRejection, insertRejection, removeRejection } from './rejections.ts'
import { allRelations, findRelation, insertRelation, removeRelation } from './relations.ts'
import type { ReadHandle, WriteHandle } from './sqlite.ts'

/** How records of one kind are kept. `remove` returns the number of rows it took away. */
interface RecordTable<T extends ProjectRecord> {
  find(db: ReadHandle, id: string): T | null
  all(db: ReadHandle): Iterable<T>
  insert(db: WriteHandle, record: T): void
  remove(db: WriteHandle, id: string): number
}

type RecordTables = { readonly [Kind in RecordKind]: RecordTable<Extract<ProjectRecord, { kind: Kind }>> }

// A kind added to the model does not compile until it has its table here.
const TABLES: RecordTables = {
  project: projects,
  annotator: annotators,
  codebook: codebooks,
  entity: entities,
  article: { find: findArticle, all: allArticles, insert: insertArticle, remove: removeArticle },
  annotation: { find: findAnnotation, all: allAnnotations, insert: insertAnnotation, remove: removeAnnotation },
  relation: { find: findRelation, all: allRelations, insert: insertRelation, remove: removeRelation },
  prediction: { find: findPrediction, all: allPredictions, insert: insertPrediction, remove: removePrediction },
  rejection: { find: findRejection, all: allRejections, insert: insertRejection, remove: removeRejection },
}

// TypeScript cannot see that a record's own kind chooses a table that takes it.
const tableOf = (kind: RecordKind): RecordTable<ProjectRecord> => TABLES[kind]

/** The record as it is stored, or null. */
export const findRecord = (db: ReadHandle, { kind, id }: Pick<ProjectRecord, 'kind' | 'id'>): ProjectRecord | null =>
  tableOf(kind).find(db, id)

export const insertRecord = (db: WriteHandle, record: ProjectRecord): void => tableOf(record.kind).insert(db, record)

export const removeRecord = (db: WriteHandle, { kind, id }: Pick<ProjectRecord, 'kind' | 'id'>): number =>
  tableOf(kind).remove(db, id)

/** Everything that is stored, one by one. */
export function* allRecords(db: ReadHandle): IterableIterator<ProjectRecord> {
  for (const table of Object.values(TABLES) as RecordTable<ProjectRecord>[]) yield* table.all(db)
}
