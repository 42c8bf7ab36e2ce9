import { predictionSchema } from '../../../model/record/schemas.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import { decodeStored, jsonColumn, numberColumn } from './columns.ts'
import { packFragments, unpackFragments } from './packed-annotation.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'

/* What programs elsewhere predicted. It is read an article at a time, never counted with annotations. */

const COLUMNS = 'id, article, type, fragments, attributes, links, source, score, note, created_at'

const findOne = query('find-prediction', `SELECT ${COLUMNS} FROM predictions WHERE id = ?`)
const ofArticle = query('predictions-of-article', `SELECT ${COLUMNS} FROM predictions WHERE article = ? ORDER BY id`)
const countOfArticle = query('count-predictions', 'SELECT count(*) AS number FROM predictions WHERE article = ?')
const any = query('any-prediction', 'SELECT EXISTS (SELECT 1 FROM predictions) AS number')
const everything = query('all-predictions', `SELECT ${COLUMNS} FROM predictions ORDER BY id`)
const insert = query('insert-prediction', `INSERT INTO predictions (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
const remove = query('remove-prediction', 'DELETE FROM predictions WHERE id = ?')

const predictionOf = (row: Row): Prediction =>
  decodeStored(
    predictionSchema,
    {
      kind: 'prediction',
      id: row.id,
      article: row.article,
      type: row.type,
      fragments: unpackFragments(jsonColumn(row, 'fragments')),
      attributes: jsonColumn(row, 'attributes'),
      links: jsonColumn(row, 'links'),
      source: row.source,
      score: row.score,
      note: row.note,
      createdAt: row.created_at,
    },
    `Prediction ${String(row.id)}`,
  )

export function findPrediction(db: ReadHandle, id: string): Prediction | null {
  const row = db.get(findOne, id)
  return row ? predictionOf(row) : null
}

/** What was predicted in an article, by id. */
export const predictionsOf = (db: ReadHandle, article: string): Prediction[] =>
  db.all(ofArticle, article).map(predictionOf)

export const predictionCount = (db: ReadHandle, article: string): number =>
  numberColumn(db.get(countOfArticle, article) ?? {}, 'number')

/** Whether there is a prediction anywhere in the project. */
export const hasPredictions = (db: ReadHandle): boolean => numberColumn(db.get(any) ?? {}, 'number') === 1

export function* allPredictions(db: ReadHandle): IterableIterator<Prediction> {
  for (const row of db.iterate(everything)) yield predictionOf(row)
}

export function insertPrediction(db: WriteHandle, prediction: Prediction): void {
  const { id, article, type, fragments, attributes, links, source, score, note, createdAt } = prediction
  const packed = packFragments(fragments)
  const [said, linked] = [JSON.stringify(attributes), JSON.stringify(links)]
  db.run(insert, id, article, type, packed, said, linked, source, score, note, createdAt)
}

export const removePrediction = (db: WriteHandle, id: string): number => db.run(remove, id)
