import './salvage-dialog.css'
import { useState } from 'react'
import type { Failure } from '../../../model/value/result.ts'
import type { SalvageOutcome, SalvageProgress } from '../../../preload/contract/contract.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { useStore } from '../../components/use-store.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

type Step =
  | { readonly kind: 'asking'; readonly failure: Failure | null }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly outcome: SalvageOutcome; readonly failure: Failure | null }

/** Says what salvaging a damaged project does, does it, and tells what came back. */
export function SalvageDialog({ window }: { readonly window: WindowModel }) {
  const subject = useStore(window, (state) => state.salvaged) ?? ''
  const [step, setStep] = useState<Step>({ kind: 'asking', failure: null })
  const { workbench } = window

  const start = async (): Promise<void> => {
    setStep({ kind: 'running' })
    const done = await workbench.salvageProject()
    if (done.ok && done.value) setStep({ kind: 'done', outcome: done.value, failure: null })
    else {
      const isCancelled = done.ok || done.failure.code === 'cancelled'
      setStep({ kind: 'asking', failure: isCancelled ? null : done.failure })
    }
  }
  const close = (): void => {
    if (step.kind === 'running') void workbench.cancelSalvage()
    window.closeDialog()
  }
  // Once it is open, the window shows it and closes what is over it.
  const open = async (outcome: SalvageOutcome): Promise<void> => {
    const opened = await workbench.openSalvaged()
    if (opened.ok) window.closeDialog()
    else if (opened.failure.code !== 'cancelled') setStep({ kind: 'done', outcome, failure: opened.failure })
  }

  if (step.kind === 'done') {
    const { outcome } = step
    return (
      <DialogFrame
        title={outcome.complete ? 'Everything came back' : 'What came back'}
        reading
        onClose={close}
        footer={
          <>
            <button type="button" className="button" onClick={close}>
              Close
            </button>
            <button type="button" className="button button-main" onClick={() => void open(outcome)}>
              Open the new project
            </button>
          </>
        }
      >
        {step.failure && (
          <div role="alert">
            <FailureMessage failure={step.failure} />
          </div>
        )}
        <Outcome outcome={outcome} />
      </DialogFrame>
    )
  }
  const running = step.kind === 'running'
  return (
    <DialogFrame
      title={`Salvage “${subject}”`}
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          {!running && (
            <button type="button" className="button button-main" onClick={() => void start()}>
              Salvage as…
            </button>
          )}
        </>
      }
    >
      {step.kind === 'asking' && step.failure && (
        <div role="alert">
          <FailureMessage failure={step.failure} />
        </div>
      )}
      {running ? <Progress window={window} /> : <Explanation />}
    </DialogFrame>
  )
}

const Explanation = () => (
  <div className="salvage">
    <p>
      The file is damaged, but most of what it holds can usually be read. Salvaging looks through all of it for texts,
      source files, annotations, links and history, and makes a new project of what it finds.
    </p>
    <ul>
      <li>The damaged file stays as it is.</li>
      <li>You choose where the new project goes.</li>
      <li>What cannot be in the new project is written to a report beside it, in full.</li>
    </ul>
    <p className="field-hint">If you have a backup copy that is recent, opening that is the better way.</p>
  </div>
)

const PHASES: Readonly<Record<SalvageProgress['phase'], string>> = {
  pages: 'Reading the file',
  texts: 'Looking for lost texts in the source files',
  log: 'Following the history',
  records: 'Comparing the tables with the history',
}

function Progress({ window }: { readonly window: WindowModel }) {
  const progress = useStore(window, (state) => state.salvageProgress)
  const total = progress?.total ?? undefined
  return (
    <div role="status" className="salvage">
      <progress max={total} value={total === undefined ? undefined : progress?.done} aria-label="Salvage" />
      <p>{progress ? `${PHASES[progress.phase]}…` : 'Choose where the new project goes.'}</p>
      <p className="field-hint">Nothing is left behind when you cancel.</p>
    </div>
  )
}

function Outcome({ outcome }: { readonly outcome: SalvageOutcome }) {
  const { fileName, folder, recovered, remarks, report, complete } = outcome
  return (
    <div className="salvage">
      <p>
        The new project is <strong>{fileName}</strong> in <span className="salvage-folder">{folder}</span>.
        {complete && ' All that was in the damaged file is in it.'}
      </p>
      <ul className="salvage-counts digits">
        {recovered.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {remarks.length > 0 && (
        <section aria-labelledby="salvage-remarks">
          <h3 id="salvage-remarks">What is not as it was</h3>
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </section>
      )}
      {report !== null && (
        <p className="field-hint">
          What is not in the new project, as far as it is known, is in <strong>{report}</strong> beside it.
        </p>
      )}
    </div>
  )
}
