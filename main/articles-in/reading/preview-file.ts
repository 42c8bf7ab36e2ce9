import { ok, type Result } from '../../../model/value/result.ts'
import type { ImportDecision, PreviewedArticle, PreviewedFile } from '../../../preload/contract/contract.ts'
import { sha256 } from '../../files/sha256.ts'
import { findTwin } from '../../../model/record/article-twin.ts'
import type { ArticleStore } from '../article-batch.ts'
import type { ReadArticle } from '../importer.ts'
import type { FileOutcome } from './read-files.ts'

/** Up to so many articles are imported without a preview, if nothing about them was guessed. */
const FEW = 10

const BEGINNING = 300

/** What a person is shown of a file before its import. `seen` collects the texts of the same import by their SHA-256. */
export async function previewOf(
  file: FileOutcome,
  store: Pick<ArticleStore, 'articlesWithTexts'>,
  seen: Map<string, string>,
): Promise<Result<PreviewedFile>> {
  if (file.kind === 'failed') {
    const unread = [{ part: null, failure: file.failure }]
    return ok({ ...EMPTY, fileName: file.fileName, unread })
  }
  const { location, document } = file
  const { articles, unread, encodings, table } = document.file
  const hashes = articles.map(({ body }) => sha256(body.text))
  const known = await store.articlesWithTexts(hashes)
  if (!known.ok) return known
  return ok({
    fileName: location.fileName,
    importer: document.importer,
    format: document.format,
    encodings,
    table,
    articles: articles.map((article, i) =>
      // An article of the same import has no id yet.
      previewedArticle(article, findTwin(hashes[i] ?? '', '', known.value, seen)),
    ),
    unread,
  })
}

const EMPTY = { importer: null, format: null, encodings: [], table: null, articles: [] }

function previewedArticle(article: ReadArticle, duplicateOf: string | null): PreviewedArticle {
  const { part, title, language, metadata, encoding, normalised, warnings, body } = article
  return {
    part,
    title,
    language,
    metadata,
    // In code points: a pair of surrogates counts once.
    length: body.text.length - (body.text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0),
    encoding,
    normalised,
    warnings,
    duplicateOf,
    beginning: body.text.slice(0, BEGINNING).replace(/[\ud800-\udbff]$/, ''),
  }
}

/** Whether a person should see a preview first: something was guessed, or there are many articles. */
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
  source: FileOutcome,
  keeps: (article: number) => boolean,
  editOf: (article: number) => Edit | null,
): FileOutcome {
  if (source.kind === 'failed') return source
  const { file } = source.document
  const articles = file.articles.flatMap((article, position) => {
    if (!keeps(position)) return []
    const edit = editOf(position)
    return [edit ? { ...article, title: edit.title, language: edit.language, metadata: edit.metadata } : article]
  })
  return { ...source, document: { ...source.document, file: { ...file, articles } } }
}
