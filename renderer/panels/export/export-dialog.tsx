import './export-dialog.css'
import { useState } from 'react'
import type { ExportReport } from '../../../preload/contract/contract.ts'
import type { Failure, Result } from '../../../model/value/result.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatCount } from '../../components/format.ts'
import { useStore } from '../../components/use-store.ts'
import { type ExportChoice, type ExportScope, firstChoice, requestFor } from '../../session/datasets/export-choice.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { ExportFilters } from './export-filters.tsx'
import { ExportForm } from './export-form.tsx'
import { DamageOfExport, ExportResult, ExportRunning, Losses } from './export-result.tsx'

interface ExportDialogProps {
  readonly window: WindowModel
  readonly session: Session
}

/** What was found out about losses before anything is written, for one choice. */
type Tried =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly report: ExportReport }
  | { readonly kind: 'failed'; readonly failure: Failure }

const triedOf = (result: Result<ExportReport>): Tried =>
  result.ok ? { kind: 'done', report: result.value } : { kind: 'failed', failure: result.failure }

/** What to export and how, what would be lost, then its progress, then what was written. */
export function ExportDialog({ window, session }: ExportDialogProps) {
  const exporting = useStore(window, (state) => state.exporting)
  const formats = useStore(window, (state) => state.formats)
  const marked = useStore(window, (state) => state.marked)
  const openTitle = useStore(session, (state) => state.open?.article.title ?? null)
  const openId = useStore(session, (state) => state.open?.article.id ?? null)
  const codebook = useStore(session, (state) => state.codebook)
  const annotators = useStore(session, (state) => state.annotators)
  const scopes: readonly ExportScope[] = [
    ...(openId === null ? [] : (['article'] as const)),
    ...(marked.size > 0 ? (['marked'] as const) : []),
    'project',
  ]
  const [chosen, setChosen] = useState<ExportChoice>(() =>
    firstChoice(formats[0]?.id ?? '', marked.size > 0 ? 'marked' : openId === null ? 'project' : 'article'),
  )
  const [tried, setTried] = useState<Tried>({ kind: 'none' })
  const choice = scopes.includes(chosen.scope) ? chosen : { ...chosen, scope: 'project' as const }
  const format = formats.find(({ id }) => id === choice.format) ?? formats[0]
  const running = exporting.kind === 'running'
  const done = exporting.kind === 'done'

  const change = (next: Partial<ExportChoice>): void => {
    setChosen({ ...choice, ...next })
    setTried({ kind: 'none' })
  }
  const request = () =>
    format &&
    requestFor(choice, format, {
      types: codebook.types.map(({ id }) => id),
      annotators: annotators.map(({ id }) => id),
      openArticle: openId,
      marked: [...marked],
    })
  const start = (): void => {
    const wanted = request()
    if (wanted) void window.exportDataset(wanted)
  }
  const tryOut = async (): Promise<void> => {
    const wanted = request()
    if (!wanted) return
    setTried({ kind: 'running' })
    await session.settled()
    setTried(triedOf(await window.workbench.tryExport(wanted)))
  }
  const close = (): void => {
    if (tried.kind === 'running') void window.workbench.cancelExport()
    if (running) window.cancelExport()
    else window.closeDialog()
  }
  const scopeHint =
    choice.scope === 'article' && openTitle !== null
      ? `“${openTitle}”`
      : choice.scope === 'marked'
        ? formatCount(marked.size, 'article')
        : 'Every article of the project'

  return (
    <DialogFrame
      title="Export dataset"
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
            {!running && format && format.mayLose.length > 0 && (
              <button
                type="button"
                className="button dialog-footer-start"
                disabled={tried.kind === 'running'}
                onClick={() => void tryOut()}
              >
                What would be lost?
              </button>
            )}
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
        <>
          <ExportForm
            formats={formats}
            format={format}
            choice={choice}
            scopes={scopes}
            scopeHint={scopeHint}
            onChange={change}
          />
          <ExportFilters
            types={codebook.types.map(({ id, name }) => ({ id, name }))}
            annotators={annotators}
            choice={choice}
            onChange={change}
          />
          {format && <WhatIsLost tried={tried} lossless={format.mayLose.length === 0} />}
        </>
      )}
    </DialogFrame>
  )
}

function WhatIsLost({ tried, lossless }: { readonly tried: Tried; readonly lossless: boolean }) {
  if (lossless) return <p className="losses-none">This format holds everything: nothing is lost.</p>
  return (
    <div role="status" className="losses-tried">
      {tried.kind === 'running' && <p>Going through the dataset…</p>}
      {tried.kind === 'failed' && <FailureMessage failure={tried.failure} />}
      {tried.kind === 'done' && <Losses losses={tried.report.losses} />}
      {tried.kind === 'done' && <DamageOfExport damage={tried.report.damage} />}
    </div>
  )
}
