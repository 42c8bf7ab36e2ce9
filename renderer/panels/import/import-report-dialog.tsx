import './import-report-dialog.css'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatCount } from '../../components/format.ts'
import { useStore } from '../../components/use-store.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** What the report does not list; the list of articles shows those that were imported. */
const More = ({ count, listed }: { readonly count: number; readonly listed: number }) =>
  count > listed ? <li className="field-hint">and {formatCount(count - listed, 'other')}</li> : null

/** What became of each file: failures first, because they ask for something. */
export function ImportReportDialog({ window }: { readonly window: WindowModel }) {
  const report = useStore(window, (state) => state.importReport)
  const session = useStore(window, (state) => state.session)
  if (!report) return null
  const { counts, imported, skipped, failed, cancelled, aside } = report
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
      {cancelled && <p className="report-warning">The import was cancelled. What was imported before stays.</p>}
      {aside !== null && <p className="field-hint report-aside">{aside}</p>}
      {failed.length > 0 && (
        <section aria-labelledby="import-failed">
          <h3 id="import-failed">{formatCount(counts.failed, 'article')} could not be imported</h3>
          <ul className="report">
            {failed.map(({ fileName, part, failure }, i) => (
              // Files of one name from two folders are two lines.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={`${i} ${fileName}`}>
                <p className="report-file">{part === null ? fileName : `${fileName} · ${part}`}</p>
                <FailureMessage failure={failure} />
              </li>
            ))}
            <More count={counts.failed} listed={failed.length} />
          </ul>
        </section>
      )}
      {skipped.length > 0 && (
        <section aria-labelledby="import-skipped">
          <h3 id="import-skipped">{formatCount(counts.skipped, 'article')} skipped</h3>
          <ul className="report">
            {skipped.map(({ fileName, part, article, reason }, i) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={`${i} ${fileName}`}>
                <p className="report-file">{part === null ? fileName : `${fileName} · ${part}`}</p>
                <p>{reason}</p>
                <button type="button" className="link-button" onClick={() => openArticle(article)}>
                  Open that article
                </button>
              </li>
            ))}
            <More count={counts.skipped} listed={skipped.length} />
          </ul>
        </section>
      )}
      {imported.length > 0 && (
        <section aria-labelledby="import-done">
          <h3 id="import-done">{formatCount(counts.imported, 'article')} imported</h3>
          <ul className="report">
            {imported.map(({ fileName, part, article, warnings }) => (
              <li key={article.id}>
                <p className="report-file">{part === null ? fileName : `${fileName} · ${part}`}</p>
                {warnings.map((warning) => (
                  <p key={warning} className="report-warning">
                    {warning}
                  </p>
                ))}
              </li>
            ))}
            <More count={counts.imported} listed={imported.length} />
          </ul>
        </section>
      )}
    </DialogFrame>
  )
}
