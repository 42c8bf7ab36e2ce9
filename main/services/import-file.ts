import { basename } from 'node:path'
import type { Article } from '../../model/article.ts'
import { makeChange } from '../../model/change.ts'
import { ok, type Result } from '../../model/result.ts'
import { importers } from '../import/index.ts'
import type { ImportedText, Importer } from '../import/importer.ts'
import { readSource } from '../import/read-source.ts'
import { articleWithText } from '../store/articles.ts'
import { guarded } from '../store/store-failure.ts'
import { bodyId, sha256, storeBody, storeOriginal } from '../store/texts.ts'
import { commit, type OpenProject, readOnlyFailure } from './open-project.ts'
import type { ImportedArticle } from './project-service.ts'

/**
 * Takes one file into the project: its bytes, its text and the article, in one transaction. A file whose text is in the
 * project already is skipped. When it fails the project is as it was.
 */
export function importFile(project: OpenProject, path: string): Result<ImportedArticle> {
  const { file, clock } = project
  if (!file.writable) return readOnlyFailure(file.reason)
  const { db } = file
  const fileName = basename(path)
  const bytes = readSource(path)
  if (!bytes.ok) return bytes
  const importer = importers.find(bytes.value, fileName)
  if (!importer.ok) return importer
  const read = importer.value.read(bytes.value, fileName)
  if (!read.ok) return read
  const article = articleOf(read.value, importer.value, bytes.value, fileName, clock.newId(), clock.now())
  const twin = guarded(file.path, () => ok(articleWithText(db, article.textSha256)))
  if (!twin.ok) return twin
  if (twin.value !== null) {
    return ok({ kind: 'skipped', fileName, article: twin.value, reason: 'The same text is in the project already.' })
  }
  const change = makeChange(clock.newId(), `Import ${fileName}`, { added: [article] })
  const saved = commit(project, change, 'import', null, () => {
    storeOriginal(db, bytes.value)
    storeBody(db, read.value.body)
  })
  if (!saved.ok) return saved
  return ok({ kind: 'imported', fileName, article, warnings: read.value.warnings, change })
}

function articleOf(
  read: ImportedText,
  importer: Importer,
  bytes: Uint8Array,
  fileName: string,
  id: string,
  now: string,
): Article {
  const { title, body, language, metadata, mediaType, encoding, byteOrderMark, newline, normalised } = read
  return {
    kind: 'article',
    id,
    title,
    language,
    metadata,
    source: {
      fileName,
      mediaType,
      sha256: sha256(bytes),
      byteLength: bytes.byteLength,
      encoding,
      byteOrderMark,
      newline,
      importer: importer.id,
      normalised,
    },
    body: bodyId(body),
    textSha256: sha256(body.text),
    textLength: body.text.length,
    status: 'new',
    createdAt: now,
    updatedAt: now,
  }
}
