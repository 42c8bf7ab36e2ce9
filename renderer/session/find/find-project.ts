import type { FindQuery } from '../../../model/text/find.ts'
import { hitCount } from '../../../model/text/hits.ts'
import type { Failure } from '../../../model/value/result.ts'
import type { Workbench } from '../../../preload/contract/contract.ts'
import type { ArticleHits } from './find-messages.ts'
import type { FindEngine } from './find-thread.ts'

/** Hits of a search over all articles; more are neither listed nor tagged at once. */
export const MOST_HITS = 20_000

/** Text that is asked for at once, in UTF-16 units: the store is busy for a few milliseconds, then saves come between. */
const BATCH_LENGTH = 500_000
const BATCH_ARTICLES = 200

/** How a search over all articles stands. `groups` has the articles with hits, in the order of the list. */
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

/** An article as far as searching goes. */
interface Searchable {
  readonly id: string
  readonly title: string
  readonly textLength: number
}

/** Articles that are read and searched at once. */
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
  /** Told after each batch. */
  readonly onProgress: (state: ProjectFind) => void
  readonly isCancelled: () => boolean
}

/**
 * Searches article by article, as many at a time as make a short piece of work. A failure ends it; what was found until
 * then stays. Resolves early, without a word, when it is cancelled.
 */
export async function searchProject(search: ProjectSearch): Promise<void> {
  const { workbench, engine, articles, query, onProgress, isCancelled } = search
  let state: ProjectFind = { ...NOTHING_FOUND, total: articles.length, running: true }
  const tell = (next: Partial<ProjectFind>): void => {
    state = { ...state, ...next }
    onProgress(state)
  }
  tell({})
  // An expression gets its time for one article, so that the one it does not come to an end with can be named.
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
