import './edge-handles.css'
import type { EditorView } from 'prosemirror-view'
import type { Fragment } from '../../../model/record/annotation.ts'
import type { Session } from '../../session/project/session.ts'
import { selectedAnnotation } from '../../session/project/state.ts'
import { hydrationKey } from '../text/hydration.ts'
import type { PositionMap } from '../text/position-map.ts'
import { type Edge, edgeDrag } from './edge-drag.ts'

/** Most fragments with handles. Annotations with more are rare; the inspector lists all of them. */
const FRAGMENTS = 6

/**
 * Handles at the edges of the selected annotation, for the mouse only: keys have a mode. They are placed when the
 * pointer moves over the text, so that tagging by keyboard never costs a layout. Returns a function that stops.
 */
export function edgeHandles(view: EditorView, map: PositionMap, session: Session, scroller: HTMLElement): () => void {
  const layer = document.createElement('div')
  layer.className = 'edge-handles'
  layer.setAttribute('aria-hidden', 'true')
  scroller.append(layer)
  let frame = 0

  const clear = (): void => {
    if (layer.childElementCount > 0) layer.replaceChildren()
  }

  const drag = edgeDrag(view, map, session, (dragging) => {
    layer.classList.toggle('is-dragging', dragging)
    if (dragging) return
    // The handles are still where the edges were.
    clear()
    placeSoon()
  })
  const isDragging = (): boolean => drag.annotation() !== null

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
    handle.addEventListener('pointerdown', (event) => drag.begin(event, handle, fragment, edge))
    return handle
  }

  const place = (): void => {
    frame = 0
    const state = session.getState()
    const annotation = selectedAnnotation(state)
    if (isDragging() || view.isDestroyed) return
    if (!annotation || state.readOnly || state.mode || !state.open?.complete) return clear()
    const { fragments } = annotation
    const handles = fragments
      .slice(0, FRAGMENTS)
      .flatMap((fragment) => [handleOf(fragment, 'start'), handleOf(fragment, 'end')])
      .filter((handle) => handle !== null)
    layer.replaceChildren(...handles)
  }
  const placeSoon = (): void => {
    if (!frame && !isDragging()) frame = requestAnimationFrame(place)
  }

  const onTyping = (): void => {
    if (!isDragging()) clear()
  }
  scroller.addEventListener('pointermove', placeSoon)
  scroller.addEventListener('pointerup', placeSoon)
  view.dom.addEventListener('keydown', onTyping)
  const stop = session.subscribe(({ state, previous }) => {
    if (state.selected === previous.selected && state.open?.index === previous.open?.index) return
    const dragged = drag.annotation()
    if (dragged === null) clear()
    else if (!state.open?.index.get(dragged)) drag.cancel()
  })
  return () => {
    cancelAnimationFrame(frame)
    drag.destroy()
    scroller.removeEventListener('pointermove', placeSoon)
    scroller.removeEventListener('pointerup', placeSoon)
    view.dom.removeEventListener('keydown', onTyping)
    stop()
    layer.remove()
  }
}
