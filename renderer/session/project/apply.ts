import type { Annotation } from '../../../model/record/annotation.ts'
import { type Change } from '../../../model/change/change.ts'
import { sameValue } from '../../../model/value/same-value.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import { type Rejection, rejectedKey } from '../../../model/record/rejection.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { OpenArticle, SessionState, TypeCounts } from './state.ts'

type Counts = Record<string, TypeCounts>

function count(counts: Counts, annotation: Annotation, by: 1 | -1): void {
  const old = counts[annotation.article] ?? {}
  counts[annotation.article] = { ...old, [annotation.type]: (old[annotation.type] ?? 0) + by }
}

/** Whether the window holds what it needs to check and apply a record. Annotations of other articles stay on disk. */
function stale(state: SessionState, before: ProjectRecord): boolean {
  const same = (held: ProjectRecord | undefined): boolean => !held || !sameValue(held, before)
  switch (before.kind) {
    case 'annotation':
      return state.open?.article.id === before.article && state.open.complete && same(state.open.index.get(before.id))
    case 'article':
      return same(state.articles.find(({ id }) => id === before.id))
    case 'codebook':
      return same(state.codebook)
    case 'project':
      return same(state.project)
    case 'entity':
      return same(state.entities.find(({ id }) => id === before.id))
    case 'annotator':
      return same(state.annotators.find(({ id }) => id === before.id))
    case 'relation':
      return same(state.open?.relations.get(before.id))
    case 'prediction':
      return state.open?.article.id === before.article && same(state.open.predictions.get(before.id))
    case 'rejection':
      return state.open?.article.id === before.article && same(state.open.rejections.get(rejectedKey(before)))
  }
}

function putInto<T extends { readonly id: string }>(list: readonly T[], record: T): readonly T[] {
  return list.some(({ id }) => id === record.id)
    ? list.map((item) => (item.id === record.id ? record : item))
    : [...list, record]
}

/** The same for several that are most likely all new: one copy of the list, however many come. */
function putAllInto<T extends { readonly id: string }>(list: readonly T[], records: readonly T[]): readonly T[] {
  const coming = new Set(records.map(({ id }) => id))
  const known = new Set(list.filter(({ id }) => coming.has(id)).map(({ id }) => id))
  const fresh = records.filter(({ id }) => !known.has(id))
  const again = records.filter(({ id }) => known.has(id))
  return again.reduce<readonly T[]>((sum, record) => putInto(sum, record), [...list, ...fresh])
}

const without = <T extends { readonly id: string }>(list: readonly T[], id: string): readonly T[] =>
  list.filter((item) => item.id !== id)

/** Those of the open article; the others stay on disk. */
function withRejections(
  state: SessionState,
  { article }: Rejection,
  change: (known: Map<string, Rejection>) => void,
): SessionState {
  if (state.open?.article.id !== article) return state
  const rejections = new Map(state.open.rejections)
  change(rejections)
  return { ...state, open: { ...state.open, rejections } }
}

function put(state: SessionState, counts: Counts, record: ProjectRecord, fresh: boolean): SessionState {
  const { open } = state
  switch (record.kind) {
    case 'annotation':
      if (fresh) count(counts, record, 1)
      if (open?.article.id !== record.article) return state
      return { ...state, open: { ...open, index: open.index.remove(record.id).add(record) } }
    case 'relation':
      return open && (open.relations.has(record.id) || open.index.get(record.source))
        ? { ...state, open: { ...open, relations: open.relations.with(record.id, record) } }
        : state
    case 'prediction':
      return open?.article.id === record.article
        ? { ...state, open: { ...open, predictions: open.predictions.with(record.id, record) } }
        : state
    case 'rejection':
      return withRejections(state, record, (known) => known.set(rejectedKey(record), record))
    case 'article': {
      const articles = putInto(state.articles, record)
      return { ...state, articles, open: open?.article.id === record.id ? { ...open, article: record } : open }
    }
    case 'codebook':
      return { ...state, codebook: record }
    case 'project':
      return { ...state, project: record }
    case 'entity':
      return { ...state, entities: putInto(state.entities, record) }
    case 'annotator':
      return { ...state, annotators: putInto(state.annotators, record) }
  }
}

function take(state: SessionState, counts: Counts, record: ProjectRecord): SessionState {
  const { open } = state
  switch (record.kind) {
    case 'annotation': {
      count(counts, record, -1)
      if (open?.article.id !== record.article) return state
      const selected = state.selected === record.id ? null : state.selected
      return { ...state, selected, open: { ...open, index: open.index.remove(record.id) } }
    }
    case 'relation':
      return open ? { ...state, open: { ...open, relations: open.relations.without(record.id) } } : state
    case 'prediction':
      return open?.article.id === record.article
        ? { ...state, open: { ...open, predictions: open.predictions.without(record.id) } }
        : state
    case 'rejection':
      return withRejections(state, record, (known) => known.delete(rejectedKey(record)))
    case 'article': {
      delete counts[record.id]
      const closes = open?.article.id === record.id
      const articles = without(state.articles, record.id)
      return closes
        ? { ...state, articles, open: null, selected: null, selection: { start: 0, end: 0 } }
        : { ...state, articles }
    }
    case 'entity':
      return { ...state, entities: without(state.entities, record.id) }
    case 'annotator':
      return { ...state, annotators: without(state.annotators, record.id) }
    case 'codebook':
    case 'project':
      throw new Error(`A ${record.kind} cannot be removed`)
  }
}

/** Takes in what was updated. Annotations of the open article go into its index together: there may be thousands. */
function putUpdated(state: SessionState, counts: Counts, { updated }: Change): SessionState {
  const { open } = state
  const records = updated.map(([, after]) => after)
  const inView = records.filter((record) => record.kind === 'annotation' && record.article === open?.article.id)
  const others = records.filter((record) => record.kind !== 'annotation')
  const next = others.reduce((sum, record) => put(sum, counts, record, false), state)
  if (!next.open || inView.length === 0) return next
  return { ...next, open: { ...next.open, index: next.open.index.replaceAll(inView as readonly Annotation[]) } }
}

/**
 * The one way the window's state moves. Refuses with `conflict` what does not fit what the window shows; what it does
 * not hold (annotations of other articles) is checked by the store.
 */
export function applyToState(state: SessionState, change: Change): Result<SessionState> {
  for (const before of [...change.removed, ...change.updated.map(([old]) => old)]) {
    if (stale(state, before)) {
      return fail(
        'conflict',
        `"${change.title}" does not fit what is there now.`,
        'Open the article again and repeat the step.',
        [before.id],
      )
    }
  }
  const counts: Counts = { ...state.counts }
  let next = state
  for (const record of change.removed) next = take(next, counts, record)
  next = putUpdated(next, counts, change)
  // Relations last: whether they are of this article is told by the annotation they begin at.
  const articles = change.added.filter((record) => record.kind === 'article')
  if (articles.length > 0) next = { ...next, articles: putAllInto(next.articles, articles) }
  for (const record of change.added) {
    if (record.kind !== 'relation' && record.kind !== 'article') next = put(next, counts, record, true)
  }
  for (const record of change.added) if (record.kind === 'relation') next = put(next, counts, record, true)
  for (const [before, after] of change.updated) {
    if (before.kind === 'annotation' && after.kind === 'annotation' && before.type !== after.type) {
      count(counts, before, -1)
      count(counts, after, 1)
    }
  }
  return ok({ ...next, counts })
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
