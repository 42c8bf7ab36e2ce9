import { filterRuns } from '../../../model/annotation/annotation-filter.ts'
import { type AnnotationRows, keepRows } from '../../../model/annotation/annotation-rows.ts'
import { indexRelations } from '../../../model/annotation/relation-index.ts'
import type { SessionState } from './state.ts'
import type { OpenArticle } from './held-records.ts'

interface Filtering extends Pick<OpenArticle, 'index' | 'relations'>, Pick<SessionState, 'filter'> {
  readonly keep: ReturnType<typeof filterRuns>
  readonly rows: AnnotationRows
}

let last: Filtering | null = null

/** The compiled filter, remembered while it is the same. Relations matter only where it asks for a missing role. */
function keepOf({ filter, relations }: Pick<Filtering, 'filter' | 'relations'>): Filtering['keep'] {
  const asksRoles = filter.some(({ kind }) => kind === 'without-role')
  if (last?.filter === filter && (last.relations === relations || !asksRoles)) return last.keep
  return filterRuns(filter, indexRelations(relations))
}

/**
 * The annotations of the open article that the filter lets through: all of them without a filter. The last result is
 * remembered, so that the list and walking share it.
 */
export function shownAnnotations({ open, filter }: Pick<SessionState, 'open' | 'filter'>): AnnotationRows | null {
  if (!open || filter.length === 0) return open?.index ?? null
  const { index, relations } = open
  const keep = keepOf({ relations, filter })
  if (last?.keep === keep && last.index === index) return last.rows
  const rows = keepRows(index, keep)
  last = { index, relations, filter, keep, rows }
  return rows
}
