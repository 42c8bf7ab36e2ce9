import './selection-toolbar.css'
import { useRef } from 'react'
import { markOf, type AnnotationType } from '../../../model/record/codebook.ts'

/** Position of the toolbar, in CSS pixels of the scrolled content. */
export interface ToolbarPlace {
  readonly left: number
  readonly top: number
  readonly below: boolean
}

interface Props {
  readonly place: ToolbarPlace
  readonly types: readonly AnnotationType[]
  readonly onTag: (typeId: string) => void
}

/** Types to tag with, at a selection just made by mouse. A single tab stop; arrows move between the buttons. */
export function SelectionToolbar({ place, types, onTag }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  const move = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
    event.preventDefault()
  }
  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label="Tag the selection"
      className={place.below ? 'selection-toolbar is-below' : 'selection-toolbar'}
      style={{ left: place.left, top: place.top }}
      // Pressing a button must not clear the selection.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={move}
    >
      {types.map(({ id, name, key, color }, i) => (
        <button key={id} type="button" tabIndex={i === 0 ? 0 : -1} aria-keyshortcuts={key} onClick={() => onTag(id)}>
          <span className={`toolbar-key chip-${color}`} aria-hidden="true">
            {markOf({ name, key })}
          </span>
          {name}
        </button>
      ))}
    </div>
  )
}
