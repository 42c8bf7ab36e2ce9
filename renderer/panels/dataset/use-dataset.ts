import { useRef, useState } from 'react'
import { type DatasetChoices, USUAL_CHOICES } from '../../../model/dataset/dataset-vocabulary.ts'
import type { DatasetLook, DatasetReport } from '../../../preload/contract/contract.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** A dataset that was chosen, what is asked about it, and what came of it. */
export interface OpenDataset {
  readonly look: DatasetLook
  /** What was asked for last; it is shown before the answer is there. */
  readonly choices: DatasetChoices
  /** Id of the format it is read as, or asked to be; null where none is known. */
  readonly format: string | null
  readonly busy: boolean
  readonly report: DatasetReport | null
  choose(choices: DatasetChoices): void
  readAs(format: string): void
  take(): void
}

const choicesOf = (look: DatasetLook): DatasetChoices => (look.kind === 'read' ? look.preview.choices : USUAL_CHOICES)
const formatOf = (look: DatasetLook): string | null =>
  look.kind === 'read' ? look.preview.format.id : look.dataset.format

/** Plans the import again with every choice. The last request wins over those still running. */
export function useDataset(window: WindowModel, first: DatasetLook): OpenDataset {
  const [look, setLook] = useState(first)
  const [choices, setChoices] = useState(() => choicesOf(first))
  const [format, setFormat] = useState(() => formatOf(first))
  const [busy, setBusy] = useState(false)
  const [report, setReport] = useState<DatasetReport | null>(null)
  const turn = useRef(0)
  const { id } = look.kind === 'read' ? look.preview : look.dataset

  const plan = async (nextFormat: string | null, nextChoices: DatasetChoices): Promise<void> => {
    const own = ++turn.current
    setFormat(nextFormat)
    setChoices(nextChoices)
    setBusy(true)
    const planned = await window.run(window.workbench.planDataset({ id, format: nextFormat, choices: nextChoices }))
    if (own !== turn.current) return
    setBusy(false)
    if (planned) setLook(planned)
    // A plan that failed is no longer asked for.
    const shown = planned ?? look
    setFormat(formatOf(shown))
    if (shown.kind === 'read') setChoices(shown.preview.choices)
  }
  const take = async (): Promise<void> => {
    setBusy(true)
    const done = await window.run(window.workbench.importDataset({ id, choices }))
    setBusy(false)
    if (done) setReport(done)
  }
  return {
    look,
    choices,
    format,
    busy,
    report,
    choose: (next) => void plan(format, next),
    readAs: (next) => void plan(next, choices),
    take: () => void take(),
  }
}
