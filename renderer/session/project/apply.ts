import type { Annotation } from '../../../model/record/annotation.ts'
import { applyChange, type Delta } from '../../../model/change/apply.ts'
import type { Change } from '../../../model/change/change.ts'
import { homeOf } from '../../../model/record/kinds.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import { type Rejection, rejectedKey } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { RecordView } from '../../../model/change/view.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import { spliceText } from '../../../model/text/splices.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { OpenArticle, SessionState, TypeCounts } from './state.ts'

/** Whether an open article shows a relation: its own, and those of others that lead to one of its annotations. */
const shows = (open: OpenArticle, { article, target }: Relation): boolean =>
  article === open.article.id || ('annotation' in target && open.index.get(target.annotation) !== undefined)

/** What a window holds: all of the project's own records, and of annotations and what is about them one article's. */
function viewOfState(state: SessionState): RecordView {
  const { open } = state
  const heldHere = (record: ProjectRecord): boolean => open?.article.id === homeOf(record)
  const listed = (list: readonly ProjectRecord[], id: string) => list.find((item) => item.id === id) ?? 'absent'
  return {
    find(record) {
      switch (record.kind) {
        case 'project':
          return state.project
        case 'codebook':
          return state.codebook
        case 'annotator':
          return listed(state.annotators, record.id)
        case 'entity':
          return listed(state.entities, record.id)
        case 'article':
          return listed(state.articles, record.id)
        case 'annotation':
          if (!open || !heldHere(record)) return 'elsewhere'
          return open.index.get(record.id) ?? (open.complete ? 'absent' : 'elsewhere')
        case 'relation':
          return open?.relations.get(record.id) ?? (open && heldHere(record) ? 'absent' : 'elsewhere')
        case 'prediction':
          return open && heldHere(record) ? (open.predictions.get(record.id) ?? 'absent') : 'elsewhere'
        case 'rejection': {
          if (!open || !heldHere(record)) return 'elsewhere'
          const found = open.rejections.get(rejectedKey(record))
          return found?.id === record.id ? found : 'absent'
        }
      }
    },
    placedIn(article) {
      if (!open || open.article.id !== article || !open.complete) return 'elsewhere'
      return [...open.index, ...open.predictions.values(), ...open.rejections.values()]
    },
  }
}

/** A list with some of its records put in, changed or taken out; one copy, however many there are. */
function changedList<T extends ProjectRecord>(list: readonly T[], delta: Delta, kind: T['kind']): readonly T[] {
  const after = new Map<string, T | null>()
  for (const step of delta) {
    const record = step.after ?? step.before
    if (record?.kind === kind) after.set(record.id, step.after as T | null)
  }
  if (after.size === 0) return list
  const known = new Set(list.map(({ id }) => id))
  const kept = list.flatMap((item) => {
    const changed = after.get(item.id)
    return changed === undefined ? [item] : changed === null ? [] : [changed]
  })
  for (const [id, record] of after) if (record && !known.has(id)) kept.push(record)
  return kept
}

const last = <T extends ProjectRecord>(delta: Delta, kind: T['kind'], held: T): T => {
  const found = delta.findLast(({ after }) => after?.kind === kind)?.after
  return found ? (found as T) : held
}

/** How many annotations of each type each article has afterwards. */
function changedCounts(counts: SessionState['counts'], delta: Delta): SessionState['counts'] {
  const next: Record<string, TypeCounts> = { ...counts }
  const count = ({ article, type }: Annotation, by: 1 | -1): void => {
    const old = next[article] ?? {}
    next[article] = { ...old, [type]: (old[type] ?? 0) + by }
  }
  for (const { before, after } of delta) {
    if (before?.kind === 'annotation' && after?.kind === 'annotation' && before.type === after.type) continue
    if (before?.kind === 'annotation') count(before, -1)
    if (after?.kind === 'annotation') count(after, 1)
    if (before?.kind === 'article' && !after) delete next[before.id]
  }
  return next
}

/** The open article afterwards. Annotations go into its index together: there may be thousands. */
function changedArticle(open: OpenArticle, delta: Delta): OpenArticle {
  const here = open.article.id
  const [replaced, fresh]: [Annotation[], Annotation[]] = [[], []]
  let { index, relations, predictions } = open
  let rejections: Map<string, Rejection> | null = null
  for (const { before, after } of delta) {
    const record = after ?? before
    if (record?.kind === 'annotation' && record.article === here) {
      if (!after && before) index = index.remove(before.id)
      else (index.get(record.id) ? replaced : fresh).push(record)
    } else if (record?.kind === 'prediction' && record.article === here) {
      predictions = after ? predictions.with(record.id, record) : predictions.without(record.id)
    } else if (record?.kind === 'rejection' && record.article === here) {
      rejections ??= new Map(open.rejections)
      if (before?.kind === 'rejection') rejections.delete(rejectedKey(before))
      if (after) rejections.set(rejectedKey(record), record)
    }
  }
  if (replaced.length > 0) index = index.replaceAll(replaced)
  if (fresh.length > 0) index = fresh.length === 1 ? index.add(fresh[0] as Annotation) : index.addAll(fresh)
  // Relations last: whether they are shown is told by the annotations they lead to.
  const next = { ...open, index, predictions, rejections: rejections ?? open.rejections }
  for (const { before, after } of delta) {
    if (before?.kind === 'relation') relations = relations.without(before.id)
    if (after?.kind === 'relation' && shows(next, after)) relations = relations.with(after.id, after)
  }
  return {
    ...next,
    relations,
    article: last(
      delta.filter(({ after }) => after?.id === here),
      'article',
      open.article,
    ),
  }
}

/** The text of an open article after a change; null where the change names one that does not travel with it. */
function bodyAfter({ article, body }: OpenArticle, { edits, texts }: Change): ArticleBody | null {
  const edit = edits.find((item) => item.article === article.id)
  if (!edit) return body
  const text = spliceText(body.text, edit.splices)
  return texts.find((candidate) => candidate.text === text) ?? null
}

/** Whether a delta is about anything that an open article holds. */
const concerns = (open: OpenArticle, delta: Delta): boolean =>
  delta.some(({ before, after }) => {
    const record = after ?? before
    return (
      record?.kind === 'relation' || record?.id === open.article.id || (record && homeOf(record) === open.article.id)
    )
  })

/**
 * The one way the window's state moves. Refuses with `conflict` what does not fit what the window shows; what it does
 * not hold (annotations of other articles) is checked by the store.
 */
export function applyToState(state: SessionState, change: Change): Result<SessionState> {
  const applied = applyChange(viewOfState(state), change)
  if (!applied.ok) return applied
  const delta = applied.value
  const next: SessionState = {
    ...state,
    project: last(delta, 'project', state.project),
    codebook: last(delta, 'codebook', state.codebook),
    annotators: changedList(state.annotators, delta, 'annotator'),
    entities: changedList(state.entities, delta, 'entity'),
    articles: changedList(state.articles, delta, 'article'),
    counts: changedCounts(state.counts, delta),
  }
  const { open } = state
  if (!open || !concerns(open, delta)) return ok(next)
  const closes = delta.some(
    ({ before, after }) => before?.kind === 'article' && before.id === open.article.id && !after,
  )
  if (closes) return ok({ ...next, open: null, selected: null, selection: { start: 0, end: 0 } })
  const body = bodyAfter(open, change)
  // The text is stored, but not at hand: the article is to be opened anew.
  if (!body) return ok({ ...next, open: null, selected: null, selection: { start: 0, end: 0 } })
  const opened = { ...changedArticle(open, delta), body }
  const { selected } = state
  const gone = selected !== null && open.index.get(selected) !== undefined && opened.index.get(selected) === undefined
  return ok({ ...next, open: opened, selected: gone ? null : selected })
}

/** Takes a page of annotations into the open article. Ones that are there already (tagged meanwhile) are kept as they are. */
export function addPage(
  open: OpenArticle,
  annotations: readonly Annotation[],
  problems: readonly { readonly annotation: string; readonly fragments: readonly number[] }[],
  complete: boolean,
): OpenArticle {
  const known = new Map(open.problems)
  for (const problem of problems) known.set(problem.annotation, problem.fragments)
  const fresh = annotations.filter(({ id }) => !open.index.get(id))
  return { ...open, index: open.index.addAll(fresh), problems: problems.length > 0 ? known : open.problems, complete }
}
