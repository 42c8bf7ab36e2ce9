import type { Rejection } from '../../../model/record/rejection.ts'
import { numberColumn } from './columns.ts'
import { columnsOf } from './record-columns.ts'
import { query, type ReadHandle } from './sqlite.ts'

const { list, read } = columnsOf('rejection')

const ofArticle = query('rejections-of-article', `SELECT ${list} FROM rejections WHERE article = ? ORDER BY id`)
const countOfArticle = query('count-rejections', 'SELECT count(*) AS number FROM rejections WHERE article = ?')

/** The rejections of an article, oldest first. */
export const rejectionsOf = (db: ReadHandle, article: string): Rejection[] => db.all(ofArticle, article).map(read)

export const rejectionCount = (db: ReadHandle, article: string): number =>
  numberColumn(db.get(countOfArticle, article) ?? {}, 'number')
