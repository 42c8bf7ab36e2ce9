import { filterTest } from '../../model/annotation-filter.ts'
import { type AnnotationRows, keepRows } from '../../model/annotation-rows.ts'
import { indexRelations } from '../../model/relation-index.ts'
import type { OpenArticle, SessionState } from './state.ts'

type Shown = Pick<SessionState, 'filter'> & { readonly open: Pick<OpenArticle, 'index' | 'relations'> }

let last: { readonly of: Shown; readonly rows: AnnotationRows } | null = null

/** Whether the filter gives the same for both: relations only count where it asks for a missing role. */
function sameRows(a: Shown, b: Shown): boolean {
  return (
    a.filter === b.filter &&
    a.open.index === b.open.index &&
    (a.open.relations === b.open.relations || !a.filter.some(({ kind }) => kind === 'without-role'))
  )
}

/**
 * The annotations of the open article that the filter lets through: all of them where nothing is asked. Computed once for
 * each index and filter; what was computed last is remembered, so that list and walking share it.
 */
export function shownAnnotations({ open, filter }: Pick<SessionState, 'open' | 'filter'>): AnnotationRows | null {
  if (!open || filter.length === 0) return open?.index ?? null
  const of = { open, filter }
  if (last && sameRows(last.of, of)) return last.rows
  const rows = keepRows(open.index, filterTest(filter, indexRelations(open.relations)))
  last = { of: { open: { index: open.index, relations: open.relations }, filter }, rows }
  return rows
}
