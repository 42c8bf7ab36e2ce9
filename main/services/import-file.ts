import { basename } from 'node:path'
import type { Article } from '../../model/article.ts'
import { makeChange } from '../../model/change.ts'
import { ok, type Result } from '../../model/result.ts'
import { importers } from '../import/index.ts'
import { type Importer, type ReadArticle, USUAL_OPTIONS } from '../import/importer.ts'
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
  const read = importer.value.read(bytes.value, fileName, USUAL_OPTIONS)
  if (read instanceof Promise) throw new Error(`${importer.value.id} cannot be read here yet`)
  if (!read.ok) return read
  const [first] = read.value.articles
  if (!first) throw new Error(`${importer.value.id} gave no article`)
  const article = articleOf(first, importer.value, bytes.value, fileName, clock.newId(), clock.now())
  const twin = guarded(file.path, () => ok(articleWithText(db, article.textSha256)))
  if (!twin.ok) return twin
  if (twin.value !== null) {
    return ok({ kind: 'skipped', fileName, article: twin.value, reason: 'The same text is in the project already.' })
  }
  const change = makeChange(clock.newId(), `Import ${fileName}`, { added: [article] })
  const saved = commit(project, change, 'import', null, () => {
    storeOriginal(db, bytes.value)
    storeBody(db, first.body)
  })
  if (!saved.ok) return saved
  return ok({ kind: 'imported', fileName, article, warnings: first.warnings, change })
}

function articleOf(
  read: ReadArticle,
  importer: Importer,
  bytes: Uint8Array,
  fileName: string,
  id: string,
  now: string,
): Article {
  const { title, body, language, metadata, mediaType, encoding, byteOrderMark, newline, normalised, part, library } =
    read
  return {
    kind: 'article',
    id,
    title,
    language,
    metadata,
    source: {
      fileName,
      ...(part === null ? {} : { part }),
      mediaType,
      sha256: sha256(bytes),
      byteLength: bytes.byteLength,
      encoding,
      byteOrderMark,
      newline,
      importer: importer.id,
      ...(library === null ? {} : { library }),
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
