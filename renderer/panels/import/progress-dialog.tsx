import './progress-dialog.css'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { formatCount } from '../../components/format.ts'
import { useStore } from '../../components/use-store.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** The progress of a long import, with a button to stop it. Short ones end before it appears. */
export function ImportProgressDialog({ window }: { readonly window: WindowModel }) {
  const progress = useStore(window, (state) => state.importProgress)
  if (!progress) return null
  const { phase, files, articles, total } = progress
  const cancel = (): void => void window.run(window.workbench.cancelImport())
  return (
    <DialogFrame
      title={phase === 'reading' ? 'Reading files' : 'Importing'}
      onClose={cancel}
      footer={
        <button type="button" className="button" onClick={cancel}>
          Cancel
        </button>
      }
    >
      <div role="status" className="import-progress">
        <progress max={total ?? undefined} value={total === null ? undefined : files} aria-label="Import" />
        <p className="digits">
          {formatCount(files, 'file')}
          {total !== null && ` of ${total.toLocaleString('en')}`} · {formatCount(articles, 'article')}
        </p>
        <p className="field-hint">
          {phase === 'reading'
            ? 'Nothing is in the project yet; cancelling leaves it as it is.'
            : 'What was imported already stays in the project when you cancel.'}
        </p>
      </div>
    </DialogFrame>
  )
}
