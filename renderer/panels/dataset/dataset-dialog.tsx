import { useState } from 'react'
import type { DatasetChoices } from '../../../model/dataset-vocabulary.ts'
import type { DatasetCounts, DatasetPreview, DatasetReport } from '../../../preload/contract.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { formatCount, formatDuration } from '../../components/format.ts'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useStore } from '../../components/use-store.ts'
import { keyLabel } from '../../keys.ts'
import type { WindowModel } from '../../session/window-model.ts'
import { DatasetCountTable, DatasetProblems, MisplacedList } from './dataset-counts.tsx'
import { DatasetMapping } from './dataset-mapping.tsx'

/** What importing an annotated dataset would do, to the last record; choices; then what it has done. */
export function DatasetDialog({ window }: { readonly window: WindowModel }) {
  const preview = useStore(window, (state) => state.datasetPreview)
  return preview ? <Dataset key={preview.id} window={window} first={preview} /> : null
}

function Dataset({ window, first }: { readonly window: WindowModel; readonly first: DatasetPreview }) {
  const [preview, setPreview] = useState(first)
  const [busy, setBusy] = useState<'planning' | 'importing' | null>(null)
  const [report, setReport] = useState<DatasetReport | null>(null)
  const progress = useStore(window, (state) => state.datasetProgress)
  const platform = useStore(window, (state) => state.platform)
  const { choices, counts, misplaced } = preview

  const close = (): void => {
    if (!report) void window.workbench.cancelDataset()
    window.closeDialog()
  }
  const plan = async (next: DatasetChoices, format: string | null = null): Promise<void> => {
    setBusy('planning')
    const planned = await window.run(window.workbench.planDataset({ id: preview.id, format, choices: next }))
    setBusy(null)
    if (planned) setPreview(planned)
  }
  const start = async (): Promise<void> => {
    setBusy('importing')
    const done = await window.run(window.workbench.importDataset({ id: preview.id, choices }))
    setBusy(null)
    if (done) setReport(done)
  }
  const nothing = Object.values(counts).every((count) => count.added === 0)
  const suggestions = Object.values(counts.suggestions).reduce((sum, number) => sum + number, 0)
  const show = keyLabel('Mod+J', platform)

  return (
    <DialogFrame
      title={report ? 'Dataset imported' : 'Import dataset'}
      className="dataset-dialog"
      onClose={close}
      footer={
        report ? (
          <button type="button" className="button button-main" onClick={close}>
            Done
          </button>
        ) : (
          <>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
            <button
              type="button"
              className="button button-main"
              disabled={busy !== null || nothing}
              onClick={() => void start()}
            >
              Import {importedLabel(counts)}
            </button>
          </>
        )
      }
    >
      <p className="dataset-name" dir="auto">
        {preview.name}
      </p>
      {report ? (
        <div role="status">
          <DatasetCountTable counts={report.counts} done />
          <p className="field-hint">
            In {formatDuration(report.milliseconds)}
            {report.relocated > 0 &&
              `, ${formatCount(report.relocated, 'annotation')} moved to where the quote was found`}
            . Undo takes all of it back.
            {report.counts.suggestions.added > 0 && ` ${show} shows what is suggested.`}
          </p>
          <Changes changes={report.codebookChanges} />
          <DatasetProblems problems={report.problems} />
        </div>
      ) : (
        <div className="dataset-form" aria-busy={busy !== null}>
          <SelectField
            label="Format"
            options={preview.formats.map(({ id, title }) => ({ value: id, name: title }))}
            value={preview.format.id}
            disabled={busy !== null}
            onChange={(format) => void plan(choices, format)}
          />
          <DatasetCountTable counts={counts} done={false} />
          {nothing && <p className="field-hint">Everything is in the project already: nothing would be added.</p>}
          {misplaced.total > 0 && (
            <fieldset className="field dataset-question">
              <legend className="field-label">
                {formatCount(misplaced.total, 'annotation')} not at the place that the file names
              </legend>
              <label className="check">
                <input
                  type="checkbox"
                  checked={choices.relocate}
                  disabled={busy !== null}
                  onChange={(event) => void plan({ ...choices, relocate: event.target.checked })}
                />
                Take them where their quote was found; else they are left out
              </label>
              <MisplacedList misplaced={misplaced} />
            </fieldset>
          )}
          {suggestions > 0 && (
            <SegmentedControl
              label={formatCount(suggestions, 'prediction of a program', 'predictions of programs')}
              segments={[
                { value: 'suggest', name: 'Suggest them' },
                { value: 'leave-out', name: 'Leave out' },
              ]}
              value={choices.predictions}
              onChange={(value) =>
                void plan({ ...choices, predictions: value === 'leave-out' ? 'leave-out' : 'suggest' })
              }
              description={`Nobody has accepted them: they become no annotations. ${show} shows them in the text, to be accepted or rejected.`}
            />
          )}
          {preview.mayTakeOver && (
            <SegmentedControl
              label="Codebook"
              segments={[
                { value: 'take-over', name: 'The dataset’s' },
                { value: 'extend', name: 'The project’s, extended' },
              ]}
              value={choices.codebook}
              onChange={(value) => void plan({ ...choices, codebook: value === 'extend' ? 'extend' : 'take-over' })}
              description="Nothing is tagged in this project yet, so it can take the dataset’s codebook as it is."
            />
          )}
          <section aria-label="Types, attributes and roles">
            <h3 className="field-label">What the dataset’s types become</h3>
            <DatasetMapping
              types={preview.types}
              codebook={preview.codebook}
              choices={choices}
              disabled={busy !== null || (preview.mayTakeOver && choices.codebook === 'take-over')}
              onChoose={(next) => void plan(next)}
            />
          </section>
          <Changes changes={preview.codebookChanges} />
          <DatasetProblems problems={preview.problems} />
          {busy !== null && (
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

/** "12 annotations", "12 annotations, 3 suggestions", "3 suggestions". */
function importedLabel({ annotations, suggestions }: DatasetCounts): string {
  const suggested = formatCount(suggestions.added, 'suggestion')
  if (suggestions.added === 0) return formatCount(annotations.added, 'annotation')
  return annotations.added === 0 ? suggested : `${formatCount(annotations.added, 'annotation')}, ${suggested}`
}

function Changes({ changes }: { readonly changes: readonly string[] }) {
  if (changes.length === 0) return null
  return (
    <details className="dataset-list">
      <summary>{formatCount(changes.length, 'change')} of the codebook</summary>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </details>
  )
}
