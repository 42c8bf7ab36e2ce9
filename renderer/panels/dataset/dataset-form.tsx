import type { DatasetPreview } from '../../../preload/contract/contract.ts'
import { formatCount } from '../../components/format.ts'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { CodebookChanges, DatasetCountTable, DatasetProblems, isEmpty, MisplacedList } from './dataset-counts.tsx'
import { DatasetMapping } from './dataset-mapping.tsx'
import type { OpenDataset } from './use-dataset.ts'

interface DatasetFormProps {
  readonly dataset: OpenDataset
  readonly preview: DatasetPreview
  /** Whether the import would add nothing. */
  readonly nothing: boolean
  /** The key that shows suggestions, as it stands on the keyboard. */
  readonly suggestionsKey: string
}

/** What an import would do, and every choice about it. */
export function DatasetForm({ dataset: { choices, choose }, preview, nothing, suggestionsKey }: DatasetFormProps) {
  const { counts, misplaced, mayTakeOver } = preview
  const suggestions = Object.values(counts.suggestions).reduce((sum, number) => sum + number, 0)
  return (
    <>
      <DatasetCountTable counts={counts} done={false} />
      {nothing && (
        <p className="field-hint">
          {isEmpty(counts)
            ? `Nothing was found that can be read as ${preview.format.title}.`
            : 'Nothing in it is new: nothing would be added.'}
        </p>
      )}
      {misplaced.total > 0 && (
        <fieldset className="field dataset-question">
          <legend className="field-label">
            {formatCount(misplaced.total, 'annotation')} not at the place that the file names
          </legend>
          <label className="check">
            <input
              type="checkbox"
              checked={choices.relocate}
              onChange={(event) => choose({ ...choices, relocate: event.target.checked })}
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
          onChange={(value) => choose({ ...choices, predictions: value === 'leave-out' ? 'leave-out' : 'suggest' })}
          description={`Nobody has accepted them: they become no annotations. ${suggestionsKey} shows them in the text, to be accepted or rejected.`}
        />
      )}
      {mayTakeOver && (
        <SegmentedControl
          label="Codebook"
          segments={[
            { value: 'take-over', name: 'The dataset’s' },
            { value: 'extend', name: 'The project’s, extended' },
          ]}
          value={choices.codebook}
          onChange={(value) => choose({ ...choices, codebook: value === 'extend' ? 'extend' : 'take-over' })}
          description="Nothing is tagged in this project yet, so it can take the dataset’s codebook as it is."
        />
      )}
      {preview.types.length > 0 && (
        <section aria-label="Types, attributes and roles">
          <h3 className="field-label">What the dataset’s types become</h3>
          <label className="check">
            <input
              type="checkbox"
              checked={choices.words === 'alike'}
              disabled={mayTakeOver && choices.codebook === 'take-over'}
              onChange={(event) => choose({ ...choices, words: event.target.checked ? 'alike' : 'same' })}
            />
            Take words that are alike for the same: “PER” for an entity that is a person, “Quotation” for a quote
          </label>
          <DatasetMapping
            types={preview.types}
            codebook={preview.codebook}
            choices={choices}
            disabled={mayTakeOver && choices.codebook === 'take-over'}
            onChoose={choose}
          />
        </section>
      )}
      <CodebookChanges changes={preview.codebookChanges} />
      <DatasetProblems problems={preview.problems} />
    </>
  )
}
