import type { FindQuery } from '../../../model/text/find.ts'
import { hitCount } from '../../../model/text/hits.ts'
import type { Failure } from '../../../model/value/result.ts'
import type { Workbench } from '../../../preload/contract/contract.ts'
import type { ArticleHits } from './find-messages.ts'
import type { FindEngine } from './find-thread.ts'

/** Most hits of a search over all articles: more are neither listed nor tagged at once. */
export const MOST_HITS = 20_000

/** Text in one request, in UTF-16 units: the store is busy for a few milliseconds, then saves can come between. */
const BATCH_LENGTH = 500_000
const BATCH_ARTICLES = 200

/** Progress of a search over all articles. `groups` has the articles with hits, in the order of the list. */
export interface ProjectFind {
  readonly groups: readonly ArticleHits[]
  readonly hits: number
  readonly searched: number
  readonly total: number
  readonly running: boolean
  /** Whether it ended because there were too many hits. */
  readonly limited: boolean
  readonly failure: Failure | null
}

export const NOTHING_FOUND: ProjectFind = {
  groups: [],
  hits: 0,
  searched: 0,
  total: 0,
  running: false,
  limited: false,
  failure: null,
}

/** What searching needs of an article. */
interface Searchable {
  readonly id: string
  readonly title: string
  readonly textLength: number
}

/** Articles that are read and searched together. */
function batchesOf(articles: readonly Searchable[], single: boolean): Searchable[][] {
  const batches: Searchable[][] = []
  let length = 0
  for (const article of articles) {
    const last = batches[batches.length - 1]
    const full = single || length + article.textLength > BATCH_LENGTH || (last?.length ?? 0) >= BATCH_ARTICLES
    if (!last || full) {
      batches.push([article])
      length = article.textLength
    } else {
      last.push(article)
      length += article.textLength
    }
  }
  return batches
}

export interface ProjectSearch {
  readonly workbench: Pick<Workbench, 'articleTexts'>
  readonly engine: FindEngine
  readonly articles: readonly Searchable[]
  readonly query: FindQuery
  /** Called after each batch. */
  readonly onProgress: (state: ProjectFind) => void
  readonly isCancelled: () => boolean
}

/**
 * Searches all articles, in batches that each take little time. A failure ends the search; what was found before stays.
 * When cancelled, resolves early and reports nothing.
 */
export async function searchProject(search: ProjectSearch): Promise<void> {
  const { workbench, engine, articles, query, onProgress, isCancelled } = search
  let state: ProjectFind = { ...NOTHING_FOUND, total: articles.length, running: true }
  const tell = (next: Partial<ProjectFind>): void => {
    state = { ...state, ...next }
    onProgress(state)
  }
  tell({})
  // A regular expression is timed in each article, so that a failure can name the article in which it never ends.
  for (const batch of batchesOf(articles, query.regex)) {
    const texts = await workbench.articleTexts(batch.map(({ id }) => id))
    if (isCancelled()) return
    const found = texts.ok ? await engine.inArticles(texts.value, query, MOST_HITS - state.hits) : texts
    if (isCancelled()) return
    if (!found.ok) return tell({ running: false, failure: inArticle(found.failure, batch[0], query) })
    let { hits } = state
    for (const group of found.value) hits += hitCount(group.hits)
    const limited = hits >= MOST_HITS
    const groups = found.value.length > 0 ? [...state.groups, ...found.value] : state.groups
    tell({ groups, hits, limited, searched: state.searched + batch.length })
    if (limited) break
  }
  return tell({ running: false })
}

function inArticle(failure: Failure, article: Searchable | undefined, { regex }: FindQuery): Failure {
  if (failure.code !== 'too-slow' || !article || !regex) return failure
  return { ...failure, message: `This regular expression takes too long in the article “${article.title}”.` }
}
