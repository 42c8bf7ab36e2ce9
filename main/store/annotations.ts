import { type Annotation, type Fragment, hull } from '../../model/annotation.ts'
import { annotationSchema } from '../../model/decode.ts'
import { decodeStored, jsonColumn, numberColumn, textColumn } from './columns.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'
import { DamagedProject } from './store-failure.ts'

const COLUMNS =
  'id, article, type, fragments, attributes, confidence, note, status, annotator, created_at, updated_at, provenance, codebook_version'

const READING_ORDER = 'ORDER BY article, start, "end" DESC, id'

const findOne = query('find-annotation', `SELECT ${COLUMNS} FROM annotations WHERE id = ?`)
const page = query(
  'annotation-page',
  `SELECT ${COLUMNS} FROM annotations WHERE article = ? ${READING_ORDER} LIMIT ? OFFSET ?`,
)
const ofArticle = query(
  'annotations-of-article',
  `SELECT ${COLUMNS} FROM annotations WHERE article = ? ${READING_ORDER}`,
)
const everything = query('all-annotations', `SELECT ${COLUMNS} FROM annotations ${READING_ORDER}`)
const countAll = query('count-annotations', 'SELECT count(*) AS number FROM annotations')
const countOf = query('count-annotations-of-article', 'SELECT count(*) AS number FROM annotations WHERE article = ?')
const countByType = query(
  'count-annotations-by-type',
  'SELECT article, type, count(*) AS number FROM annotations GROUP BY article, type',
)
const attributeKeys = query(
  'attributes-in-use',
  `SELECT DISTINCT annotations.type AS type, attribute.key AS key
   FROM annotations, json_each(annotations.attributes) AS attribute ORDER BY 1, 2`,
)
const insert = query(
  'insert-annotation',
  `INSERT INTO annotations (${COLUMNS}, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
)
const remove = query('remove-annotation', 'DELETE FROM annotations WHERE id = ?')

/** Fragments are stored as `[start, end, quote, prefix, suffix]`: a third less to read than with keys. */
const packFragments = (fragments: readonly Fragment[]): string =>
  JSON.stringify(fragments.map(({ start, end, quote, prefix, suffix }) => [start, end, quote, prefix, suffix]))

function unpackFragments(value: unknown): Fragment[] {
  if (!Array.isArray(value)) throw new DamagedProject('The fragments of an annotation should be a list.')
  return value.map((packed: unknown): Fragment => {
    if (!Array.isArray(packed) || packed.length !== 5) throw new DamagedProject('A fragment should have five parts.')
    const [start, end, quote, prefix, suffix] = packed as unknown[]
    return { start, end, quote, prefix, suffix } as Fragment
  })
}

function annotationOf(row: Row): Annotation {
  return decodeStored(
    annotationSchema,
    {
      kind: 'annotation',
      id: row.id,
      article: row.article,
      type: row.type,
      fragments: unpackFragments(jsonColumn(row, 'fragments')),
      attributes: jsonColumn(row, 'attributes'),
      confidence: row.confidence,
      note: row.note,
      status: row.status,
      annotator: row.annotator,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      provenance: row.provenance,
      codebookVersion: row.codebook_version,
    },
    `Annotation ${String(row.id)}`,
  )
}

export function findAnnotation(db: ReadHandle, id: string): Annotation | null {
  const row = db.get(findOne, id)
  return row ? annotationOf(row) : null
}

/** Annotations of an article by their place in reading order, from `offset` on. Rows before it cost an index step each. */
export const annotationsFrom = (db: ReadHandle, article: string, offset: number, limit: number): Annotation[] =>
  db.all(page, article, limit, offset).map(annotationOf)

/** All annotations of an article in reading order, one by one. */
export function* annotationsOf(db: ReadHandle, article: string): IterableIterator<Annotation> {
  for (const row of db.iterate(ofArticle, article)) yield annotationOf(row)
}

export function* allAnnotations(db: ReadHandle): IterableIterator<Annotation> {
  for (const row of db.iterate(everything)) yield annotationOf(row)
}

export const annotationCount = (db: ReadHandle, article?: string): number =>
  numberColumn((article === undefined ? db.get(countAll) : db.get(countOf, article)) ?? {}, 'number')

/** article id → annotation type id → number */
export function annotationCounts(db: ReadHandle): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const row of db.all(countByType)) {
    const article = textColumn(row, 'article')
    counts[article] = { ...counts[article], [textColumn(row, 'type')]: numberColumn(row, 'number') }
  }
  return counts
}

/** Annotation type → the attributes that its annotations have. */
export function attributesInUse(db: ReadHandle): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const row of db.all(attributeKeys)) {
    const type = textColumn(row, 'type')
    found.set(type, [...(found.get(type) ?? []), textColumn(row, 'key')])
  }
  return found
}

export function insertAnnotation(db: WriteHandle, annotation: Annotation): void {
  const { start, end } = hull(annotation)
  db.run(
    insert,
    annotation.id,
    annotation.article,
    annotation.type,
    packFragments(annotation.fragments),
    JSON.stringify(annotation.attributes),
    annotation.confidence,
    annotation.note,
    annotation.status,
    annotation.annotator,
    annotation.createdAt,
    annotation.updatedAt,
    annotation.provenance,
    annotation.codebookVersion,
    start,
    end,
  )
}

export const removeAnnotation = (db: WriteHandle, id: string): number => db.run(remove, id)
