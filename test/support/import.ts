import type { Change } from '../../model/change/change.ts'
import type { Result } from '../../model/value/result.ts'
import { plainTextBatch } from '../../main/articles-in/reading/plain-text-batch.ts'
import type { ArticleBatch, ArticleOutcome } from '../../main/articles-in/article-batch.ts'
import type { ImportedBatch } from '../../main/project/project-service.ts'

type Imported = Extract<ArticleOutcome, { readonly kind: 'imported' }> & { readonly change: Change }
type Skipped = Extract<ArticleOutcome, { readonly kind: 'skipped' }>

const single = (done: Result<ImportedBatch>): Result<Imported | Skipped> => {
  if (!done.ok) return done
  const [outcome] = done.value.outcomes
  const [change] = done.value.changes
  if (outcome?.kind === 'failed') return { ok: false, failure: outcome.failure }
  if (outcome?.kind === 'skipped') return { ok: true, value: outcome }
  if (!outcome || !change) throw new Error('Nothing was imported')
  return { ok: true, value: { ...outcome, change } }
}

/** Takes one plain text file into the open project. */
export function importText(
  service: { importArticles(batch: ArticleBatch): Result<ImportedBatch> },
  path: string,
): Result<Imported | Skipped> {
  const batch = plainTextBatch(path)
  return batch.ok ? single(service.importArticles(batch.value)) : batch
}

/** The same through the store's thread. */
export async function importTextLater(
  store: { importArticles(batch: ArticleBatch): Promise<Result<ImportedBatch>> },
  path: string,
): Promise<Result<Imported | Skipped>> {
  const batch = plainTextBatch(path)
  return batch.ok ? single(await store.importArticles(batch.value)) : batch
}
