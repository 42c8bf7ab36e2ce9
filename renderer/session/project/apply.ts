import { applyChange, type Delta, type DeltaStep } from '../../../model/change/apply.ts'
import type { Change } from '../../../model/change/change.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { RecordKind, RecordOf } from '../../../model/record/project.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import { spliceText } from '../../../model/text/splices.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { HeldRecords, OpenArticle, TypeCounts } from './held-records.ts'
import { type Identified, isHeld, viewOfHeld } from './held-view.ts'

/** Steps about records of one kind. */
interface Step<R> {
  readonly before: R | null
  readonly after: R | null
}

type StepsOf<K extends RecordKind> = readonly Step<RecordOf<K>>[]
type Steps = <K extends RecordKind>(kind: K) => StepsOf<K>

function byKind(delta: Delta): Steps {
  const steps = new Map<RecordKind, DeltaStep[]>()
  for (const step of delta) {
    const kind = (step.after ?? step.before)?.kind
    if (!kind) continue
    const known = steps.get(kind)
    if (known) known.push(step)
    else steps.set(kind, [step])
  }
  // Each step stands under the kind of its record.
  return <K extends RecordKind>(kind: K) => (steps.get(kind) ?? []) as unknown as StepsOf<K>
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

/** Annotations go into the index together: there may be thousands. */
function putIndex({ article, index }: OpenArticle, steps: readonly Step<Annotation>[]): OpenArticle['index'] {
  let next = index
  const [replaced, fresh]: [Annotation[], Annotation[]] = [[], []]
  for (const { before, after } of steps) {
    if (after?.article === article.id) (index.get(after.id) ? replaced : fresh).push(after)
    else if (before?.article === article.id) next = next.remove(before.id)
  }
  if (replaced.length > 0) next = next.replaceAll(replaced)
  const [first, ...others] = fresh
  if (!first) return next
  return others.length === 0 ? next.add(first) : next.addAll(fresh)
}

function putRelations(open: OpenArticle, steps: StepsOf<'relation'>): OpenArticle['relations'] {
  let { relations } = open
  for (const { before, after } of steps) {
    if (after && isHeld(open, after)) relations = relations.with(after.id, after)
    else if (before && relations.has(before.id)) relations = relations.without(before.id)
  }
  return relations
}

function putPredictions(
  { article, predictions }: OpenArticle,
  steps: StepsOf<'prediction'>,
): OpenArticle['predictions'] {
  let next = predictions
  for (const { before, after } of steps) {
    if (after?.article === article.id) next = next.with(after.id, after)
    else if (before?.article === article.id) next = next.without(before.id)
  }
  return next
}

function putRejections({ article, rejections }: OpenArticle, steps: StepsOf<'rejection'>): OpenArticle['rejections'] {
  const own = steps.filter(({ before, after }) => (after ?? before)?.article === article.id)
  if (own.length === 0) return rejections
  const next = new Map(rejections)
  for (const { before, after } of own) {
    if (before) next.delete(rejectedKey(before))
    if (after) next.set(rejectedKey(after), after)
  }
  return next
}

/** The text of the open article after a change; null where the change names one that does not travel with it. */
function bodyAfter({ article, body }: OpenArticle, { edits, texts }: Change): ArticleBody | null {
  const edit = edits.find((item) => item.article === article.id)
  if (!edit) return body
  const text = spliceText(body.text, edit.splices)
  return texts.find((candidate) => candidate.text === text) ?? null
}

/** The same object where nothing about it changes: panels and editor draw again only for another one. */
function putOpen(open: OpenArticle, steps: Steps, change: Change): OpenArticle | null {
  const own = steps('article').find(({ before, after }) => (after ?? before)?.id === open.article.id)
  if (own && !own.after) return null
  const body = bodyAfter(open, change)
  // The new text is stored but not at hand: the article has to be opened again.
  if (!body) return null
  const article = own?.after ?? open.article
  const index = putIndex(open, steps('annotation'))
  // With the annotations as they are now: they tell which relations lead to this article.
  const relations = putRelations({ ...open, index }, steps('relation'))
  const predictions = putPredictions(open, steps('prediction'))
  const rejections = putRejections(open, steps('rejection'))
  const same =
    article === open.article &&
    body === open.body &&
    index === open.index &&
    relations === open.relations &&
    predictions === open.predictions &&
    rejections === open.rejections
  return same ? open : { ...open, article, body, index, relations, predictions, rejections }
}

function withoutArticles(counts: HeldRecords['counts'], steps: StepsOf<'article'>): HeldRecords['counts'] {
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
    project: steps('project').at(-1)?.after ?? held.project,
    codebook: steps('codebook').at(-1)?.after ?? held.codebook,
    articles: putList(held.articles, steps('article')),
    annotators: putList(held.annotators, steps('annotator')),
    entities: putList(held.entities, steps('entity')),
    counts: withoutArticles(countSteps(held.counts, steps('annotation')), steps('article')),
    open: held.open && putOpen(held.open, steps, change),
  })
}
