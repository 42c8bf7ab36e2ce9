import './doctor-dialog.css'
import { useEffect, useState } from 'react'
import type { Failure } from '../../../model/value/result.ts'
import type { DoctorReport, OfferedRepair, RepairedProject } from '../../../preload/contract/contract.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatCount } from '../../components/format.ts'
import { useStore } from '../../components/use-store.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { DoctorFindings } from './doctor-findings.tsx'
import { DoctorOutcomes, DoctorRepairs } from './doctor-repairs.tsx'

type Step = 'checking' | 'repairing' | 'told'

/** What is known so far. A failure stands above what was told before it. */
interface Told {
  readonly report: DoctorReport | null
  readonly repaired: RepairedProject | null
  readonly failure: Failure | null
}

const NOTHING: Told = { report: null, repaired: null, failure: null }

/** Checks a project, says what was found, repairs it and says what remains. */
export function DoctorDialog({ window }: { readonly window: WindowModel }) {
  const of = useStore(window, (state) => state.doctorOf)
  const [step, setStep] = useState<Step>('checking')
  const [told, setTold] = useState<Told>(NOTHING)
  const { workbench } = window
  const { report, repaired, failure } = told

  useEffect(() => {
    let isCurrent = true
    const check = async (): Promise<void> => {
      // What is checked is what is on the disk.
      await window.getState().session?.settled()
      const found = await window.workbench.checkProject(of)
      if (!isCurrent) return
      setTold(found.ok ? { ...NOTHING, report: found.value } : { ...NOTHING, failure: found.failure })
      setStep('told')
    }
    void check()
    return () => {
      isCurrent = false
    }
  }, [window, of])

  // The button that was pressed may be gone: the text takes the focus, or the page behind the dialog would have it.
  useEffect(() => {
    if (step !== 'checking') document.querySelector<HTMLElement>('.doctor-dialog > .dialog-body')?.focus()
  }, [step])

  const repair = async (project: string, named: string | null): Promise<void> => {
    setStep('repairing')
    await window.getState().session?.settled()
    const done = await workbench.repairProject(project, named)
    setStep('told')
    if (done.ok && done.value) {
      setTold({ report: done.value.report, repaired: done.value, failure: done.value.notOpened })
    } else if (done.ok || done.failure.code === 'cancelled') setTold({ ...told, failure: null })
    else setTold({ ...told, failure: done.failure })
  }
  const close = (): void => {
    // A repair goes on to its end, and then says what it did.
    if (step === 'repairing') return
    if (step === 'checking') void workbench.cancelCheck()
    window.closeDialog()
  }
  const safe = report?.repairs.filter(({ isSafe, refused }) => isSafe && refused === null) ?? []

  return (
    <DialogFrame
      title={report ? `Check of “${report.file}”` : 'Check project'}
      className="doctor-dialog"
      reading
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            {step === 'checking' ? 'Cancel' : 'Close'}
          </button>
          {report && safe.length > 0 && (
            <button
              type="button"
              className="button button-main"
              onClick={() => step === 'told' && void repair(report.of, null)}
            >
              Repair what can be repaired safely
            </button>
          )}
        </>
      }
    >
      <div className="doctor">
        {failure && (
          <div role="alert">
            <FailureMessage failure={failure} />
          </div>
        )}
        {step === 'checking' && <Progress window={window} />}
        {step === 'repairing' && (
          <p role="status">
            Repairing a copy of the project. This may take a while; the project opens again when it is done.
          </p>
        )}
        {step === 'told' && repaired && <DoctorOutcomes repaired={repaired} />}
        {step === 'told' && report && <DoctorFindings report={report} />}
        {step === 'told' && report && (
          <DoctorRepairs repairs={report.repairs} onRepair={({ id }: OfferedRepair) => void repair(report.of, id)} />
        )}
      </div>
    </DialogFrame>
  )
}

function Progress({ window }: { readonly window: WindowModel }) {
  const progress = useStore(window, (state) => state.doctorProgress)
  return (
    <>
      <progress aria-label="Check" />
      <p role="status">
        {progress ? `Reading ${progress.what}: ${formatCount(progress.rows, 'row')}` : 'Opening the project…'}
      </p>
      <p className="field-hint">Checking changes nothing, and what you save meanwhile is saved.</p>
    </>
  )
}
