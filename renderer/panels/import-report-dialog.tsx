import { DialogFrame } from '../components/dialog-frame.tsx'
import { FailureMessage } from '../components/failure-message.tsx'
import { formatCount } from '../components/format.ts'
import { useStore } from '../components/use-store.ts'
import type { WindowModel } from '../session/window-model.ts'

/** What became of each file: failures first, because they ask for something. */
export function ImportReportDialog({ window }: { readonly window: WindowModel }) {
  const report = useStore(window, (state) => state.importReport)
  const session = useStore(window, (state) => state.session)
  if (!report) return null
  const { imported, skipped, failed } = report
  const close = (): void => window.closeDialog()
  const openArticle = (id: string): void => {
    close()
    void session?.openArticle(id).then((opened) => opened.ok || session.report(opened.failure))
  }
  return (
    <DialogFrame
      title="Import"
      className="import-dialog"
      reading
      onClose={close}
      footer={
        <button type="button" className="button button-main" onClick={close}>
          Close
        </button>
      }
    >
      {failed.length > 0 && (
        <section aria-labelledby="import-failed">
          <h3 id="import-failed">{formatCount(failed.length, 'file')} could not be read</h3>
          <ul className="report">
            {failed.map(({ fileName, failure }, i) => (
              // Files of one name from two folders are two lines.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={`${i} ${fileName}`}>
                <p className="report-file">{fileName}</p>
                <FailureMessage failure={failure} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {skipped.length > 0 && (
        <section aria-labelledby="import-skipped">
          <h3 id="import-skipped">{formatCount(skipped.length, 'file')} skipped</h3>
          <ul className="report">
            {skipped.map(({ fileName, article, reason }, i) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={`${i} ${fileName}`}>
                <p className="report-file">{fileName}</p>
                <p>{reason}</p>
                <button type="button" className="link-button" onClick={() => openArticle(article)}>
                  Open that article
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {imported.length > 0 && (
        <section aria-labelledby="import-done">
          <h3 id="import-done">{formatCount(imported.length, 'file')} imported</h3>
          <ul className="report">
            {imported.map(({ fileName, article, warnings }) => (
              <li key={article.id}>
                <p className="report-file">{fileName}</p>
                {warnings.map((warning) => (
                  <p key={warning} className="report-warning">
                    {warning}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </DialogFrame>
  )
}
