import { Progress } from '@base-ui/react/progress'
import { useState } from 'react'
import { OFFSET_UNITS, type OffsetUnit } from '../../model/offsets.ts'
import type { ExportFormat, ExportProgress, ExportReport } from '../../preload/contract.ts'
import { DialogFrame } from '../components/dialog-frame.tsx'
import { FailureMessage } from '../components/failure-message.tsx'
import { formatBytes, formatCount, formatDuration } from '../components/format.ts'
import { SegmentedControl } from '../components/segmented-control.tsx'
import { SelectField } from '../components/select-field.tsx'
import { useStore } from '../components/use-store.ts'
import type { Session } from '../session/session.ts'
import type { WindowModel } from '../session/window-model.ts'

interface ExportDialogProps {
  readonly window: WindowModel
  readonly session: Session
}

interface Choice {
  readonly format: string
  readonly profile: string | null
  readonly article: boolean
  readonly offsets: OffsetUnit
}

const OFFSET_NAMES: Readonly<Record<OffsetUnit, string>> = {
  codepoint: 'Unicode code points',
  utf16: 'UTF-16 units',
  utf8: 'UTF-8 bytes',
}

const OFFSET_HINTS: Readonly<Record<OffsetUnit, string>> = {
  codepoint: 'What Python, R and most tools count: text[start:end] gives the quote.',
  utf16: 'What JavaScript, Java and C# count.',
  utf8: 'What Go, Rust and tools that work on bytes count.',
}

/** What to export and how, then its progress, then what was written. */
export function ExportDialog({ window, session }: ExportDialogProps) {
  const exporting = useStore(window, (state) => state.exporting)
  const formats = useStore(window, (state) => state.formats)
  const openTitle = useStore(session, (state) => state.open?.article.title ?? null)
  const openId = useStore(session, (state) => state.open?.article.id ?? null)
  const [chosen, setChosen] = useState<Choice>({
    format: formats[0]?.id ?? '',
    profile: null,
    article: openId !== null,
    offsets: 'codepoint',
  })
  const choice = chosen.article && openId === null ? { ...chosen, article: false } : chosen
  const format = formats.find(({ id }) => id === choice.format) ?? formats[0]
  const running = exporting.kind === 'running'
  const done = exporting.kind === 'done'

  const start = (): void => {
    if (!format) return
    const profile = profileOf(format, choice.profile)?.id ?? null
    const articles = choice.article && openId !== null ? [openId] : null
    const filter = { articles, types: null, statuses: null, annotators: null }
    const { offsets } = choice
    void window.exportDataset({ format: format.id, profile, offsets, filter, texts: true, split: false, settings: {} })
  }
  const close = (): void => (running ? window.cancelExport() : window.closeDialog())

  return (
    <DialogFrame
      title="Export dataset"
      className="export-dialog"
      onClose={close}
      footer={
        done ? (
          <>
            <button
              type="button"
              className="button"
              onClick={() => void window.run(window.workbench.showInFolder(exporting.report.id))}
            >
              Show in folder
            </button>
            <button type="button" className="button button-main" onClick={close}>
              Done
            </button>
          </>
        ) : (
          <>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
            <button type="button" className="button button-main" disabled={running || !format} onClick={start}>
              {exporting.kind === 'failed' ? 'Try again…' : 'Export…'}
            </button>
          </>
        )
      }
    >
      {exporting.kind === 'done' && <ExportResult report={exporting.report} />}
      {exporting.kind === 'running' && <ExportRunning progress={exporting.progress} />}
      {exporting.kind === 'failed' && (
        <div role="alert">
          <FailureMessage failure={exporting.failure} />
        </div>
      )}
      {(exporting.kind === 'idle' || exporting.kind === 'failed') && (
        <ExportForm
          formats={formats}
          format={format}
          choice={choice}
          articleTitle={openTitle}
          onChange={(next) => setChosen({ ...choice, ...next })}
        />
      )}
    </DialogFrame>
  )
}

const profileOf = (format: ExportFormat, id: string | null) =>
  format.profiles.find((profile) => profile.id === id) ?? format.profiles[0]

interface ExportFormProps {
  readonly formats: readonly ExportFormat[]
  readonly format: ExportFormat | undefined
  readonly choice: Choice
  readonly articleTitle: string | null
  readonly onChange: (next: Partial<Choice>) => void
}

function ExportForm({ formats, format, choice, articleTitle, onChange }: ExportFormProps) {
  const profile = format && profileOf(format, choice.profile)
  return (
    <div className="export-form">
      <fieldset className="field">
        <legend className="field-label">Format</legend>
        <div className="format-list">
          {formats.map(({ id, title, description }) => (
            // Its text is there, two levels down.
            // oxlint-disable-next-line jsx-a11y/label-has-associated-control
            <label key={id} className="format">
              <input
                type="radio"
                name="format"
                checked={id === format?.id}
                onChange={() => onChange({ format: id, profile: null })}
              />
              <span className="format-text">
                <span className="format-title">{title}</span>
                <span className="format-description">{description}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {format && profile && (
        <SegmentedControl
          label="Profile"
          segments={format.profiles.map(({ id, title }) => ({ value: id, name: title }))}
          value={profile.id}
          onChange={(id) => onChange({ profile: id })}
          description={profile.description}
        />
      )}
      <SegmentedControl
        label="What"
        segments={[
          ...(articleTitle === null ? [] : [{ value: 'article', name: 'This article' }]),
          { value: 'project', name: 'Whole project' },
        ]}
        value={choice.article ? 'article' : 'project'}
        onChange={(value) => onChange({ article: value === 'article' })}
        description={choice.article && articleTitle !== null ? `“${articleTitle}”` : 'Every article of the project'}
      />
      <SelectField
        label="Offsets count"
        options={OFFSET_UNITS.map((value) => ({ value, name: OFFSET_NAMES[value] }))}
        value={choice.offsets}
        onChange={(value) => onChange({ offsets: OFFSET_UNITS.find((unit) => unit === value) ?? 'codepoint' })}
        description={OFFSET_HINTS[choice.offsets]}
      />
    </div>
  )
}

function ExportRunning({ progress }: { readonly progress: ExportProgress | null }) {
  if (!progress) {
    return (
      <p role="status" className="export-waiting">
        Choose where to save the file…
      </p>
    )
  }
  const { annotations, annotationsTotal, articles, articlesTotal } = progress
  // Articles count too, so that a project without annotations moves along.
  const total = annotationsTotal + articlesTotal
  const value = total === 0 ? 100 : Math.round(((annotations + articles) / total) * 100)
  return (
    <Progress.Root value={value} className="progress">
      <Progress.Label className="progress-label">Exporting</Progress.Label>
      <Progress.Track className="progress-track">
        <Progress.Indicator className="progress-indicator" />
      </Progress.Track>
      <p className="progress-counts digits">
        {formatCount(articles, 'article')} of {articlesTotal.toLocaleString('en')} ·{' '}
        {formatCount(annotations, 'annotation')} of {annotationsTotal.toLocaleString('en')}
      </p>
    </Progress.Root>
  )
}

function ExportResult({ report }: { readonly report: ExportReport }) {
  return (
    <div role="status" className="export-result">
      <p className="export-file">{report.fileName}</p>
      <p className="field-hint">in {report.folder}</p>
      <dl className="facts facts-wide">
        <dt>Articles</dt>
        <dd>{report.articles.toLocaleString('en')}</dd>
        <dt>Annotations</dt>
        <dd>{report.annotations.toLocaleString('en')}</dd>
        <dt>Relations</dt>
        <dd>{report.relations.toLocaleString('en')}</dd>
        <dt>Size</dt>
        <dd>{formatBytes(report.bytes)}</dd>
        <dt>Time</dt>
        <dd>{formatDuration(report.milliseconds)}</dd>
      </dl>
      <p className="field-hint">Every quote was checked against its place in the text before the file was written.</p>
    </div>
  )
}
