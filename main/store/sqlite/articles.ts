import { numberColumn, textColumn } from './columns.ts'
import { query, type ReadHandle } from './sqlite.ts'

const byText = query('article-by-text', 'SELECT id FROM articles WHERE text_sha256 = ? ORDER BY id LIMIT 1')
const countAll = query('count-articles', 'SELECT count(*) AS number FROM articles')

export const articleCount = (db: ReadHandle): number => numberColumn(db.get(countAll) ?? {}, 'number')

/** Id of the article with exactly this text, by the hash of the text; null when there is none. */
export function articleWithText(db: ReadHandle, textSha256: string): string | null {
  const row = db.get(byText, textSha256)
  return row ? textColumn(row, 'id') : null
}
