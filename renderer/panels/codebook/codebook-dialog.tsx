import './codebook-dialog.css'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { sameValue } from '../../../model/value/same-value.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { windowKeyProblems } from '../../../model/codebook/codebook-keys.ts'
import { FIXED_LETTERS } from '../../commands/commands.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { useStore } from '../../components/use-store.ts'
import { createCodebookDraft } from '../../session/codebook/codebook-draft.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { EditFooter } from './edit-footer.tsx'
import { Editor } from './editor.tsx'
import { LeaveDraftDialog } from './leave-draft-dialog.tsx'
import type { TagPreview } from './preview.tsx'
import { Summary } from './summary.tsx'
import { type SavingStep, useCodebookSaving } from './use-codebook-saving.ts'

interface CodebookDialogProps {
  readonly window: WindowModel
  readonly session: Session
  readonly preview: TagPreview
}

/** The project's codebook, to be edited as a draft and saved as its next version. */
export function CodebookDialog({ window, session, preview }: CodebookDialogProps) {
  const [draft] = useState(() => createCodebookDraft(session.getState().codebook))
  const [leaving, setLeaving] = useState(false)
  const saving = useCodebookSaving(window, session, draft)
  const { step, failure, isRunning } = saving
  const readOnly = useStore(session, (state) => state.readOnly)
  const codebook = useStore(draft, (state) => state.draft)
  const before = draft.getState().before
  const dirty = !sameValue(codebook, before)

  // A draft counts as unsaved, so that closing the window asks first.
  useEffect(() => {
    if (!dirty) return undefined
    session.countDraft(true)
    return () => session.countDraft(false)
  }, [session, dirty])

  const close = (): void => {
    if (isRunning) saving.stop()
    else if (dirty) setLeaving(true)
    else window.closeDialog()
  }

  const editing = step.kind === 'edit' || step.kind === 'counting'
  const reviewed = step.kind === 'summary' || step.kind === 'saving' ? step : null
  const refusals = reviewed ? [...windowKeyProblems(codebook, FIXED_LETTERS), ...reviewed.reviewed.review.refusals] : []
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !editing || !dirty || readOnly) return
    event.preventDefault()
    void saving.review()
  }

  return (
    // A key for the whole dialog; what has the focus inside goes first.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={onKeyDown}>
      <DialogFrame
        title={title(codebook, before, step)}
        className="codebook-dialog"
        onClose={close}
        footer={
          reviewed ? (
            <>
              <p role="status" className="footer-note">
                {step.kind === 'saving' && `Reading what is to be mapped: ${step.read.toLocaleString('en')} so far…`}
              </p>
              <button type="button" className="button" onClick={isRunning ? saving.stop : saving.back}>
                {isRunning ? 'Stop' : 'Back'}
              </button>
              <button
                type="button"
                className="button button-main"
                disabled={isRunning || refusals.length > 0}
                onClick={() => void saving.save(reviewed.reviewed, reviewed.decisions)}
              >
                {`Save version ${before.version + 1}`}
              </button>
            </>
          ) : (
            <EditFooter
              window={window}
              draft={draft}
              readOnly={readOnly !== null}
              dirty={dirty}
              counting={step.kind === 'counting'}
              onImport={() => void saving.importFile()}
              onExport={() => void saving.exportFile()}
              onClose={close}
              onReview={() => void saving.review()}
            />
          )
        }
      >
        {failure && (
          <div role="alert" className="dialog-failure">
            <FailureMessage failure={failure} />
          </div>
        )}
        {reviewed ? (
          <Summary
            review={reviewed.reviewed.review}
            refusals={refusals}
            decisions={reviewed.decisions}
            onDecide={saving.decide}
          />
        ) : (
          <Editor
            draft={draft}
            letters={FIXED_LETTERS}
            readOnly={readOnly}
            preview={preview}
            onRefused={saving.refuse}
          />
        )}
      </DialogFrame>
      {leaving && <LeaveDraftDialog onStay={() => setLeaving(false)} onLeave={() => window.closeDialog()} />}
    </div>
  )
}

function title(codebook: Codebook, before: Codebook, step: SavingStep): string {
  const name = `Codebook “${codebook.name}”`
  return step.kind === 'edit' || step.kind === 'counting'
    ? `${name}, version ${before.version}`
    : `${name}: before version ${before.version + 1} is saved`
}
