import { query, type ReadHandle } from '../../store/sqlite/sqlite.ts'
import { textOfArticle } from '../../store/sqlite/texts.ts'

/** UTF-16 units of texts that are kept. */
const KEPT = 16_000_000

/** Texts of articles by their id; null where there is none that can be read. The ones asked for last are kept. */
export function createTexts(db: ReadHandle): (article: string) => string | null {
  const kept = new Map<string, string | null>()
  let size = 0
  return (article) => {
    const known = kept.get(article)
    if (known !== undefined) {
      kept.delete(article)
      kept.set(article, known)
      return known
    }
    const text = orNull(() => textOfArticle(db, article))
    kept.set(article, text)
    size += text?.length ?? 0
    for (const [oldest, dropped] of kept) {
      if (size <= KEPT || oldest === article) break
      kept.delete(oldest)
      size -= dropped?.length ?? 0
    }
    return text
  }
}

/** What can be read, or null: that it cannot is told where the rows themselves are read. */
export function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

/** Ids of a table, from its index or from the table itself: whichever can be read. */
export function idsOf(db: ReadHandle, table: string): Set<string> {
  const ids = new Set<string>()
  for (const from of [table, `${table} NOT INDEXED`]) {
    try {
      for (const row of db.iterate(query(`doctor-ids-${table}`, `SELECT id FROM ${from}`))) ids.add(String(row.id))
    } catch {
      // The other way, or what was found until then.
    }
  }
  return ids
}
