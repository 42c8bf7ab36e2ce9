import { type Failure, ok, type Result } from '../../../model/value/result.ts'
import type { Change } from '../../../model/change/change.ts'
import type { ImportOptions, ReadArticle } from '../importer.ts'
import { entriesOf, type FoundSource } from './import-sources.ts'
import type { ArticleOutcome, ImportBatch, ImportedBatch, SourceFile } from '../../project/project-service.ts'
import type { ReadAnswer, ReadDocument, SourcePlace } from './read-messages.ts'
import type { ReadPool } from './read-pool.ts'

/**
 * Articles are taken in by so many at once, or earlier when their texts and files come to so many bytes: handing over
 * more would keep the process that the window's keys come through.
 */
const BATCH_ARTICLES = 50
const BATCH_BYTES = 512 * 1024

/** So many files are read ahead for each thread: enough to keep them busy, and never all at once in memory. */
const READ_AHEAD = 16

/** One file after reading: its articles, or why there are none. */
export type ReadSource =
  | { readonly kind: 'read'; readonly place: SourcePlace; readonly document: ReadDocument }
  /** `place` where it may be read again, in another way. */
  | { readonly kind: 'failed'; readonly fileName: string; readonly failure: Failure; readonly place?: SourcePlace }

export interface ReadingOptions {
  readonly importer: string | null
  readonly options: ImportOptions
  /** Told of each file that is no article. */
  readonly onSkipped?: (fileName: string) => void
}

/**
 * Reads sources in the pool's threads and gives what came of each, in their own order. Archives are replaced by what is
 * in them.
 */
export async function* readSources(
  sources: Iterable<FoundSource>,
  pool: Pick<ReadPool, 'read'>,
  reading: ReadingOptions,
): AsyncIterable<ReadSource> {
  const under: Promise<readonly FoundSource[] | ReadSource>[] = []
  const upcoming: FoundSource[] = []
  const iterator = sources[Symbol.iterator]()
  const { onSkipped, ...how } = reading
  const start = (source: Exclude<FoundSource, { kind: 'aside' }>): Promise<readonly FoundSource[] | ReadSource> => {
    if (source.kind === 'failed') return Promise.resolve(source)
    const { place } = source
    return pool.read({ place, ...how }).then((answer) => outcomeOf(place, answer))
  }
  const fill = (): void => {
    while (under.length < READ_AHEAD) {
      const queued = upcoming.shift()
      const next = queued ?? iterator.next().value
      if (!next) return
      if (next.kind === 'aside') onSkipped?.(next.fileName)
      else under.push(start(next))
    }
  }
  for (fill(); under.length > 0; fill()) {
    // oxlint-disable-next-line no-await-in-loop -- in their order, while the next ones are being read
    const outcome = await under.shift()
    if (outcome === undefined) return
    if (!Array.isArray(outcome)) {
      yield outcome as ReadSource
      continue
    }
    // What is in an archive comes before what was to come after it; that is being read already, and waits.
    yield* readSources(outcome as readonly FoundSource[], pool, reading)
  }
}

function outcomeOf(place: SourcePlace, answer: ReadAnswer): readonly FoundSource[] | ReadSource {
  if (!answer.ok) return { kind: 'failed', fileName: place.fileName, failure: answer.failure, place }
  if (answer.value.kind === 'document') return { kind: 'read', place, document: answer.value }
  const { names, aside, refused } = answer.value
  return [
    ...entriesOf(place, names).map((entry): FoundSource => ({ kind: 'file', place: entry })),
    ...aside.map((name): FoundSource => ({ kind: 'aside', fileName: `${place.fileName}/${name}` })),
    ...refused.map(
      ({ name, failure }): FoundSource => ({ kind: 'failed', fileName: `${place.fileName}/${name}`, failure }),
    ),
  ]
}

/** What is taken in, and where: the store, which may be in its thread. */
export interface ImportPort {
  importArticles(batch: ImportBatch): Result<ImportedBatch> | Promise<Result<ImportedBatch>>
}

export interface ImportProgressNow {
  readonly files: number
  readonly articles: number
}

export interface ImportHooks {
  readonly onChange?: (change: Change) => void
  readonly onProgress?: (progress: ImportProgressNow) => void
  readonly signal?: AbortSignal
}

/** What became of everything. Cancelled: what was taken in before stays. */
export interface ImportOutcome {
  readonly outcomes: readonly ArticleOutcome[]
  readonly cancelled: boolean
}

/**
 * Takes files that were read into the project, batch by batch. One that failed never stops the others; only what is
 * wrong with the project itself does, as a failure.
 */
export async function importSources(
  sources: AsyncIterable<ReadSource> | Iterable<ReadSource>,
  port: ImportPort,
  allowDuplicates: boolean,
  { onChange, onProgress, signal }: ImportHooks = {},
): Promise<Result<ImportOutcome>> {
  const outcomes: ArticleOutcome[] = []
  let batch = emptyBatch()
  let files = 0
  const flush = async (): Promise<Failure | null> => {
    if (batch.articles.length === 0) return null
    const { sources: batchSources, articles } = batch
    batch = emptyBatch()
    const done = await port.importArticles({ sources: batchSources, articles, allowDuplicates })
    if (!done.ok) return done.failure
    outcomes.push(...done.value.outcomes)
    for (const change of done.value.changes) onChange?.(change)
    onProgress?.({ files, articles: outcomes.length })
    return null
  }
  for await (const source of sources) {
    if (signal?.aborted) break
    files++
    if (source.kind === 'failed') {
      outcomes.push({ kind: 'failed', fileName: source.fileName, part: null, failure: source.failure })
      continue
    }
    const { importer, bytes, file } = source.document
    const { fileName } = source.place
    for (const { part, failure } of file.unread) outcomes.push({ kind: 'failed', fileName, part, failure })
    if (file.articles.length === 0) continue
    const position = batch.sources.push({ fileName, importer, bytes }) - 1
    batch.size += bytes.length
    for (const article of file.articles) {
      batch.articles.push({ source: position, article })
      batch.size += article.body.text.length
    }
    if (batch.articles.length < BATCH_ARTICLES && batch.size < BATCH_BYTES) continue
    const failure = await flush()
    if (failure) return { ok: false, failure }
  }
  if (!signal?.aborted) {
    const failure = await flush()
    if (failure) return { ok: false, failure }
  }
  return ok({ outcomes, cancelled: signal?.aborted ?? false })
}

interface OpenBatch {
  readonly sources: SourceFile[]
  readonly articles: { readonly source: number; readonly article: ReadArticle }[]
  size: number
}

const emptyBatch = (): OpenBatch => ({ sources: [], articles: [], size: 0 })
