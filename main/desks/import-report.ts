import type { ImportReport } from '../../preload/contract/contract.ts'
import type { ArticleOutcome } from '../articles-in/article-batch.ts'

/** A report lists so many articles of each kind: nobody reads more, and thousands would keep the window waiting. */
const MOST_REPORTED = 200

/** What the window is told about an import. */
export function reportOf(
  outcomes: readonly ArticleOutcome[],
  cancelled = false,
  aside: string | null = null,
): ImportReport {
  const ended = <Kind extends ArticleOutcome['kind']>(kind: Kind) =>
    outcomes.filter((outcome): outcome is Extract<ArticleOutcome, { kind: Kind }> => outcome.kind === kind)
  const told = <T extends ArticleOutcome>(list: readonly T[]) =>
    list.slice(0, MOST_REPORTED).map(({ kind: _kind, ...outcome }) => outcome)
  const [imported, skipped, failed] = [ended('imported'), ended('skipped'), ended('failed')]
  const warned = imported.filter(({ warnings }) => warnings.length > 0)
  const others = imported.filter(({ warnings }) => warnings.length === 0)
  return {
    counts: { imported: imported.length, skipped: skipped.length, failed: failed.length },
    imported: told([...warned, ...others]),
    skipped: told(skipped),
    failed: told(failed),
    cancelled,
    aside,
  }
}
