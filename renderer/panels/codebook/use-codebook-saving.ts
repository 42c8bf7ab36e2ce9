import { useState } from 'react'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Decisions } from '../../../model/codebook/codebook-review.ts'
import { type Failure, ok } from '../../../model/value/result.ts'
import { formatCount } from '../../components/format.ts'
import type { CodebookDraft } from '../../session/codebook/codebook-draft.ts'
import { type ReviewedDraft, reviewDraft, saveDraft } from '../../session/codebook/codebook-save.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** Where the dialog stands: editing, or asking before it saves. */
export type SavingStep =
  | { readonly kind: 'edit' }
  | { readonly kind: 'counting' }
  | { readonly kind: 'summary'; readonly reviewed: ReviewedDraft; readonly decisions: Decisions }
  | { readonly kind: 'saving'; readonly reviewed: ReviewedDraft; readonly decisions: Decisions; readonly read: number }

/** An imported codebook that takes the place of the project's, with the id and version that annotations refer to. */
const takenOver = ({ id, version }: Codebook, other: Codebook): Codebook => ({ ...other, id, version })

/** Reviews and saves a draft step by step; imports and exports codebook files. */
export function useCodebookSaving(window: WindowModel, session: Session, draft: CodebookDraft) {
  const [step, setStep] = useState<SavingStep>({ kind: 'edit' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const [imported, setImported] = useState<string | null>(null)
  const [running, setRunning] = useState<AbortController | null>(null)
  const { before } = draft.getState()

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

  /** Decides what replaces a part that was removed; null takes the decision back. */
  const decide = (key: string, target: string | null): void => {
    if (step.kind !== 'summary' && step.kind !== 'saving') return
    const decisions = new Map(step.decisions)
    if (target === null) decisions.delete(key)
    else decisions.set(key, target)
    setStep({ kind: 'summary', reviewed: step.reviewed, decisions })
  }

  return {
    step,
    failure,
    isRunning: running !== null,
    review,
    save,
    importFile,
    exportFile,
    decide,
    refuse: setFailure,
    back: () => setStep({ kind: 'edit' }),
    stop: () => running?.abort(),
  }
}
