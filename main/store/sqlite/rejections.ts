import type { Rejection } from '../../../model/record/rejection.ts'
import { numberColumn } from './columns.ts'
import { packedColumn, recordsOf } from './read-records.ts'
import { query, type ReadHandle } from './sqlite.ts'

const PACKED = packedColumn('rejection', 'rejections')

const ofArticle = query('rejections-of-article', `SELECT ${PACKED} FROM rejections WHERE article = ? ORDER BY id`)
const countOfArticle = query('count-rejections', 'SELECT count(*) AS number FROM rejections WHERE article = ?')

/** The rejections of an article, oldest first. */
export const rejectionsOf = (db: ReadHandle, article: string): Rejection[] =>
  recordsOf(db, 'rejection', ofArticle, article)

export const rejectionCount = (db: ReadHandle, article: string): number =>
  numberColumn(db.get(countOfArticle, article) ?? {}, 'number')
