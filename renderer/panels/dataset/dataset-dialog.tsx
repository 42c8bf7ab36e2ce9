import './dataset-dialog.css'
import type { DatasetCounts, ReadableFormat, DatasetLook, DatasetReport } from '../../../preload/contract/contract.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatCount, formatDuration } from '../../components/format.ts'
import { SelectField } from '../../components/select-field.tsx'
import { useStore } from '../../components/use-store.ts'
import { keyLabel } from '../../input/keys.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { CodebookChanges, DatasetCountTable, DatasetProblems } from './dataset-counts.tsx'
import { DatasetForm } from './dataset-form.tsx'
import { type OpenDataset, useDataset } from './use-dataset.ts'

/** Moves the focus on: the button that was pressed has gone. */
const takeFocus = (button: HTMLButtonElement | null): void => button?.focus()

/** What importing a dataset would do, with its choices; then what it has done. */
export function DatasetDialog({ window }: { readonly window: WindowModel }) {
  const look = useStore(window, (state) => state.datasetLook)
  if (!look) return null
  return <Dataset key={look.kind === 'read' ? look.preview.id : look.dataset.id} window={window} first={look} />
}

function Dataset({ window, first }: { readonly window: WindowModel; readonly first: DatasetLook }) {
  const dataset = useDataset(window, first)
  const progress = useStore(window, (state) => state.datasetProgress)
  const platform = useStore(window, (state) => state.platform)
  const suggestionsKey = keyLabel('Mod+J', platform)
  const { look, busy, report } = dataset
  const { name, formats } = look.kind === 'read' ? look.preview : look.dataset
  const counts = look.kind === 'read' ? look.preview.counts : null
  const nothing = counts === null || Object.values(counts).every(({ added }) => added === 0)

  const close = (): void => {
    if (!report) void window.workbench.cancelDataset()
    window.closeDialog()
  }
  return (
    <DialogFrame
      title={report ? 'Dataset imported' : 'Import dataset'}
      className="dataset-dialog"
      onClose={close}
      footer={
        report ? (
          <button type="button" className="button button-main" ref={takeFocus} onClick={close}>
            Done
          </button>
        ) : (
          <>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
            {counts && (
              <button type="button" className="button button-main" disabled={busy || nothing} onClick={dataset.take}>
                Import {importedLabel(counts)}
              </button>
            )}
          </>
        )
      }
    >
      <p className="dataset-name" dir="auto">
        {name}
      </p>
      {report ? (
        <Report report={report} suggestionsKey={suggestionsKey} />
      ) : (
        <div className="dataset-form" aria-busy={busy}>
          <ReadAs dataset={dataset} formats={formats} />
          {look.kind === 'read' && (
            <DatasetForm dataset={dataset} preview={look.preview} nothing={nothing} suggestionsKey={suggestionsKey} />
          )}
          {busy && (
            <p role="status" className="field-hint digits">
              {progress
                ? `${progress.phase === 'saving' ? 'Saving' : 'Reading'}: ${formatCount(progress.articles, 'article')}, ${formatCount(progress.annotations, 'annotation')}`
                : 'Reading the dataset…'}
            </p>
          )}
        </div>
      )}
    </DialogFrame>
  )
}

/** The format, which was found or is to be named; and why it cannot be the one that was tried. */
function ReadAs({ dataset, formats }: { readonly dataset: OpenDataset; readonly formats: readonly ReadableFormat[] }) {
  const { look, format, readAs } = dataset
  const options = formats.map(({ id, title }) => ({ value: id, name: title }))
  const failure = look.kind === 'unread' ? look.dataset.failure : null
  return (
    <>
      {failure && (
        <div role="alert">
          {/* Its formats are named in the list below. */}
          <FailureMessage
            failure={
              failure.code === 'unknown-format'
                ? { ...failure, action: 'If you know what it is, choose its format.' }
                : { ...failure, action: `${failure.action} Or choose another format.` }
            }
          />
        </div>
      )}
      <SelectField
        label="Read as"
        options={format === null ? [{ value: '', name: 'Choose a format…' }, ...options] : options}
        value={format ?? ''}
        onChange={(next) => next !== '' && readAs(next)}
      />
    </>
  )
}

/** "12 annotations", "12 annotations, 3 suggestions", "3 suggestions". */
function importedLabel({ annotations, suggestions }: DatasetCounts): string {
  const suggested = formatCount(suggestions.added, 'suggestion')
  if (suggestions.added === 0) return formatCount(annotations.added, 'annotation')
  return annotations.added === 0 ? suggested : `${formatCount(annotations.added, 'annotation')}, ${suggested}`
}

interface ReportProps {
  readonly report: DatasetReport
  readonly suggestionsKey: string
}

function Report({ report, suggestionsKey }: ReportProps) {
  const { relocated } = report
  return (
    <div role="status">
      <DatasetCountTable counts={report.counts} done />
      <p className="field-hint">
        In {formatDuration(report.milliseconds)}
        {relocated > 0 && `, ${formatCount(relocated, 'annotation')} moved to where the quote was found`}. Undo takes
        all of it back.{report.counts.suggestions.added > 0 && ` ${suggestionsKey} shows what is suggested.`}
      </p>
      <CodebookChanges changes={report.codebookChanges} />
      <DatasetProblems problems={report.problems} />
    </div>
  )
}
