import { applyChange, type Delta, type DeltaStep } from '../../../model/change/apply.ts'
import type { Change } from '../../../model/change/change.ts'
import type { Lookup, RecordView } from '../../../model/change/view.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { ProjectRecord, RecordKind, RecordOf } from '../../../model/record/project.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { HeldRecords, OpenArticle, TypeCounts } from './held-records.ts'

interface Identified {
  readonly id: string
}

/** Questions that are answered by reading through a list; beyond them a table is made. */
const FEW = 8

/** Finds records of a list by id. */
function finder<T extends Identified>(list: readonly T[]): (id: string) => T | 'absent' {
  let asked = 0
  let table: ReadonlyMap<string, T> | null = null
  return (id) => {
    if (!table && ++asked > FEW) table = new Map(list.map((item) => [item.id, item]))
    return (table ? table.get(id) : list.find((item) => item.id === id)) ?? 'absent'
  }
}

/** Whether a relation begins or ends in the open article. */
const isHeld = (
  { article, index, relations }: Pick<OpenArticle, 'article' | 'index' | 'relations'>,
  { id, article: home, target }: Relation,
): boolean =>
  home === article.id || relations.has(id) || ('annotation' in target && index.get(target.annotation) !== undefined)

/** The open article where it is the one that a record belongs to. */
const openFor = ({ open }: HeldRecords, article: string): OpenArticle | null =>
  open?.article.id === article ? open : null

function viewOfHeld(held: HeldRecords): RecordView {
  const { open } = held
  const article = finder(held.articles)
  const entity = finder(held.entities)
  const annotator = finder(held.annotators)
  const find = (record: ProjectRecord): Lookup => {
    switch (record.kind) {
      case 'project':
        return held.project
      case 'codebook':
        return held.codebook
      case 'article':
        return article(record.id)
      case 'entity':
        return entity(record.id)
      case 'annotator':
        return annotator(record.id)
      case 'annotation': {
        const home = openFor(held, record.article)
        return home?.index.get(record.id) ?? (home?.complete ? 'absent' : 'elsewhere')
      }
      case 'relation':
        return open?.relations.get(record.id) ?? (open && isHeld(open, record) ? 'absent' : 'elsewhere')
      case 'prediction': {
        const home = openFor(held, record.article)
        return home ? (home.predictions.get(record.id) ?? 'absent') : 'elsewhere'
      }
      case 'rejection': {
        const home = openFor(held, record.article)
        return home ? (home.rejections.get(rejectedKey(record)) ?? 'absent') : 'elsewhere'
      }
    }
  }
  return {
    find,
    placedIn(id) {
      const home = openFor(held, id)
      return home?.complete ? [...home.index, ...home.predictions.values(), ...home.rejections.values()] : 'elsewhere'
    },
  }
}

/** Steps about records of one kind. */
interface Step<R> {
  readonly before: R | null
  readonly after: R | null
}

type Steps = { readonly [K in RecordKind]: readonly Step<RecordOf<K>>[] }

function byKind(delta: Delta): Steps {
  const steps: Record<RecordKind, DeltaStep[]> = {
    project: [],
    annotator: [],
    codebook: [],
    entity: [],
    article: [],
    annotation: [],
    relation: [],
    prediction: [],
    rejection: [],
  }
  for (const step of delta) {
    const kind = (step.after ?? step.before)?.kind
    if (kind) steps[kind].push(step)
  }
  // Each step stands under the kind of its record.
  return steps as Steps
}

/** A list with what steps leave: changed records in their places, new ones at the end. */
function putList<T extends Identified>(list: readonly T[], steps: readonly Step<T>[]): readonly T[] {
  if (steps.length === 0) return list
  const left = new Map<string, T | null>()
  for (const { before, after } of steps) left.set((after ?? before)?.id ?? '', after)
  const kept = list.flatMap((item) => {
    const after = left.get(item.id)
    left.delete(item.id)
    return after === undefined ? [item] : after ? [after] : []
  })
  return [...kept, ...[...left.values()].filter((item) => item !== null)]
}

function countSteps(counts: HeldRecords['counts'], steps: readonly Step<Annotation>[]): HeldRecords['counts'] {
  if (steps.length === 0) return counts
  const next: Record<string, TypeCounts> = { ...counts }
  const count = ({ article, type }: Annotation, by: 1 | -1): void => {
    const old = next[article] ?? {}
    next[article] = { ...old, [type]: (old[type] ?? 0) + by }
  }
  for (const { before, after } of steps) {
    if (before?.type === after?.type && before && after) continue
    if (before) count(before, -1)
    if (after) count(after, 1)
  }
  return next
}

function putIndex({ article, index }: OpenArticle, steps: readonly Step<Annotation>[]): OpenArticle['index'] {
  let next = index
  const put: Annotation[] = []
  for (const { before, after } of steps) {
    if (after?.article === article.id) put.push(after)
    else if (before?.article === article.id) next = next.remove(before.id)
  }
  return put.length > 0 ? next.replaceAll(put) : next
}

function putRelations(open: OpenArticle, steps: Steps['relation']): OpenArticle['relations'] {
  let { relations } = open
  for (const { before, after } of steps) {
    if (after && isHeld({ article: open.article, index: open.index, relations }, after))
      relations = relations.with(after.id, after)
    else if (before && !after && relations.has(before.id)) relations = relations.without(before.id)
  }
  return relations
}

function putPredictions({ article, predictions }: OpenArticle, steps: Steps['prediction']): OpenArticle['predictions'] {
  let next = predictions
  for (const { before, after } of steps) {
    if (after?.article === article.id) next = next.with(after.id, after)
    else if (before?.article === article.id) next = next.without(before.id)
  }
  return next
}

function putRejections({ article, rejections }: OpenArticle, steps: Steps['rejection']): OpenArticle['rejections'] {
  const own = steps.filter(({ before, after }) => (after ?? before)?.article === article.id)
  if (own.length === 0) return rejections
  const next = new Map(rejections)
  for (const { before, after } of own) {
    if (before) next.delete(rejectedKey(before))
    if (after) next.set(rejectedKey(after), after)
  }
  return next
}

/** The same object where nothing about it changes: panels and editor draw again only for another one. */
function putOpen(open: OpenArticle, steps: Steps): OpenArticle | null {
  const own = steps.article.find(({ before, after }) => (after ?? before)?.id === open.article.id)
  if (own && !own.after) return null
  const article = own?.after ?? open.article
  const index = putIndex(open, steps.annotation)
  // With the annotations as they are now: they tell which relations lead to this article.
  const relations = putRelations({ ...open, index }, steps.relation)
  const predictions = putPredictions(open, steps.prediction)
  const rejections = putRejections(open, steps.rejection)
  const same =
    article === open.article &&
    index === open.index &&
    relations === open.relations &&
    predictions === open.predictions &&
    rejections === open.rejections
  return same ? open : { ...open, article, index, relations, predictions, rejections }
}

function withoutArticles(counts: HeldRecords['counts'], steps: Steps['article']): HeldRecords['counts'] {
  const gone = new Set(steps.flatMap(({ before, after }) => (before && !after ? [before.id] : [])))
  return gone.size === 0 ? counts : Object.fromEntries(Object.entries(counts).filter(([id]) => !gone.has(id)))
}

/**
 * The held records after a change. Refuses with `conflict` what does not fit what the window holds; what it does not
 * hold, such as annotations of other articles, is checked by the store.
 */
export function applyToHeld(held: HeldRecords, change: Change): Result<HeldRecords> {
  const delta = applyChange(viewOfHeld(held), change)
  if (!delta.ok) return delta
  const steps = byKind(delta.value)
  return ok({
    project: steps.project.at(-1)?.after ?? held.project,
    codebook: steps.codebook.at(-1)?.after ?? held.codebook,
    articles: putList(held.articles, steps.article),
    annotators: putList(held.annotators, steps.annotator),
    entities: putList(held.entities, steps.entity),
    counts: withoutArticles(countSteps(held.counts, steps.annotation), steps.article),
    open: held.open && putOpen(held.open, steps),
  })
}
