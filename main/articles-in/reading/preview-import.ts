import { ok, type Result } from '../../../model/value/result.ts'
import type { ImportDecision, PreviewedArticle, PreviewedFile } from '../../../preload/contract/contract.ts'
import { sha256 } from '../../files/sha256.ts'
import type { ProjectService } from '../../project/project-service.ts'
import type { ReadSource } from './run-import.ts'

/** So many articles are taken in without a look where each is certain. */
const FEW = 10

const BEGINNING = 300

type Lookup = {
  articlesWithTexts(
    hashes: readonly string[],
  ): ReturnType<ProjectService['articlesWithTexts']> | Promise<ReturnType<ProjectService['articlesWithTexts']>>
}

/** What is known of a file that was read. `seen` holds the texts of the same import, and takes those of this file. */
export async function previewOf(
  source: ReadSource,
  store: Lookup,
  seen: Map<string, string>,
): Promise<Result<PreviewedFile>> {
  if (source.kind === 'failed') {
    const { fileName, failure } = source
    return ok({
      fileName,
      importer: null,
      format: null,
      encodings: [],
      table: null,
      articles: [],
      unread: [{ part: null, failure }],
    })
  }
  const { place, document } = source
  const { articles, unread, encodings, table } = document.file
  const hashes = articles.map(({ body }) => sha256(body.text))
  const known = await store.articlesWithTexts(hashes)
  if (!known.ok) return known
  const previews = articles.map((article, position): PreviewedArticle => {
    const hash = hashes[position] ?? ''
    const duplicateOf = known.value[hash] ?? seen.get(hash) ?? null
    if (duplicateOf === null) seen.set(hash, '')
    const { part, title, language, metadata, encoding, normalised, warnings, body } = article
    return {
      part,
      title,
      language,
      metadata,
      // Every code point but those of two units counts once.
      length: body.text.length - (body.text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0),
      encoding,
      normalised,
      warnings,
      duplicateOf,
      beginning: body.text.slice(0, BEGINNING).replace(/[\ud800-\udbff]$/, ''),
    }
  })
  return ok({
    fileName: place.fileName,
    importer: document.importer,
    format: document.format,
    encodings,
    table,
    articles: previews,
    unread,
  })
}

/** Whether a person should look before anything is imported: something was guessed, or there is much. */
export function needsALook(files: readonly PreviewedFile[]): boolean {
  const articles = files.reduce((sum, file) => sum + file.articles.length, 0)
  const guessed = files.some(
    ({ encodings, table, articles: found }) => encodings.length > 0 || table !== null || found.length > 1,
  )
  return articles > FEW || files.length > FEW || guessed
}

type Edit = ImportDecision['edits'][number]

/** A file with what was decided about its articles. */
export function withEdits(
  source: ReadSource,
  keeps: (article: number) => boolean,
  editOf: (article: number) => Edit | null,
): ReadSource {
  if (source.kind === 'failed') return source
  const { file } = source.document
  const articles = file.articles.flatMap((article, position) => {
    if (!keeps(position)) return []
    const edit = editOf(position)
    return [edit ? { ...article, title: edit.title, language: edit.language, metadata: edit.metadata } : article]
  })
  return { ...source, document: { ...source.document, file: { ...file, articles } } }
}
