import { rejectionSchema } from '../../../model/record/schemas.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import { decodeStored, jsonColumn, numberColumn } from './columns.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'

/* Suggestions that somebody rejected. */

const COLUMNS = 'id, article, rule, spans, annotator, created_at'

const findOne = query('find-rejection', `SELECT ${COLUMNS} FROM rejections WHERE id = ?`)
const ofArticle = query('rejections-of-article', `SELECT ${COLUMNS} FROM rejections WHERE article = ? ORDER BY id`)
const countOfArticle = query('count-rejections', 'SELECT count(*) AS number FROM rejections WHERE article = ?')
const everything = query('all-rejections', `SELECT ${COLUMNS} FROM rejections ORDER BY id`)
const insert = query('insert-rejection', `INSERT INTO rejections (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`)
const remove = query('remove-rejection', 'DELETE FROM rejections WHERE id = ?')

const rejectionOf = (row: Row): Rejection =>
  decodeStored(
    rejectionSchema,
    {
      kind: 'rejection',
      id: row.id,
      article: row.article,
      rule: row.rule,
      spans: jsonColumn(row, 'spans'),
      annotator: row.annotator,
      createdAt: row.created_at,
    },
    `Rejection ${String(row.id)}`,
  )

export function findRejection(db: ReadHandle, id: string): Rejection | null {
  const row = db.get(findOne, id)
  return row ? rejectionOf(row) : null
}

/** What was rejected in an article, oldest first. */
export const rejectionsOf = (db: ReadHandle, article: string): Rejection[] =>
  db.all(ofArticle, article).map(rejectionOf)

export const rejectionCount = (db: ReadHandle, article: string): number =>
  numberColumn(db.get(countOfArticle, article) ?? {}, 'number')

export function* allRejections(db: ReadHandle): IterableIterator<Rejection> {
  for (const row of db.iterate(everything)) yield rejectionOf(row)
}

export function insertRejection(db: WriteHandle, rejection: Rejection): void {
  const { id, article, rule, spans, annotator, createdAt } = rejection
  db.run(insert, id, article, rule, JSON.stringify(spans), annotator, createdAt)
}

export const removeRejection = (db: WriteHandle, id: string): number => db.run(remove, id)
