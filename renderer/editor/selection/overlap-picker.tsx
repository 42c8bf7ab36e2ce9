import './overlap-picker.css'
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type Annotation, quoteOf } from '../../../model/record/annotation.ts'
import { findType } from '../../../model/record/codebook.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import { annotationsOver } from '../../commands/overlaps.ts'
import type { Session } from '../../session/project/session.ts'

/** Characters of a quote. The layout cuts it further; this keeps page-long quotes out of the DOM. */
const QUOTE_SHOWN = 120

/** Annotations with a digit as their key. */
const DIGITS = 9

/** In CSS pixels of the scrolled content. */
interface Place {
  readonly left: number
  readonly top: number
}

interface PickerProps {
  readonly session: Session
  readonly placeOf: () => Place | null
  readonly focusText: () => void
}

/** A list of the annotations over one place, while the session offers them. */
export function OverlapPicker({ session, placeOf, focusText }: PickerProps) {
  const overlaps = useSyncExternalStore(session.subscribe, () => session.getState().overlaps)
  const index = useSyncExternalStore(session.subscribe, () => session.getState().open?.index ?? null)
  const annotations = overlaps && index ? annotationsOver(index, overlaps.at) : []
  if (!overlaps || annotations.length < 2) return null
  const key = `${overlaps.at.start}-${overlaps.at.end}-${overlaps.focus}`
  const props = { session, annotations, focus: overlaps.focus, placeOf, focusText }
  return <OverlapList key={key} {...props} />
}

type ListProps = PickerProps & {
  /** Shortest first. */
  readonly annotations: readonly Annotation[]
  /** Whether the list takes the focus: it does when opened by key; after a click the text keeps it. */
  readonly focus: boolean
}

function OverlapList({ session, annotations, focus, placeOf, focusText }: ListProps) {
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const codebook = useSyncExternalStore(session.subscribe, () => session.getState().codebook)
  const selected = useSyncExternalStore(session.subscribe, () => session.getState().selected)
  const [chosen, setChosen] = useState<string | null>(selected)
  const active = Math.max(
    0,
    annotations.findIndex((annotation) => annotation.id === chosen),
  )

  const close = (back: boolean): void => {
    session.showOverlaps(null)
    if (back) focusText()
  }
  const select = (annotation: string): void => {
    close(true)
    session.select(annotation)
  }
  const onEscape = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopImmediatePropagation()
    close(true)
  })
  const onPress = useEffectEvent((event: MouseEvent): void => {
    if (!(event.target instanceof Node && list.current?.contains(event.target))) close(false)
  })
  const settle = useEffectEvent((): void => {
    const { current } = list
    const place = placeOf()
    if (!current || !place) return
    current.style.left = `${place.left}px`
    current.style.top = `${place.top}px`
    if (focus) current.focus()
  })

  // The caret must be measured before the list is painted.
  useLayoutEffect(() => settle(), [])

  useEffect(() => {
    // Before all other listeners: Escape closes this list.
    addEventListener('keydown', onEscape, { capture: true })
    addEventListener('mousedown', onPress, { capture: true })
    return () => {
      removeEventListener('keydown', onEscape, { capture: true })
      removeEventListener('mousedown', onPress, { capture: true })
    }
  }, [])

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const last = annotations.length - 1
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, active + 1),
      ArrowUp: Math.max(0, active - 1),
      Home: 0,
      End: last,
    }
    const to = moves[event.key]
    const meant =
      event.key === 'Enter' || event.key === ' ' ? annotations[active] : annotations[Number(event.key || 'x') - 1]
    if (to !== undefined) setChosen(annotations[to]?.id ?? null)
    else if (meant) select(meant.id)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={focus ? 0 : -1}
      aria-label="Annotations at this place"
      aria-activedescendant={`${id}-${active}`}
      className="overlap-picker"
      onKeyDown={onKeyDown}
      onBlur={() => close(false)}
      // Choosing by mouse leaves the focus and the caret where they are.
      onMouseDown={(event) => event.preventDefault()}
    >
      {annotations.map((annotation, i) => {
        const type = findType(codebook, annotation.type)
        return (
          // The list handles the keys: its options never have the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={annotation.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={annotation.id === selected}
            data-active={(focus && i === active) || undefined}
            className="overlap-option"
            onClick={() => select(annotation.id)}
          >
            <kbd aria-hidden="true">{i < DIGITS ? i + 1 : ''}</kbd>
            <span className={`chip chip-${type?.color ?? 'grey'}`} aria-hidden="true">
              {type?.key ?? '?'}
            </span>
            <span className="overlap-type">{type?.name ?? annotation.type}</span>
            <span className="overlap-quote" dir="auto">
              {beginningOf(quoteOf(annotation), QUOTE_SHOWN)}
            </span>
          </div>
        )
      })}
    </div>
  )
}
