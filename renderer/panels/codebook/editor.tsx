import './editor.css'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { partName } from '../../../model/codebook/codebook-part.ts'
import { removePart } from '../../../model/codebook/codebook-edit.ts'
import type { WindowLetters } from '../../../model/codebook/codebook-keys.ts'
import type { Failure } from '../../../model/value/result.ts'
import { useStore } from '../../components/use-store.ts'
import type { CodebookDraft } from '../../session/codebook/codebook-draft.ts'
import { Outline } from './outline.tsx'
import { ancestorKeys, foldedAtFirst } from './outline-rows.ts'
import { moveBy, PartActions } from './part-actions.tsx'
import { PartForm } from './part-form.tsx'
import { Preview, type TagPreview } from './preview.tsx'

interface EditorProps {
  readonly draft: CodebookDraft
  readonly letters: WindowLetters
  readonly readOnly: string | null
  readonly preview: TagPreview
  readonly onRefused: (failure: Failure | null) => void
}

const KIND_TITLES = { type: 'Type', attribute: 'Attribute', value: 'Value', role: 'Role' } as const

/** The outline, the form of what is selected in it, and how it will look. F6 goes round the three. */
export function Editor({ draft, letters, readOnly, preview, onRefused }: EditorProps) {
  const root = useRef<HTMLDivElement>(null)
  const { before } = draft.getState()
  const codebook = useStore(draft, (state) => state.draft)
  const selected = useStore(draft, (state) => state.selected)
  const view = useStore(draft, (state) => state.view)
  const [folded, setFolded] = useState(() => foldedAtFirst(codebook))
  const open = ancestorKeys(selected)
  const shownFolded = new Set([...folded].filter((key) => !open.includes(key)))

  // Also when one comes back from the summary.
  useEffect(() => root.current?.querySelector<HTMLElement>('[role=tree]')?.focus(), [])

  // A part that was just added has a form of its own; the field that had the focus is gone.
  useEffect(() => {
    const { activeElement } = document
    const lost =
      !activeElement?.isConnected || activeElement === document.body || activeElement.matches('[role=dialog]')
    if (view > 0 && lost) focusName(root.current)
  }, [view])

  const edit = (change: typeof removePart): void => {
    if (selected && readOnly === null) onRefused(draft.edit((current) => change(current, selected)))
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const inField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
    if (event.key === 'F6') {
      event.preventDefault()
      focusRegion(root.current, event.shiftKey ? -1 : 1)
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !inField) {
      event.preventDefault()
      if (event.shiftKey) draft.redo()
      else draft.undo()
    }
  }

  return (
    // Keys for all three parts.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} className="codebook-editor" onKeyDown={onKeyDown}>
      <div className="codebook-outline">
        <Outline
          draft={draft}
          folded={shownFolded}
          onFold={(key, fold) => {
            const next = new Set(shownFolded)
            if (fold) next.add(key)
            else next.delete(key)
            setFolded(next)
          }}
          onMove={(by) => edit(moveBy(by))}
          onRemove={() => edit(removePart)}
          onEnter={() => focusName(root.current)}
        />
        <p className="outline-keys field-hint">
          <kbd>←</kbd> <kbd>→</kbd> fold · <kbd>Alt+↑</kbd> <kbd>Alt+↓</kbd> move · <kbd>Del</kbd> remove ·{' '}
          <kbd>Enter</kbd> edit · <kbd>F6</kbd> next part
        </p>
      </div>
      <section className="codebook-form" aria-label="What is selected">
        {readOnly !== null && <p className="field-hint">Nothing can be changed. {readOnly}</p>}
        <header className="part-header">
          <h3>{selected ? `${KIND_TITLES[selected.kind]}: ${partName(codebook, selected)}` : 'The codebook itself'}</h3>
          <PartActions
            draft={draft}
            part={selected}
            letters={letters}
            disabled={readOnly !== null}
            onRefused={onRefused}
          />
        </header>
        <fieldset key={view} disabled={readOnly !== null} className="part-fields" data-region="">
          <legend className="visually-hidden">Fields</legend>
          <PartForm draft={draft} codebook={codebook} before={before} letters={letters} part={selected} />
        </fieldset>
      </section>
      <Preview codebook={codebook} type={selected?.type ?? null} tag={preview} />
    </div>
  )
}

function focusName(root: HTMLElement | null): void {
  const field = root?.querySelector<HTMLInputElement>('[data-codebook-name]')
  field?.focus()
  field?.select()
}

/** Moves the focus to the outline, the form or the preview, whichever is next in a direction. */
function focusRegion(root: HTMLElement | null, direction: 1 | -1): void {
  const regions = ['.codebook-outline', '.codebook-form .part-fields', '.codebook-preview'].flatMap((selector) => {
    const region = root?.querySelector<HTMLElement>(selector)
    const target = region?.querySelector<HTMLElement>('[role=tree], input, select, textarea, button')
    return region && target ? [{ region, target }] : []
  })
  const at = regions.findIndex(({ region }) => region.contains(document.activeElement))
  const next = regions[(Math.max(0, at) + direction + regions.length) % regions.length]
  next?.target.focus()
}
