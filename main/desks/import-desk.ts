import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { Emit } from '../../preload/contract/events.ts'
import type {
  ImportDecision,
  ImportPreview,
  ImportReport,
  PreviewedFile,
  RereadChoice,
} from '../../preload/contract/contract.ts'
import { type ImportOptions, USUAL_OPTIONS } from '../articles-in/importer.ts'
import { type FoundFile, filesAt } from '../articles-in/reading/found-files.ts'
import { countSkipped } from '../articles-in/reading/skipped-files.ts'
import { needsALook, previewOf, withEdits } from '../articles-in/reading/preview-file.ts'
import type { ArticleStore } from '../articles-in/article-batch.ts'
import { createReadPool, type ReadPool } from '../articles-in/reading/read-pool.ts'
import type { FileLocation } from '../articles-in/reading/read-messages.ts'
import { importFiles } from '../articles-in/reading/import-files.ts'
import { type FileOutcome, readFiles } from '../articles-in/reading/read-files.ts'
import { throttled } from '../datasets/progress.ts'
import type { ProjectStore } from '../project/store-client.ts'
import { reportOf } from './import-report.ts'
import { createChangeTeller } from './tell-changes.ts'

/** Files whose content is kept until a decision come to so many bytes at most; the others are read again. */
const MOST_KEPT = 256 * 1024 * 1024

/** Previews cross to the window in pieces of so many files: thousands at once would keep it, and this process, waiting. */
const PREVIEW_PIECE = 50

interface StagedFile {
  readonly location: FileLocation | null
  options: ImportOptions
  /** null: to be read again when it is imported. */
  source: FileOutcome | null
}

interface Stage {
  readonly id: string
  readonly files: StagedFile[]
  /** How many articles were found. */
  readonly articles: number
  /** What was left aside, as a sentence. */
  readonly aside: string | null
}

export interface ImportDeskPort {
  readonly store: Pick<ProjectStore, 'importArticles' | 'articlesWithTexts'>
  readonly emit: Emit
  /** Called before so many articles are saved that a backup is due. */
  readonly beforeMany?: () => Promise<void> | null
  readonly createPool?: () => ReadPool
}

/** Articles of an import from which on a backup is due before it. */
const MANY = 50

/** Imports of article files: what is certain at once, all else after a person has looked at it. One at a time. */
export interface ImportDesk {
  /** Reads what paths lead to. null: a preview was shown; {@link ImportDesk.decide} follows. */
  take(paths: readonly string[]): Promise<Result<ImportReport | null>>
  takePasted(pasted: { readonly text: string; readonly html: string }): Promise<Result<ImportReport | null>>
  reread(id: string, file: number, choice: RereadChoice): Promise<Result<PreviewedFile>>
  decide(decision: ImportDecision): Promise<Result<ImportReport>>
  cancel(): void
  /** Makes ready for the first file. */
  warm(): void
}

const gone = () => fail('not-found', 'This import is not waiting any more.', 'Open the files again.')

export function createImportDesk(port: ImportDeskPort): ImportDesk {
  const { store, emit, beforeMany, createPool = createReadPool } = port
  let stage: Stage | null = null
  // Kept from one import to the next: a thread takes longer to start than a file to be read.
  let pool: ReadPool | null = null
  let running: AbortController | null = null

  const openPool = (): ReadPool => (pool ??= createPool())
  const start = (): { readonly pool: ReadPool; readonly abort: AbortController } => {
    running = new AbortController()
    return { pool: openPool(), abort: running }
  }
  const stop = (): void => {
    running?.abort()
    running = null
    pool?.close()
    pool = null
  }
  // From now on: an import that is done at once shows no progress.
  const teller = (phase: 'reading' | 'saving', total: number | null) =>
    throttled(
      (files: number, articles: number) => emit('importProgress', { phase, files, articles, total }),
      performance.now(),
    )

  const take = async (sources: Iterable<FoundFile>, look: boolean): Promise<Result<ImportReport | null>> => {
    stage = null
    try {
      return await readAll(sources, look)
    } finally {
      emit('importProgress', null)
    }
  }

  const readAll = async (sources: Iterable<FoundFile>, look: boolean): Promise<Result<ImportReport | null>> => {
    const { pool: threads, abort } = start()
    const files: StagedFile[] = []
    let kept = 0
    let articles = 0
    const tell = teller('reading', null)
    const previews: PreviewedFile[] = []
    const twins = new Map<string, string>()
    let told = 0
    const aside = countSkipped()
    const reading = { importer: null, options: USUAL_OPTIONS, onSkipped: aside.note }
    for await (const source of readFiles(sources, threads, reading)) {
      if (abort.signal.aborted) break
      const preview = await previewOf(source, store, twins)
      if (!preview.ok) return preview
      previews.push(preview.value)
      if (source.kind === 'read') {
        kept += source.document.bytes.length * 2
        articles += source.document.file.articles.length
      }
      const location = source.location ?? null
      files.push({ location, options: USUAL_OPTIONS, source: kept > MOST_KEPT && location ? null : source })
      tell(files.length, articles)
      if (previews.length - told < PREVIEW_PIECE) continue
      // So many are looked at in any case.
      emit('importFound', previews.slice(told))
      told = previews.length
    }
    if (abort.signal.aborted) return fail('cancelled', 'The import was cancelled.', 'Nothing was imported.')
    stage = { id: randomUUID(), files, articles, aside: aside.sentence() }
    if (!look && !needsALook(previews)) {
      return decide({ id: stage.id, leaveOut: [], edits: [], allowDuplicates: false })
    }
    emit('importStaged', { id: stage.id, files: previews.slice(told) } satisfies ImportPreview)
    return ok(null)
  }

  /** What is staged, with what was decided; files that were let go of are read again. */
  async function* decided({ leaveOut, edits }: ImportDecision, files: readonly StagedFile[], threads: ReadPool) {
    const key = (file: number, article: number): string => `${file} ${article}`
    const left = new Set(leaveOut.map(([file, article]) => key(file, article)))
    const edited = new Map(edits.map((edit) => [key(edit.file, edit.article), edit]))
    for (const [position, file] of files.entries()) {
      const source = file.source ?? (await readAgain(file, threads))
      yield withEdits(
        source,
        (article) => !left.has(key(position, article)),
        (article) => edited.get(key(position, article)) ?? null,
      )
    }
  }

  const readAgain = async ({ location, options, source }: StagedFile, threads: ReadPool): Promise<FileOutcome> => {
    if (!location) {
      if (source) return source
      throw new Error('A file that was never read has no location')
    }
    for await (const again of readFiles([{ kind: 'file', location }], threads, { importer: null, options }))
      return again
    return { kind: 'failed', fileName: location.fileName, failure: gone().failure }
  }

  const decide = async (decision: ImportDecision): Promise<Result<ImportReport>> => {
    const staged = stage
    if (staged?.id !== decision.id) return gone()
    stage = null
    if (staged.articles >= MANY) await beforeMany?.()
    const { pool: threads, abort } = start()
    const tell = teller('saving', staged.files.length)
    const changes = createChangeTeller((change) => emit('changeApplied', { change, origin: 'import' }))
    try {
      const importArticles: ArticleStore['importArticles'] = async (batch) => {
        const saved = await store.importArticles(batch)
        if (saved.ok) for (const change of saved.value.changes) changes.add(change)
        return saved
      }
      const saving = importFiles(
        decided(decision, staged.files, threads),
        { importArticles },
        {
          allowDuplicates: decision.allowDuplicates,
          onProgress: ({ files, articles }) => tell(files, articles),
          signal: abort.signal,
        },
      )
      // Before the report, which names the articles; and also where the import fails.
      const done = await saving.finally(changes.flush)
      if (!done.ok) return done
      const report = reportOf(done.value.outcomes, done.value.cancelled, staged.aside)
      emit('articlesImported', report)
      return ok(report)
    } finally {
      running = null
      emit('importProgress', null)
    }
  }

  return {
    take: (paths) => take(filesAt(paths), false),
    takePasted: ({ text, html }) => {
      const isPage = html.trim() !== ''
      const fileName = isPage ? 'Pasted page.html' : 'Pasted text.txt'
      const bytes = new Uint8Array(Buffer.from(isPage ? html : text))
      return take([{ kind: 'file', location: { fileName, path: null, entry: null, bytes, size: bytes.length } }], true)
    },
    async reread(id, number, choice) {
      const file = stage?.id === id ? stage.files[number] : undefined
      if (!file?.location) return gone()
      file.options = choice
      const source = await readAgain(file, openPool())
      file.source = source
      return previewOf(source, store, new Map())
    },
    decide,
    cancel() {
      stage = null
      stop()
    },
    warm: () => openPool().warm(),
  }
}
