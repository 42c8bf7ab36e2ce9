import type { Article } from '../../../model/record/article.ts'
import { articleSchema } from '../../../model/record/schemas.ts'
import { decodeStored, jsonColumn, textColumn } from './columns.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'
import { hasOriginal } from './texts.ts'

const COLUMNS = 'id, title, language, metadata, source, body, text_sha256, text_length, status, created_at, updated_at'

const findOne = query('find-article', `SELECT ${COLUMNS} FROM articles WHERE id = ?`)
// Ids are UUIDv7, so the order of ids is the order of import.
const everything = query('all-articles', `SELECT ${COLUMNS} FROM articles ORDER BY id`)
const byText = query('article-by-text', 'SELECT id FROM articles WHERE text_sha256 = ? ORDER BY id LIMIT 1')
const insert = query(
  'insert-article',
  `INSERT INTO articles (${COLUMNS}, original) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
)
const remove = query('remove-article', 'DELETE FROM articles WHERE id = ?')

const articleOf = (row: Row): Article =>
  decodeStored(
    articleSchema,
    {
      kind: 'article',
      id: row.id,
      title: row.title,
      language: row.language,
      metadata: jsonColumn(row, 'metadata'),
      source: jsonColumn(row, 'source'),
      body: row.body,
      textSha256: row.text_sha256,
      textLength: row.text_length,
      status: row.status,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    },
    `Article ${String(row.id)}`,
  )

export function findArticle(db: ReadHandle, id: string): Article | null {
  const row = db.get(findOne, id)
  return row ? articleOf(row) : null
}

/** All articles, in the order in which they came. */
export const allArticles = (db: ReadHandle): Article[] => db.all(everything).map(articleOf)

/** Id of the article with exactly this text, by the hash of the text; null when there is none. */
export function articleWithText(db: ReadHandle, textSha256: string): string | null {
  const row = db.get(byText, textSha256)
  return row ? textColumn(row, 'id') : null
}

export function insertArticle(db: WriteHandle, article: Article): void {
  db.run(
    insert,
    article.id,
    article.title,
    article.language,
    JSON.stringify(article.metadata),
    JSON.stringify(article.source),
    article.body,
    article.textSha256,
    article.textLength,
    article.status,
    article.createdAt,
    article.updatedAt,
    // Of an article from a dataset there may be no more than the text; its source still says what it was read from.
    hasOriginal(db, article.source.sha256) ? article.source.sha256 : article.textSha256,
  )
}

export const removeArticle = (db: WriteHandle, id: string): number => db.run(remove, id)
