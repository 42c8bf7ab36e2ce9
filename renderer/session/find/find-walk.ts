import { hitsBefore } from '../../../model/text/hits.ts'
import type { Span } from '../../../model/text/span.ts'
import type { ArticleHits } from './find-messages.ts'
import type { FindState } from './find-state.ts'
import type { SessionState } from '../project/state.ts'

/** Longer selections are not taken as words to look for. */
const LONGEST_WORDS = 200

/** Selected words of one line, to look for; null where there are none. */
export function selectedWords({ open, selection }: SessionState): string | null {
  const words = open?.body.text.slice(selection.start, selection.end).trim() ?? ''
  return words !== '' && words.length <= LONGEST_WORDS && !words.includes('\n') ? words : null
}

/** Position of the hit after or before a selection; beyond the ends of the list where there is none. */
export const hitFromCaret = ({ hits }: FindState, { start, end }: Span, direction: 1 | -1): number =>
  direction > 0 ? hitsBefore(hits, end) : hitsBefore(hits, start) - 1

/**
 * The article with hits that follows or precedes the open one in the list, around its ends. Null where only the open one
 * is searched, while all are still being searched, and where no other has a hit.
 */
export function otherArticle(
  { scope, project }: FindState,
  { articles, open }: SessionState,
  direction: 1 | -1,
): ArticleHits | null {
  if (scope === 'article' || project.running) return null
  const places = new Map(articles.map(({ id }, place) => [id, place]))
  const placeOf = (article: string | undefined): number => places.get(article ?? '') ?? -1
  const here = placeOf(open?.article.id)
  const others = project.groups.filter(({ article }) => article !== open?.article.id && places.has(article))
  const next =
    direction > 0
      ? (others.find(({ article }) => placeOf(article) > here) ?? others[0])
      : (others.findLast(({ article }) => placeOf(article) < here) ?? others[others.length - 1])
  return next ?? null
}
