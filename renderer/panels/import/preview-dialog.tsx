import './preview-dialog.css'
import { type KeyboardEvent, useMemo, useState } from 'react'
import type { ImportPreview, RereadChoice } from '../../../preload/contract/contract.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatCount, formatNumber } from '../../components/format.ts'
import { Listbox } from '../../components/listbox.tsx'
import { useStore } from '../../components/use-store.ts'
import {
  countChosen,
  decisionOf,
  firstChoices,
  isDuplicate,
  previewRows,
  totalsOf,
  withFile,
} from '../../session/datasets/import-choices.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { FileChoices } from './file-choices.tsx'
import { PreviewDetails } from './preview-details.tsx'
import { FoundRow } from './found-row.tsx'

const ROW_REM = 3

/** What was found in files before anything is imported: to look at, correct and leave out. */
export function ImportPreviewDialog({ window }: { readonly window: WindowModel }) {
  const preview = useStore(window, (state) => state.importPreview)
  return preview ? <Preview key={preview.id} window={window} first={preview} /> : null
}

function Preview({ window, first }: { readonly window: WindowModel; readonly first: ImportPreview }) {
  const [preview, setPreview] = useState(first)
  const [choices, setChoices] = useState(firstChoices)
  const [active, setActive] = useState(0)
  const [busy, setBusy] = useState(false)
  const rows = useMemo(() => previewRows(preview), [preview])
  const row = rows[Math.min(active, rows.length - 1)]
  const file = row && preview.files[row.file]
  const article = row && file?.articles[row.article]
  const broken = row && file?.unread[-1 - row.article]
  // Counted when they change, not for each row that is walked to: there may be tens of thousands.
  const chosen = useMemo(() => countChosen(preview, choices), [preview, choices])
  const { unread, duplicates } = useMemo(() => totalsOf(preview), [preview])

  const isChosen = (at: number): boolean => {
    const item = rows[at]
    if (!item || item.article < 0 || choices.left.has(item.key)) return false
    return choices.allowDuplicates || !isDuplicate(preview.files[item.file]?.articles[item.article])
  }
  const toggle = (at: number): void => {
    setActive(at)
    const item = rows[at]
    if (!item || item.article < 0) return
    const left = new Set(choices.left)
    if (left.has(item.key)) left.delete(item.key)
    else left.add(item.key)
    setChoices({ ...choices, left })
  }
  const close = (): void => {
    void window.workbench.cancelImport()
    window.closeDialog()
  }
  const mayDecide = !busy && chosen > 0
  const decide = async (): Promise<void> => {
    setBusy(true)
    await window.run(window.workbench.importStaged(decisionOf(preview, choices)))
    setBusy(false)
  }
  // As in the other lists with ticks, Space is for the tick and Enter for all of it.
  const onListKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    if (mayDecide && !event.repeat) void decide()
  }
  const reread = async (choice: RereadChoice): Promise<void> => {
    if (!row) return
    setBusy(true)
    const again = await window.run(window.workbench.rereadImport(preview.id, row.file, choice))
    setBusy(false)
    if (again) setPreview((before) => withFile(before, row.file, again))
  }

  return (
    <DialogFrame
      title="Import articles"
      className="preview-dialog"
      onClose={close}
      footer={
        <>
          {duplicates > 0 && (
            <label className="check dialog-footer-start">
              <input
                type="checkbox"
                checked={choices.allowDuplicates}
                onChange={(event) => setChoices({ ...choices, allowDuplicates: event.target.checked })}
              />
              Also import {formatCount(duplicates, 'article')} whose text is in the project already
            </label>
          )}
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="button" className="button button-main" disabled={!mayDecide} onClick={() => void decide()}>
            Import {formatCount(chosen, 'article')}
          </button>
        </>
      }
    >
      <div className="preview">
        {/* Only catches a key of the list inside it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div className="preview-list" onKeyDownCapture={onListKey}>
          <p className="field-hint" role="status">
            {formatCount(preview.files.length, 'file')}
            {unread > 0 && `, ${formatNumber(unread)} not readable`}. Space leaves one out, Enter imports.
          </p>
          <Listbox
            label="Articles found"
            count={rows.length}
            rowRem={ROW_REM}
            active={active}
            activeKey={row?.key ?? null}
            isChosen={isChosen}
            className="preview-rows tick-list"
            keyAt={(at) => rows[at]?.key ?? String(at)}
            onMove={setActive}
            onClick={(at, event) => {
              if ((event.target as Element).closest('.tick')) toggle(at)
              else setActive(at)
            }}
            onEnter={toggle}
          >
            {(at) => {
              const item = rows[at]
              const owner = item && preview.files[item.file]
              if (!item || !owner) return null
              return <FoundRow file={owner} row={item} ticked={isChosen(at)} edits={choices.edits} />
            }}
          </Listbox>
        </div>
        <div className="preview-facts" role="group" aria-label="What was found">
          {row && file && (
            <>
              {broken && <FailureMessage failure={broken.failure} />}
              {article && (
                <PreviewDetails
                  key={row.key + article.beginning}
                  article={article}
                  format={file.format ?? ''}
                  edit={choices.edits.get(row.key) ?? article}
                  onEdit={(edit) => setChoices({ ...choices, edits: new Map(choices.edits).set(row.key, edit) })}
                />
              )}
              <FileChoices
                key={`file ${row.file}`}
                file={file}
                busy={busy}
                onReread={(choice) => void reread(choice)}
              />
            </>
          )}
        </div>
      </div>
    </DialogFrame>
  )
}
