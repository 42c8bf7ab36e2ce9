import { bodiesOf, type Change } from '../../../model/change/change.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import { bodySchema } from '../../../model/record/schemas.ts'
import { bodyId } from '../body-id.ts'
import { bytesColumn, decodeStored, jsonColumn, textColumn } from './columns.ts'
import { sha256 } from '../../files/sha256.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'

const findBodyRow = query('find-body', 'SELECT text, blocks FROM bodies WHERE id = ?')
const insertBody = query('insert-body', 'INSERT OR IGNORE INTO bodies (id, text, blocks) VALUES (?, ?, ?)')
const articleTextRow = query(
  'article-text',
  'SELECT bodies.text AS text FROM articles JOIN bodies ON bodies.id = articles.body WHERE articles.id = ?',
)
const findOriginalRow = query('find-original', 'SELECT bytes FROM originals WHERE sha256 = ?')
const originalExists = query('original-exists', 'SELECT 1 AS found FROM originals WHERE sha256 = ?')
const insertOriginal = query('insert-original', 'INSERT OR IGNORE INTO originals (sha256, bytes) VALUES (?, ?)')

/** A change with the texts that its articles need, for whoever has only the log. */
export const withTexts = (db: ReadHandle, change: Change): Change => ({
  ...change,
  texts: bodiesOf(change).flatMap((id) => findBody(db, id) ?? []),
})

/** Stores a body and returns its id. Bodies never change and are never deleted. */
export function storeBody(db: WriteHandle, body: ArticleBody): string {
  const id = bodyId(body)
  db.run(insertBody, id, body.text, JSON.stringify(body.blocks))
  return id
}

export function findBody(db: ReadHandle, id: string): ArticleBody | null {
  const row = db.get(findBodyRow, id)
  return row ? readBody(row, id) : null
}

/** The body of a row with its text and blocks. Throws DamagedProject. */
export const readBody = (row: Row, id = String(row.id)): ArticleBody =>
  decodeStored(bodySchema, { text: textColumn(row, 'text'), blocks: jsonColumn(row, 'blocks') }, `Text ${id}`)

/** The text of an article alone, without reading its blocks; null where there is no such article. */
export function textOfArticle(db: ReadHandle, article: string): string | null {
  const row = db.get(articleTextRow, article)
  return row ? textColumn(row, 'text') : null
}

/** Stores the bytes an article was read from and returns their hash. They are never deleted. */
export function storeOriginal(db: WriteHandle, bytes: Uint8Array): string {
  const hash = sha256(bytes)
  db.run(insertOriginal, hash, bytes)
  return hash
}

export const hasOriginal = (db: ReadHandle, hash: string): boolean => db.get(originalExists, hash) !== undefined

export function findOriginal(db: ReadHandle, hash: string): Uint8Array | null {
  const row = db.get(findOriginalRow, hash)
  return row ? bytesColumn(row, 'bytes') : null
}

/** The bodies used last. Two are enough: the open article's, and that of an import or export beside it. */
export interface BodyCache {
  find(id: string): ArticleBody | null
}

const CACHED = 2

export function createBodyCache(db: ReadHandle): BodyCache {
  const cached = new Map<string, ArticleBody>()
  return {
    find(id) {
      const known = cached.get(id) ?? findBody(db, id)
      if (!known) return null
      cached.delete(id)
      cached.set(id, known)
      for (const oldest of cached.keys()) {
        if (cached.size <= CACHED) break
        cached.delete(oldest)
      }
      return known
    },
  }
}
