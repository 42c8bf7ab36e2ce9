import type { Prediction } from '../../../model/record/prediction.ts'
import { numberColumn } from './columns.ts'
import { packedColumn, recordsOf } from './read-records.ts'
import { query, type ReadHandle } from './sqlite.ts'

/* Predictions are read an article at a time, and never counted among the annotations. */

const PACKED = packedColumn('prediction', 'predictions')

const ofArticle = query('predictions-of-article', `SELECT ${PACKED} FROM predictions WHERE article = ? ORDER BY id`)
const countOfArticle = query('count-predictions', 'SELECT count(*) AS number FROM predictions WHERE article = ?')
const any = query('any-prediction', 'SELECT EXISTS (SELECT 1 FROM predictions) AS number')

/** The predictions of an article, by id. */
export const predictionsOf = (db: ReadHandle, article: string): Prediction[] =>
  recordsOf(db, 'prediction', ofArticle, article)

export const predictionCount = (db: ReadHandle, article: string): number =>
  numberColumn(db.get(countOfArticle, article) ?? {}, 'number')

/** Whether there is a prediction anywhere in the project. */
export const hasPredictions = (db: ReadHandle): boolean => numberColumn(db.get(any) ?? {}, 'number') === 1
