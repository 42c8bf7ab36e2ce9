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

/** Takes down what a dataset loses while it is written. */
export interface LossLog {
  /** `kind` is one of the exporter's; `id` the annotation, relation, entity or article it is about. */
  add(kind: string, id: string): void
}

/** What was lost, a kind a line, in the order of the exporter's kinds. */
export interface Loss {
  readonly kind: string
  readonly what: string
  readonly count: number
  readonly ids: readonly string[]
}

export interface CountingLossLog extends LossLog {
  /** Kinds that occurred, with at most so many ids each. */
  losses(mostIds?: number): readonly Loss[]
}

/**
 * A log for an exporter that declares these kinds. The same id counts once a kind. Throws for a kind that is not
 * declared: that is a mistake of the exporter, and the table of formats would be wrong.
 */
export function createLossLog(kinds: readonly LossKind[]): CountingLossLog {
  const ids = new Map(kinds.map(({ id }) => [id, new Set<string>()]))
  return {
    add(kind, id) {
      const known = ids.get(kind)
      if (!known) throw new Error(`The loss "${kind}" is not declared`)
      known.add(id)
    },
    losses: (mostIds) =>
      kinds.flatMap(({ id, what }) => {
        const found = [...(ids.get(id) ?? [])]
        return found.length > 0 ? [{ kind: id, what, count: found.length, ids: found.slice(0, mostIds) }] : []
      }),
  }
}

/** The report that lies beside every dataset, as the text of a file. That nothing was lost is said, too. */
export function lossReport(
  losses: readonly Loss[],
  head: { readonly format: string; readonly generator: string; readonly exportedAt: string; readonly dataset: string },
): string {
  const total = losses.reduce((sum, { count }) => sum + count, 0)
  return `${JSON.stringify({ ...head, nothingLost: total === 0, total, losses }, null, 2)}\n`
}
