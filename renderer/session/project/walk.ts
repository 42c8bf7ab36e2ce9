import type { Annotation } from '../../../model/record/annotation.ts'
import { type AnnotationRows, keepRows } from '../../../model/annotation/annotation-rows.ts'
import { indexRelations } from '../../../model/annotation/relation-index.ts'
import type { SessionState } from './state.ts'

/** The annotation a step leads to, around the ends: from the selected one, or from the caret where that is not in the rows. */
export function stepThrough(
  rows: AnnotationRows,
  { selected, selection }: Pick<SessionState, 'selected' | 'selection'>,
  direction: 1 | -1,
): Annotation | undefined {
  if (rows.size === 0) return undefined
  const from = selected ? rows.positionOf(selected) : -1
  const caret = rows.countBefore(selection.start + (direction > 0 ? 0 : 1))
  const next = from >= 0 ? from + direction : direction > 0 ? caret : caret - 1
  return rows.at((next + rows.size) % rows.size)
}

/** The next annotation of a type that has no relation of a role; undefined where every one has. */
export function nextWithoutRole(
  { open, selected, selection }: Pick<SessionState, 'open' | 'selected' | 'selection'>,
  type: string,
  role: string,
  direction: 1 | -1,
): Annotation | undefined {
  if (!open) return undefined
  const relations = indexRelations(open.relations)
  const lacks = (annotation: Annotation): boolean => annotation.type === type && !relations.has(annotation.id, role)
  // The walk goes on from the selected one, so it is kept in any case.
  const rows = keepRows(open.index, (run) => run.filter((item) => item.id === selected || lacks(item)))
  const next = stepThrough(rows, { selected, selection }, direction)
  return next && lacks(next) ? next : undefined
}
