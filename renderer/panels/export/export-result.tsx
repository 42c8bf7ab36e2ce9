import './export-result.css'
import { Progress } from '@base-ui/react/progress'
import type { ExportLoss, ExportProgress, ExportReport } from '../../../preload/contract/contract.ts'
import { formatBytes, formatCount, formatDuration } from '../../components/format.ts'

/** What the format could not hold, a kind a line; that nothing was lost is said, too. */
export function Losses({ losses }: { readonly losses: readonly ExportLoss[] }) {
  if (losses.length === 0) return <p className="losses-none">Nothing is lost: the format holds everything.</p>
  return <LossList losses={losses} />
}

/** What of a damaged project is not in the dataset. */
export function DamageOfExport({ damage }: { readonly damage: readonly ExportLoss[] }) {
  if (damage.length === 0) return null
  return (
    <div role="alert">
      <p>The project is damaged, so the dataset is not complete. Run “Check project…” to see what can be repaired.</p>
      <LossList losses={damage} />
    </div>
  )
}

function LossList({ losses }: { readonly losses: readonly ExportLoss[] }) {
  return (
    <ul className="losses">
      {losses.map(({ kind, what, count, ids }) => (
        <li key={kind}>
          {what}
          <details>
            <summary>{formatCount(count, 'record')}</summary>
            <p className="digits">
              {ids.join(', ')}
              {count > ids.length && ` and ${(count - ids.length).toLocaleString('en')} more (in the file of losses)`}
            </p>
          </details>
        </li>
      ))}
    </ul>
  )
}

export function ExportRunning({ progress }: { readonly progress: ExportProgress | null }) {
  if (!progress) {
    return (
      <p role="status" className="export-waiting">
        Choose where to save the file…
      </p>
    )
  }
  const { annotations, annotationsTotal, articles, articlesTotal } = progress
  // Articles count, too, so that a project without annotations shows progress.
  const total = annotationsTotal + articlesTotal
  const value = total === 0 ? 100 : Math.round(((annotations + articles) / total) * 100)
  return (
    <Progress.Root value={value} className="progress">
      <Progress.Label>Exporting</Progress.Label>
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

export function ExportResult({ report }: { readonly report: ExportReport }) {
  const { leftOut } = report
  return (
    <div role="status" className="export-result">
      <p className="export-file">{report.fileName}</p>
      <p className="field-hint">in {report.folder}</p>
      <dl className="facts facts-wide">
        {/* What was handed to the format, which may hold less of it: a file of reviews holds no quotes. */}
        <dt>Chosen</dt>
        <dd>
          {formatCount(report.articles, 'article')}, {formatCount(report.annotations, 'annotation')},{' '}
          {formatCount(report.relations, 'relation')}
        </dd>
        {leftOut.annotations + leftOut.relations > 0 && (
          <>
            <dt>Left out</dt>
            <dd>
              {formatCount(leftOut.annotations, 'annotation')}, {formatCount(leftOut.relations, 'relation')}
            </dd>
          </>
        )}
        <dt>Files</dt>
        <dd>
          {report.files.toLocaleString('en')}, {formatBytes(report.bytes)}
        </dd>
        <dt>Time</dt>
        <dd>{formatDuration(report.milliseconds)}</dd>
      </dl>
      {report.losses.length > 0 && <p>What the format could not hold of what was chosen:</p>}
      <Losses losses={report.losses} />
      <DamageOfExport damage={report.damage} />
      <p className="field-hint">Every quote was checked against its place in the text before the file was written.</p>
    </div>
  )
}
