import { type Failure, ok, type Result } from '../../../model/value/result.ts'
import type { ArticleBatch, ArticleOutcome, ArticleStore } from '../article-batch.ts'
import type { FileOutcome } from './read-files.ts'

/**
 * A batch is saved when it has so many articles, or when its texts and files come to so many bytes. Larger ones would
 * block the process that handles the window's keys.
 */
const BATCH_ARTICLES = 50
const BATCH_BYTES = 512 * 1024

export interface ImportProgressNow {
  readonly files: number
  readonly articles: number
}

export interface ImportFilesOptions {
  /** Whether an article is imported although its text is in the project already. */
  readonly allowDuplicates?: boolean
  /** Called after each batch. */
  readonly onProgress?: (progress: ImportProgressNow) => void
  /** Cancels. What was imported before stays. */
  readonly signal?: AbortSignal | undefined
}

/** What became of all articles and of the files without any. */
export interface ImportOutcome {
  readonly outcomes: readonly ArticleOutcome[]
  readonly cancelled: boolean
}

/**
 * Imports files that were read, batch by batch. A file that failed does not stop the others; what fails is only an
 * import into a project that cannot be written to.
 */
export async function importFiles(
  files: AsyncIterable<FileOutcome> | Iterable<FileOutcome>,
  store: Pick<ArticleStore, 'importArticles'>,
  { allowDuplicates = false, onProgress, signal }: ImportFilesOptions = {},
): Promise<Result<ImportOutcome>> {
  const outcomes: ArticleOutcome[] = []
  let batch = emptyBatch()
  let count = 0
  const save = async (): Promise<Failure | null> => {
    if (batch.articles.length === 0) return null
    const { sources, articles } = batch
    batch = emptyBatch()
    const done = await store.importArticles({ sources, articles, allowDuplicates })
    if (!done.ok) return done.failure
    for (const outcome of done.value.outcomes) outcomes.push(outcome)
    onProgress?.({ files: count, articles: outcomes.length })
    return null
  }
  for await (const file of files) {
    if (signal?.aborted) break
    count++
    for (const failed of failedParts(file)) outcomes.push(failed)
    if (file.kind === 'read') addTo(batch, file)
    if (batch.articles.length < BATCH_ARTICLES && batch.size < BATCH_BYTES) continue
    const failure = await save()
    if (failure) return { ok: false, failure }
  }
  const failure = signal?.aborted ? null : await save()
  return failure ? { ok: false, failure } : ok({ outcomes, cancelled: signal?.aborted ?? false })
}

/** The file, or what in it could not be read. */
function failedParts(file: FileOutcome): ArticleOutcome[] {
  if (file.kind === 'failed') return [{ kind: 'failed', fileName: file.fileName, part: null, failure: file.failure }]
  const { fileName } = file.location
  return file.document.file.unread.map(({ part, failure }) => ({ kind: 'failed', fileName, part, failure }))
}

interface OpenBatch {
  readonly sources: ArticleBatch['sources'][number][]
  readonly articles: ArticleBatch['articles'][number][]
  /** Bytes of the files and UTF-16 units of the texts. */
  size: number
}

const emptyBatch = (): OpenBatch => ({ sources: [], articles: [], size: 0 })

function addTo(batch: OpenBatch, { location, document }: Extract<FileOutcome, { kind: 'read' }>): void {
  const { importer, bytes, file } = document
  if (file.articles.length === 0) return
  const source = batch.sources.push({ fileName: location.fileName, importer, bytes }) - 1
  batch.size += bytes.length
  for (const article of file.articles) {
    batch.articles.push({ source, article })
    batch.size += article.body.text.length
  }
}
