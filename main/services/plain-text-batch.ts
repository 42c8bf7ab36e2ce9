import { basename } from 'node:path'
import { ok, type Result } from '../../model/result.ts'
import { USUAL_OPTIONS } from '../import/importer.ts'
import { readSource } from '../import/read-source.ts'
import { textImporter } from '../import/text.ts'
import type { ImportBatch } from './project-service.ts'

/** A plain text file as a batch of its one article, read at once and here: for files that come with the program. */
export function plainTextBatch(path: string): Result<ImportBatch> {
  const fileName = basename(path)
  const bytes = readSource(path)
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
