import type { FindQuery } from '../../../model/text/find.ts'
import type { Hits } from '../../../model/text/hits.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import type { Result } from '../../../model/value/result.ts'
import type { FindEngine } from './find-thread.ts'

/** A text, by its key, and what to look for in it. */
export interface WantedSearch {
  readonly key: string
  readonly body: ArticleBody
  readonly query: FindQuery
}

/**
 * Makes the search of the open article: one at a time. What is wanted by the time a search ends is looked for next, and
 * only the answer to what is still wanted is told.
 */
export function createArticleSearch(
  engine: FindEngine,
  wanted: () => WantedSearch | null,
  onAnswer: (hits: Result<Hits>) => void,
): () => Promise<void> {
  let running: FindQuery | null = null
  const search = async (): Promise<void> => {
    const asked = wanted()
    if (!asked) return
    if (running) {
      // Plain words take no time. A regular expression may never end.
      if (running.regex) engine.cancel()
      return
    }
    running = asked.query
    const hits = await engine.inText(asked.key, asked.body.text, asked.query)
    running = null
    const now = wanted()
    const isWanted = now?.body === asked.body && now.query === asked.query
    if (!isWanted || (!hits.ok && hits.failure.code === 'cancelled')) return search()
    return onAnswer(hits)
  }
  return search
}
