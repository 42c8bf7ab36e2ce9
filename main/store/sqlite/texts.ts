import { bodiesOf, type Change } from '../../../model/change/change.ts'
import type { Article } from '../../../model/record/article.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import { bodySchema } from '../../../model/record/schemas.ts'
import { withSoundBlocks } from '../../../model/text/sound-blocks.ts'
import { DamagedProject } from '../damaged-project.ts'
import { bodyHash, bodyId } from '../body-id.ts'
import { bytesColumn, decodeStored, parseStored, textColumn } from './columns.ts'
import { damageOf } from './damage.ts'
import { sha256 } from '../../files/sha256.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'

// As bytes, which are hashed as they are: encoding five million characters takes ten times as long as hashing them.
const findBodyRow = query('find-body', 'SELECT CAST(text AS BLOB) AS bytes, blocks FROM bodies WHERE id = ?')
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

/** A body as it is stored, and what is known of it once it is read. */
export interface StoredBody {
  readonly body: ArticleBody
  /** Why it is not as it was stored; null where it is. Its blocks were made anew where they did not fit the text. */
  readonly problem: string | null
  /** SHA-256 of the text. */
  readonly textSha256: string
}

/** The body stored under an id, proved by its hash while it is read. */
export function readStoredBody(db: ReadHandle, id: string): StoredBody | null {
  const row = db.get(findBodyRow, id)
  if (!row) return null
  const bytes = bytesColumn(row, 'bytes')
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
  const blocks = textColumn(row, 'blocks')
  const textSha256 = sha256(bytes)
  let stored: ArticleBody = { text, blocks: [] }
  let problem = bodyHash(blocks, bytes) === id ? null : `The text stored as ${id} has been altered.`
  try {
    stored = decodeStored(bodySchema, { text, blocks: parseStored(blocks, 'blocks') }, `Text ${id}`)
  } catch (error) {
    if (!(error instanceof DamagedProject)) throw error
    problem = error.message
  }
  const body = withSoundBlocks(stored)
  if (body !== stored) problem ??= `The blocks of text ${id} do not fit it.`
  return { body, problem, textSha256 }
}

export const findBody = (db: ReadHandle, id: string): ArticleBody | null => readStoredBody(db, id)?.body ?? null

/** The body of an article. What of it is not as it was imported is noted as damage to the article. */
export function bodyOfArticle(
  db: ReadHandle,
  article: Article,
  find: (id: string) => StoredBody | null = (id) => readStoredBody(db, id),
): ArticleBody | null {
  const stored = find(article.body)
  if (!stored) return null
  const { body, problem, textSha256 } = stored
  const about = { id: article.id, article: article.id }
  if (textSha256 !== article.textSha256) {
    const why = `The text of article ${article.id} is not the one it was imported with.`
    damageOf(db).add({ kind: 'text', ...about, why })
  } else if (problem !== null) damageOf(db).add({ kind: 'blocks', ...about, why: problem })
  return body
}

/** The body of a row with its text and blocks. Throws DamagedProject. */
export const readBody = (row: Row, id = String(row.id)): ArticleBody =>
  decodeStored(
    bodySchema,
    { text: textColumn(row, 'text'), blocks: parseStored(textColumn(row, 'blocks'), 'blocks') },
    `Text ${id}`,
  )

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
  find(id: string): StoredBody | null
}

const CACHED = 2

export function createBodyCache(db: ReadHandle): BodyCache {
  const cached = new Map<string, StoredBody>()
  return {
    find(id) {
      const known = cached.get(id) ?? readStoredBody(db, id)
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
