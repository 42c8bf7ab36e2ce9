import type { ImportReport } from '../../../preload/contract/contract.ts'

/* What the window does with the report of an import. */

/** The article to show: the first that was imported, else the first that was already in the project. */
export const articleToShow = ({ imported, skipped }: ImportReport): string | undefined =>
  imported[0]?.article.id ?? skipped[0]?.article

/** Whether a report is shown in a dialog: something failed, was skipped, or needs a warning. */
export const needsReading = ({ counts, imported, cancelled, aside }: ImportReport): boolean =>
  cancelled ||
  counts.failed + counts.skipped > 0 ||
  (counts.imported === 0 && aside !== null) ||
  imported.some(({ warnings }) => warnings.length > 0)

/** What the status bar says where the report need not be read; null where nothing was imported. */
export function importNotice({ counts, imported, aside }: ImportReport): string | null {
  if (counts.imported === 0) return null
  const text =
    counts.imported === 1
      ? `Imported ${imported[0]?.fileName}`
      : `Imported ${counts.imported.toLocaleString('en')} articles`
  return aside === null ? text : `${text}. ${aside}`
}
