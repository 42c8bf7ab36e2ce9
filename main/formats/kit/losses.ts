import { jsonItems, piecedItems } from './writing/json-items.ts'

/** One way in which a format cannot hold what a project holds. */
export interface LossKind {
  readonly id: string
  /** What happens to it, as a sentence: "Annotations of several fragments are written as one span from first to last." */
  readonly what: string
}

/** For formats that have no place for what programs predicted: all that do not say they write it. */
export const SUGGESTIONS_LOSS: LossKind = {
  id: 'suggestions',
  what: 'Suggestions, which programs predicted and nobody has made annotations, are left out.',
}

/** Records what a dataset loses while it is written. */
export interface LossLog {
  /** `kind` is one of the exporter's; `id` the annotation, relation, entity or article it is about. */
  add(kind: string, id: string): void
}

/** What was lost, a kind a line, in the order of the exporter's kinds. */
export interface Loss<Ids = readonly string[]> {
  readonly kind: string
  readonly what: string
  readonly count: number
  readonly ids: Ids
}

export interface CountingLossLog extends LossLog {
  /** Kinds that occurred, with at most so many ids each. */
  losses(mostIds?: number): readonly Loss[]
  /** The same with all ids, which are not copied. */
  counted(): readonly Loss<Iterable<string>>[]
}

/**
 * A log for an exporter that declares these kinds. The same id counts once a kind. Throws for a kind that is not
 * declared: that is a mistake of the exporter, and the table of formats would be wrong.
 */
export function createLossLog(kinds: readonly LossKind[]): CountingLossLog {
  const ids = new Map(kinds.map(({ id }) => [id, new Set<string>()]))
  const found = () =>
    kinds.flatMap(({ id: kind, what }) => {
      const known = ids.get(kind)
      return known && known.size > 0 ? [{ kind, what, count: known.size, ids: known }] : []
    })
  return {
    add(kind, id) {
      const known = ids.get(kind)
      if (!known) throw new Error(`The loss "${kind}" is not declared`)
      known.add(id)
    },
    losses: (mostIds = Infinity) =>
      found().map(({ kind, what, count, ids: all }) => ({ kind, what, count, ids: firstOf(all, mostIds) })),
    counted: found,
  }
}

function firstOf(ids: Iterable<string>, most: number): string[] {
  const first: string[] = []
  for (const id of ids) {
    if (first.length >= most) break
    first.push(id)
  }
  return first
}

/** The report that lies beside every dataset, as the text of a JSON file. That nothing was lost is said, too. */
export function* lossReport(
  log: CountingLossLog,
  head: { readonly format: string; readonly generator: string; readonly exportedAt: string; readonly dataset: string },
): Iterable<string> {
  const losses = log.counted()
  const total = losses.reduce((sum, { count }) => sum + count, 0)
  const whole = JSON.stringify({ ...head, nothingLost: total === 0, total, losses: [] }, null, 2)
  if (total === 0) {
    yield `${whole}\n`
    return
  }
  yield withoutEnd(whole, ']\n}')
  yield* piecedItems(losses.map(lossObject), '\n')
  yield '\n  ]\n}\n'
}

/** How such a report begins; other programs write files of losses as well. */
const OWN_REPORT = /^\{\s*"format": "[^"]*",\s*"generator": "Standoff/

/** Whether a file that begins like this is a report of losses that this program wrote. */
export const isLossReport = (head: string): boolean => OWN_REPORT.test(head)

const withoutEnd = (text: string, end: string): string => text.slice(0, -end.length)

function* lossObject({ ids, ...said }: Loss<Iterable<string>>): Iterable<string> {
  const loss = JSON.stringify({ ...said, ids: [] }, null, 2)
  yield withoutEnd(loss, ']\n}').replaceAll(/^/gm, '    ')
  yield* jsonItems(ids, '\n        ')
  yield '\n      ]\n    }'
}
