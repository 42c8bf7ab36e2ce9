import { basename } from 'node:path'
import { ok, type Result } from '../../../model/value/result.ts'
import { USUAL_OPTIONS } from '../importer.ts'
import { readBytes } from '../../files/read-bytes.ts'
import { textImporter } from '../text/text.ts'
import type { ArticleBatch } from '../article-batch.ts'

/** A plain text file as a batch of one article, read without a thread: for files that come with the program. */
export function plainTextBatch(path: string): Result<ArticleBatch> {
  const fileName = basename(path)
  const bytes = readBytes(path)
  if (!bytes.ok) return bytes
  const read = textImporter.read(bytes.value, fileName, USUAL_OPTIONS)
  if (read instanceof Promise) throw new Error('Plain text is read at once')
  if (!read.ok) return read
  return ok({
    sources: [{ fileName, importer: textImporter.id, bytes: bytes.value }],
    articles: read.value.articles.map((article) => ({ source: 0, article })),
    allowDuplicates: false,
  })
}
