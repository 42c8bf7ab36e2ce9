import './edge-handles.css'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Fragment } from '../../../model/record/annotation.ts'
import type { Span } from '../../../model/text/span.ts'
import { performOnSpans } from '../../commands/spans.ts'
import type { Session } from '../../session/project/session.ts'
import { moveEdges } from '../../../model/acts/span-acts.ts'
import { selectedAnnotation } from '../../session/project/state.ts'
import { hydrationKey } from '../text/hydration.ts'
import type { PositionMap } from '../text/position-map.ts'
import { SHOWING } from '../session-sync.ts'

/** Fragments that get handles; an annotation of more is rare, and its list in the inspector reaches them all. */
const FRAGMENTS = 6

type Edge = 'start' | 'end'

interface Drag {
  readonly annotation: string
  readonly fragment: Fragment
  readonly edge: Edge
  readonly caret: { readonly anchor: number; readonly head: number }
  span: Span
}

/**
 * Handles at the edges of the selected annotation, for the mouse alone: keys have a mode for it. They are placed when the
 * pointer moves over the text, so that tagging by keyboard never measures anything. Returns the way to stop.
 */
export function edgeHandles(view: EditorView, map: PositionMap, session: Session, scroller: HTMLElement): () => void {
  const layer = document.createElement('div')
  layer.className = 'edge-handles'
  layer.setAttribute('aria-hidden', 'true')
  scroller.append(layer)
  let frame = 0
  let drag: Drag | null = null

  const clear = (): void => {
    if (layer.childElementCount > 0) layer.replaceChildren()
  }

  const isDrawn = (offset: number, edge: Edge): boolean =>
    hydrationKey.getState(view.state)?.sections.has(map.sectionOf(map.blockAt(offset, edge === 'start' ? 1 : -1))) ??
    false

  const handleOf = (fragment: Fragment, edge: Edge): HTMLElement | null => {
    const offset = fragment[edge]
    if (!isDrawn(offset, edge)) return null
    const side = edge === 'start' ? 1 : -1
    const place = view.coordsAtPos(map.toPosition(offset, side), side)
    const box = scroller.getBoundingClientRect()
    const handle = document.createElement('div')
    handle.className = `edge-handle is-${edge}`
    handle.style.left = `${place.left - box.left + scroller.scrollLeft}px`
    handle.style.top = `${place.top - box.top + scroller.scrollTop}px`
    handle.style.height = `${place.bottom - place.top}px`
    handle.addEventListener('pointerdown', (event) => begin(event, handle, fragment, edge))
    return handle
  }

  const place = (): void => {
    frame = 0
    const state = session.getState()
    const annotation = selectedAnnotation(state)
    if (drag || view.isDestroyed) return
    if (!annotation || state.readOnly || state.mode || !state.open?.complete) return clear()
    const { fragments } = annotation
    const handles = fragments
      .slice(0, FRAGMENTS)
      .flatMap((fragment) => [handleOf(fragment, 'start'), handleOf(fragment, 'end')])
      .filter((handle) => handle !== null)
    layer.replaceChildren(...handles)
  }
  const placeSoon = (): void => {
    if (!frame && !drag) frame = requestAnimationFrame(place)
  }

  const select = (anchor: number, head: number): void =>
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, anchor, head)).setMeta(SHOWING, true))

  const preview = (span: Span, edge: Edge): void => {
    const start = map.toPosition(span.start, 1)
    const end = map.toPosition(span.end, -1)
    select(edge === 'start' ? end : start, edge === 'start' ? start : end)
  }

  function begin(event: PointerEvent, handle: HTMLElement, fragment: Fragment, edge: Edge): void {
    const annotation = selectedAnnotation(session.getState())
    if (event.button !== 0 || !annotation) return
    // Neither the caret nor the selection moves with the press.
    event.preventDefault()
    event.stopPropagation()
    handle.setPointerCapture(event.pointerId)
    const { anchor, head } = view.state.selection
    drag = { annotation: annotation.id, fragment, edge, caret: { anchor, head }, span: fragment }
    view.focus()
    preview(fragment, edge)
    handle.addEventListener('pointermove', onDrag)
    handle.addEventListener('pointerup', finish)
    handle.addEventListener('pointercancel', cancel)
    addEventListener('keydown', onKey, { capture: true })
    layer.classList.add('is-dragging')
  }

  function onDrag(event: PointerEvent): void {
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
    if (!drag || !at) return
    const offset = map.toOffset(at.pos)
    const fixed = drag.edge === 'start' ? drag.fragment.end : drag.fragment.start
    // Past the other edge there is nothing left to hold.
    const span = drag.edge === 'start' ? { start: offset, end: fixed } : { start: fixed, end: offset }
    if (span.start >= span.end) return
    drag.span = span
    preview(span, drag.edge)
  }

  function letGo(): Drag | null {
    const ended = drag
    drag = null
    removeEventListener('keydown', onKey, { capture: true })
    layer.classList.remove('is-dragging')
    // The handles stand where the edges were.
    clear()
    if (ended) select(ended.caret.anchor, ended.caret.head)
    placeSoon()
    return ended
  }

  function finish(): void {
    const ended = letGo()
    if (!ended) return
    const { annotation, fragment, span } = ended
    performOnSpans(session, annotation, moveEdges(session.getState(), annotation, fragment, span, session.port))
  }

  function cancel(): void {
    letGo()
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopImmediatePropagation()
      cancel()
    }
  }

  const onTyping = (): void => {
    if (!drag) clear()
  }
  scroller.addEventListener('pointermove', placeSoon)
  scroller.addEventListener('pointerup', placeSoon)
  view.dom.addEventListener('keydown', onTyping)
  const stop = session.subscribe(({ state, previous }) => {
    if (state.selected !== previous.selected || state.open?.index !== previous.open?.index) {
      if (drag && !state.open?.index.get(drag.annotation)) letGo()
      else if (!drag) clear()
    }
  })
  return () => {
    cancelAnimationFrame(frame)
    removeEventListener('keydown', onKey, { capture: true })
    scroller.removeEventListener('pointermove', placeSoon)
    scroller.removeEventListener('pointerup', placeSoon)
    view.dom.removeEventListener('keydown', onTyping)
    stop()
    layer.remove()
  }
}
