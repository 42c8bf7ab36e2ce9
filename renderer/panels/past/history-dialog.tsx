import './history-dialog.css'
import { useEffect, useState } from 'react'
import { actInWords, type PastAct } from '../../../model/past/past-act.ts'
import { dayInWords, timeOfDay } from '../../../model/past/when.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatNumber } from '../../components/format.ts'
import { Listbox, type ListPart } from '../../components/listbox.tsx'
import { useStore } from '../../components/use-store.ts'
import type { Failure } from '../../../model/value/result.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

const ROW_REM = 2.25

/** What was done in the project, day by day; each act leads to the project as it was after it. */
export function HistoryDialog({ window }: { readonly window: WindowModel }) {
  const progress = useStore(window, (state) => state.lookProgress)
  const [now] = useState(() => new Date())
  const [acts, setActs] = useState<readonly PastAct[]>([])
  const [next, setNext] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const [busy, setBusy] = useState(true)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { workbench } = window

  const read = async (before: number | null, known: readonly PastAct[]): Promise<void> => {
    setBusy(true)
    await window.getState().session?.settled()
    const page = await workbench.pastActs(before)
    setBusy(false)
    if (!page.ok) return setFailure(page.failure)
    setActs([...known, ...page.value.acts])
    setNext(page.value.next)
  }
  useEffect(() => {
    void read(null, [])
    // Once: the project does not change while the dialog is open.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])

  const look = async (act: PastAct | undefined): Promise<void> => {
    if (!act || busy) return
    setBusy(true)
    setFailure(null)
    const looked = await workbench.lookAtMoment(act.line)
    setBusy(false)
    if (looked.ok) window.closeDialog()
    else if (looked.failure.code !== 'cancelled') setFailure(looked.failure)
  }

  const parts = acts.reduce<ListPart[]>((list, { at }, row) => {
    const day = dayInWords(new Date(at), now)
    const title = day.charAt(0).toUpperCase() + day.slice(1)
    return list.at(-1)?.title === title ? list : [...list, { title, row }]
  }, [])
  const told = progress
    ? `Going back: ${formatNumber(progress.done)} of ${formatNumber(progress.of)} changes`
    : 'One moment…'

  return (
    <DialogFrame
      title="History"
      className="history-dialog"
      onClose={() => window.closeDialog()}
      footer={
        <>
          {next !== null && (
            <button type="button" className="button dialog-footer-start" onClick={() => void read(next, acts)}>
              Show earlier acts
            </button>
          )}
          <button type="button" className="button" onClick={() => window.closeDialog()}>
            Close
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={acts.length === 0}
            onClick={() => void look(acts[active])}
          >
            Look at the project after this
          </button>
        </>
      }
    >
      {failure && (
        <div role="alert">
          <FailureMessage failure={failure} />
        </div>
      )}
      <Listbox
        label="What was done, the last act first"
        className="history-rows"
        count={acts.length}
        rowRem={ROW_REM}
        active={active}
        activeKey={String(acts[active]?.line ?? '')}
        parts={parts}
        keyAt={(row) => String(acts[row]?.line ?? row)}
        onMove={setActive}
        onClick={setActive}
        onEnter={(row) => void look(acts[row])}
      >
        {(row) => {
          const act = acts[row]
          if (!act) return null
          return (
            <span className="history-row">
              <span className="row-count">{timeOfDay(new Date(act.at))}</span>
              <span className="row-title">{actInWords(act)}</span>
              <span className="row-summary">{act.by}</span>
            </span>
          )
        }}
      </Listbox>
      <p className="history-state" role="status">
        {busy ? told : 'Choose the act after which you want to see the project.'}
      </p>
    </DialogFrame>
  )
}
