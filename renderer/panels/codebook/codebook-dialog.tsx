import './codebook-dialog.css'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { sameValue } from '../../../model/change/change.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { windowKeyProblems } from '../../../model/codebook/codebook-keys.ts'
import type { Decisions } from '../../../model/codebook/codebook-review.ts'
import { type Failure, ok } from '../../../model/value/result.ts'
import { FIXED_LETTERS } from '../../commands/commands.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatCount } from '../../components/format.ts'
import { useStore } from '../../components/use-store.ts'
import { keyLabel } from '../../input/keys.ts'
import { type CodebookDraft, createCodebookDraft } from '../../session/codebook/codebook-draft.ts'
import { type ReviewedDraft, reviewDraft, saveDraft } from '../../session/codebook/codebook-save.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { Editor } from './editor.tsx'
import type { TagPreview } from './preview.tsx'
import { Summary } from './summary.tsx'

interface CodebookDialogProps {
  readonly window: WindowModel
  readonly session: Session
  readonly preview: TagPreview
}

/** Where the dialog stands: editing, or asking before it saves. */
type Step =
  | { readonly kind: 'edit' }
  | { readonly kind: 'counting' }
  | { readonly kind: 'summary'; readonly reviewed: ReviewedDraft; readonly decisions: Decisions }
  | { readonly kind: 'saving'; readonly reviewed: ReviewedDraft; readonly decisions: Decisions; readonly read: number }

/** The project's codebook, to be edited as a draft and saved as its next version. */
export function CodebookDialog({ window, session, preview }: CodebookDialogProps) {
  const [draft] = useState(() => createCodebookDraft(session.getState().codebook))
  const [step, setStep] = useState<Step>({ kind: 'edit' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [leaving, setLeaving] = useState(false)
  const [imported, setImported] = useState<string | null>(null)
  const [running, setRunning] = useState<AbortController | null>(null)
  const readOnly = useStore(session, (state) => state.readOnly)
  const codebook = useStore(draft, (state) => state.draft)
  const before = draft.getState().before
  const dirty = !sameValue(codebook, before)

  // What is not saved counts as such, so that the window asks before it closes.
  useEffect(() => {
    if (!dirty) return undefined
    session.countDraft(true)
    return () => session.countDraft(false)
  }, [session, dirty])

  const close = (): void => {
    if (running) running.abort()
    else if (dirty) setLeaving(true)
    else window.closeDialog()
  }

  const review = async (): Promise<void> => {
    setFailure(null)
    setStep({ kind: 'counting' })
    const reviewed = await reviewDraft(session, window.workbench, before, draft.getState().draft)
    if (reviewed.ok) setStep({ kind: 'summary', reviewed: reviewed.value, decisions: new Map() })
    else {
      setFailure(reviewed.failure)
      setStep({ kind: 'edit' })
    }
  }

  const save = async (reviewed: ReviewedDraft, decisions: Decisions): Promise<void> => {
    const controller = new AbortController()
    setRunning(controller)
    setFailure(null)
    setStep({ kind: 'saving', reviewed, decisions, read: 0 })
    const saved = await saveDraft(session, window.workbench, reviewed, {
      decisions,
      title: imported === null ? 'Edit codebook' : `Import codebook from ${imported}`,
      onProgress: (read) => setStep({ kind: 'saving', reviewed, decisions, read }),
      signal: controller.signal,
    })
    setRunning(null)
    if (!saved.ok) {
      if (saved.failure.code !== 'cancelled') setFailure(saved.failure)
      setStep({ kind: 'summary', reviewed, decisions })
      return
    }
    window.closeDialog()
    const mapped =
      saved.value > 0
        ? `, ${formatCount(saved.value, 'annotation or relation', 'annotations and relations')} mapped`
        : ''
    session.notify({ kind: 'info', text: `The codebook is version ${before.version + 1} now${mapped}.` })
  }

  const importFile = async (): Promise<void> => {
    setFailure(null)
    const opened = await window.workbench.openCodebookFile()
    if (!opened.ok) setFailure(opened.failure)
    else if (opened.value) {
      const { fileName, codebook: other } = opened.value
      setImported(fileName)
      setFailure(draft.edit(() => ok(takenOver(before, other))))
      draft.select(null)
    }
  }

  const exportFile = async (): Promise<void> => {
    setFailure(null)
    const written = await window.workbench.saveCodebookFile(draft.getState().draft)
    if (!written.ok) setFailure(written.failure)
    else if (written.value) session.notify({ kind: 'info', text: `Wrote ${written.value.fileName}` })
  }

  const editing = step.kind === 'edit' || step.kind === 'counting'
  const reviewed = step.kind === 'summary' || step.kind === 'saving' ? step : null
  const refusals = reviewed ? [...windowKeyProblems(codebook, FIXED_LETTERS), ...reviewed.reviewed.review.refusals] : []
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !editing || !dirty || readOnly) return
    event.preventDefault()
    void review()
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
              <button
                type="button"
                className="button"
                onClick={() => (running ? running.abort() : setStep({ kind: 'edit' }))}
              >
                {running ? 'Stop' : 'Back'}
              </button>
              <button
                type="button"
                className="button button-main"
                disabled={running !== null || refusals.length > 0}
                onClick={() => void save(reviewed.reviewed, reviewed.decisions)}
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
              onImport={() => void importFile()}
              onExport={() => void exportFile()}
              onClose={close}
              onReview={() => void review()}
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
            onDecide={(key, target) => {
              const decisions = new Map(reviewed.decisions)
              if (target === null) decisions.delete(key)
              else decisions.set(key, target)
              setStep({ kind: 'summary', reviewed: reviewed.reviewed, decisions })
            }}
          />
        ) : (
          <Editor draft={draft} letters={FIXED_LETTERS} readOnly={readOnly} preview={preview} onRefused={setFailure} />
        )}
      </DialogFrame>
      {leaving && <Leaving onStay={() => setLeaving(false)} onLeave={() => window.closeDialog()} />}
    </div>
  )
}

/** A codebook from elsewhere in the place of the project's: what annotations refer to is its id and version. */
const takenOver = ({ id, version }: Codebook, other: Codebook): Codebook => ({ ...other, id, version })

function title(codebook: Codebook, before: Codebook, step: Step): string {
  const name = `Codebook “${codebook.name}”`
  return step.kind === 'edit' || step.kind === 'counting'
    ? `${name}, version ${before.version}`
    : `${name}: before version ${before.version + 1} is saved`
}

interface EditFooterProps {
  readonly window: WindowModel
  readonly draft: CodebookDraft
  readonly readOnly: boolean
  readonly dirty: boolean
  readonly counting: boolean
  readonly onImport: () => void
  readonly onExport: () => void
  readonly onClose: () => void
  readonly onReview: () => void
}

function EditFooter(props: EditFooterProps) {
  const { window, draft, readOnly, dirty, counting } = props
  const platform = useStore(window, (state) => state.platform)
  const canUndo = useStore(draft, (state) => state.canUndo)
  const canRedo = useStore(draft, (state) => state.canRedo)
  return (
    <>
      <div className="dialog-footer-start">
        <button type="button" className="button" disabled={readOnly} onClick={props.onImport}>
          Import…
        </button>
        <button type="button" className="button" onClick={props.onExport}>
          Export…
        </button>
        <button type="button" className="button" disabled={!canUndo} onClick={draft.undo}>
          Undo
        </button>
        <button type="button" className="button" disabled={!canRedo} onClick={draft.redo}>
          Redo
        </button>
      </div>
      <button type="button" className="button" onClick={props.onClose}>
        {readOnly ? 'Close' : 'Cancel'}
      </button>
      {!readOnly && (
        <button type="button" className="button button-main" disabled={!dirty || counting} onClick={props.onReview}>
          Save…
          <kbd>{keyLabel('Mod+Enter', platform)}</kbd>
        </button>
      )}
    </>
  )
}

interface LeavingProps {
  readonly onStay: () => void
  readonly onLeave: () => void
}

/** Asks before a draft is thrown away. */
function Leaving({ onStay, onLeave }: LeavingProps) {
  return (
    <AlertDialog.Root open onOpenChange={(open) => open || onStay()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop backdrop-over" />
        <AlertDialog.Popup className="dialog dialog-over">
          <AlertDialog.Title className="dialog-title">Leave without saving?</AlertDialog.Title>
          <AlertDialog.Description className="dialog-body">
            What you changed in the codebook is not saved yet and would be lost.
          </AlertDialog.Description>
          <footer className="dialog-footer">
            <AlertDialog.Close className="button button-main">Go on editing</AlertDialog.Close>
            <button type="button" className="button" onClick={onLeave}>
              Leave
            </button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
