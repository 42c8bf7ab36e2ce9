import { hitCount } from '../../../model/text/hits.ts'
import { formatCount, formatNumber } from '../../components/format.ts'
import type { FindState } from '../../session/find/find-state.ts'

/** "3 of 27", "27 hits", "No hits"; empty where nothing is looked for or what was asked is no expression. */
export function countLabel({ query, hits, current, failure, busy }: FindState): string {
  const count = hitCount(hits)
  if (query.pattern === '' || failure !== null) return ''
  if (count === 0) return busy ? 'Searching…' : 'No hits'
  return current >= 0 ? `${formatNumber(current + 1)} of ${formatNumber(count)}` : formatCount(count, 'hit')
}

/** How the search over all articles stands: "Searching… 40 of 200 articles", "214 hits in 12 articles". */
export function projectLabel({ project, query }: Pick<FindState, 'project' | 'query'>): string {
  const { groups, hits, searched, total, running, limited } = project
  if (query.pattern === '') return ''
  const found = hits === 0 ? 'No hits' : `${formatCount(hits, 'hit')} in ${formatCount(groups.length, 'article')}`
  if (running) return `Searching… ${formatNumber(searched)} of ${formatCount(total, 'article')}. ${found} so far.`
  if (limited)
    return `The first ${formatCount(hits, 'hit')}, in ${formatCount(groups.length, 'article')}. Look for more to see the others.`
  return searched < total ? `${found} of ${formatNumber(searched)} searched.` : `${found}.`
}
