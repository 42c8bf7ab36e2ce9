import type { Article } from '../../model/record/article.ts'
import { findTwin } from '../../model/record/article-twin.ts'
import { makeChange } from '../../model/change/change.ts'
import { LONGEST_LINE } from '../../model/record/limits.ts'
import { cutAt } from '../../model/text/shorten.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { ReadArticle } from '../articles-in/importer.ts'
import { sha256 } from '../files/sha256.ts'
import { bodyId } from '../store/body-id.ts'
import { readOnlyFailure } from '../store/refusals.ts'
import { commit, type OpenProject } from './open-project.ts'
import type { ArticleBatch, ArticleOutcome, OriginalFile } from '../articles-in/article-batch.ts'
import type { ImportedBatch } from './project-service.ts'

interface Ready {
  readonly position: number
  readonly article: Article
  readonly read: ReadArticle
}

/**
 * Saves articles that were read, with the bytes of their files, in one transaction. Articles whose text is in the project
 * already are skipped, unless duplicates are allowed. Where the transaction is refused, the articles are saved one by one.
 */
export function importArticles(project: OpenProject, batch: ArticleBatch): Result<ImportedBatch> {
  const { store, clock } = project
  if (store.readOnly !== null) return readOnlyFailure(store.readOnly)
  const hashes = batch.sources.map(({ bytes }) => sha256(bytes))
  const outcomes: ArticleOutcome[] = []
  const ready: Ready[] = []
  const known = batch.allowDuplicates
    ? ok({})
    : articlesWithTexts(
        project,
        batch.articles.map(({ article }) => sha256(article.body.text)),
      )
  if (!known.ok) return known
  const seen = new Map<string, string>()
  for (const [position, { source, article: read }] of batch.articles.entries()) {
    const origin = batch.sources[source]
    if (!origin) throw new Error(`There is no source ${source} in the batch`)
    const article = articleOf(read, origin, hashes[source] ?? '', clock.newId(), clock.now())
    const twin = batch.allowDuplicates ? null : findTwin(article.textSha256, article.id, known.value, seen)
    if (twin === null) {
      ready.push({ position, article, read })
      continue
    }
    const reason = 'The same text is in the project already.'
    outcomes[position] = { kind: 'skipped', fileName: origin.fileName, part: read.part, article: twin, reason }
  }
  const saved = ready.length === 0 ? ok(null) : saveAll(project, batch, ready)
  if (saved.ok) {
    for (const { position, article, read } of ready) outcomes[position] = imported(article, read)
    return ok({ outcomes, changes: saved.value ? [saved.value] : [] })
  }
  // What is wrong with the disk, or with the whole project, is wrong with each of them.
  if (ready.length === 1 || !['invalid-record', 'conflict'].includes(saved.failure.code)) {
    for (const { position, article } of ready) {
      const { fileName, part = null } = article.source
      outcomes[position] = { kind: 'failed', fileName, part, failure: saved.failure }
    }
    return ok({ outcomes, changes: [] })
  }
  const changes = ready.flatMap((item) => {
    const alone = saveAll(project, batch, [item])
    const { fileName, part = null } = item.article.source
    outcomes[item.position] = alone.ok
      ? imported(item.article, item.read)
      : { kind: 'failed', fileName, part, failure: alone.failure }
    return alone.ok ? [alone.value] : []
  })
  return ok({ outcomes, changes })
}

const imported = (article: Article, { warnings }: ReadArticle): ArticleOutcome => {
  const { fileName, part = null } = article.source
  return { kind: 'imported', fileName, part, article, warnings }
}

function saveAll(project: OpenProject, { sources, articles }: ArticleBatch, ready: readonly Ready[]) {
  const [first] = ready
  const title =
    ready.length === 1 && first ? `Import ${first.article.source.fileName}` : `Import ${ready.length} articles`
  const added = ready.map(({ article }) => article)
  const texts = ready.map(({ read }) => read.body)
  const change = makeChange(project.clock.newId(), title.slice(0, 500), { added, texts })
  const used = new Set(ready.map(({ position }) => articles[position]?.source))
  const originals = sources.flatMap(({ bytes }, number) => (used.has(number) ? [bytes] : []))
  const saved = commit(project, change, 'import', null, originals)
  // Whoever is told of it asks for texts when they are needed.
  return saved.ok ? ok({ ...change, texts: [] }) : saved
}

function articleOf(read: ReadArticle, source: OriginalFile, hash: string, id: string, now: string): Article {
  const { part, title, body, language, metadata, mediaType, encoding, byteOrderMark, newline, normalised, library } =
    read
  return {
    kind: 'article',
    id,
    title: cutAt(title, LONGEST_LINE),
    language,
    metadata,
    source: {
      fileName: source.fileName,
      ...(part === null ? {} : { part }),
      mediaType,
      sha256: hash,
      byteLength: source.bytes.byteLength,
      encoding,
      byteOrderMark,
      newline,
      importer: source.importer,
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

/** Which of these texts are in the project, by their SHA-256: text hash → id of the article. */
export function articlesWithTexts({ store }: OpenProject, hashes: readonly string[]): Result<Record<string, string>> {
  return store.attempt(() => {
    const known: Record<string, string> = {}
    for (const hash of hashes) {
      const article = store.articleWithText(hash)
      if (article !== null) known[hash] = article
    }
    return ok(known)
  })
}

/** The bytes an article was read from, and what its file was called. */
export function originalOf({ store }: OpenProject, id: string): Result<Pick<OriginalFile, 'fileName' | 'bytes'>> {
  return store.attempt(() => {
    const article = store.find('article', id)
    const bytes = article && store.original(article.source.sha256)
    if (!article) return fail('not-found', 'This article is not in the project.', 'Choose another one.', [id])
    if (!bytes) {
      return fail(
        'not-found',
        'Its original file is not in the project.',
        'It came from a dataset, which had its text only.',
      )
    }
    if (sha256(bytes) !== article.source.sha256) {
      return fail(
        'damaged-project',
        `The original file of "${article.title}" is not as it was imported: its bytes have changed in the project.`,
        'It is not shown. Look at a backup of the project, or at the file that you imported.',
      )
    }
    return ok({ fileName: article.source.fileName, bytes })
  })
}
