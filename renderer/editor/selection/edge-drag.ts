import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { moveEdges } from '../../../model/acts/span-acts.ts'
import type { Fragment } from '../../../model/record/annotation.ts'
import type { Span } from '../../../model/text/span.ts'
import { performOnSpans } from '../../commands/spans.ts'
import type { Session } from '../../session/project/session.ts'
import { selectedAnnotation } from '../../session/project/state.ts'
import { SHOWING } from '../session-sync.ts'
import type { PositionMap } from '../text/position-map.ts'

export type Edge = 'start' | 'end'

/** A fragment one of whose edges is being dragged; the text selection shows where it would lie. */
interface Drag {
  readonly annotation: string
  readonly fragment: Fragment
  readonly edge: Edge
  /** The selection before, as positions. */
  readonly caret: { readonly anchor: number; readonly head: number }
  span: Span
}

export interface EdgeDrag {
  /** The annotation whose edge is being dragged. */
  annotation(): string | null
  /** Begins with a press on a handle of the selected annotation; does nothing for other buttons. */
  begin(event: PointerEvent, handle: HTMLElement, fragment: Fragment, edge: Edge): void
  /** Lets go without an act. */
  cancel(): void
  destroy(): void
}

/**
 * Dragging an edge of the selected annotation; Escape cancels. `onChange` is called after a drag has begun or ended.
 */
export function edgeDrag(
  view: EditorView,
  map: PositionMap,
  session: Session,
  onChange: (dragging: boolean) => void,
): EdgeDrag {
  let drag: Drag | null = null

  const select = (anchor: number, head: number): void =>
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, anchor, head)).setMeta(SHOWING, true))

  const preview = (span: Span, edge: Edge): void => {
    const start = map.toPosition(span.start, 1)
    const end = map.toPosition(span.end, -1)
    select(edge === 'start' ? end : start, edge === 'start' ? start : end)
  }

  const begin = (event: PointerEvent, handle: HTMLElement, fragment: Fragment, edge: Edge): void => {
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
    handle.addEventListener('pointercancel', letGo)
    addEventListener('keydown', onKey, { capture: true })
    onChange(true)
  }

  const onDrag = (event: PointerEvent): void => {
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
    if (!drag || !at) return
    const offset = map.toOffset(at.pos)
    const fixed = drag.edge === 'start' ? drag.fragment.end : drag.fragment.start
    // A fragment is never empty: past its other edge the drag stops.
    const span = drag.edge === 'start' ? { start: offset, end: fixed } : { start: fixed, end: offset }
    if (span.start >= span.end) return
    drag.span = span
    preview(span, drag.edge)
  }

  const letGo = (): Drag | null => {
    const ended = drag
    drag = null
    removeEventListener('keydown', onKey, { capture: true })
    onChange(false)
    if (ended) select(ended.caret.anchor, ended.caret.head)
    return ended
  }

  const finish = (): void => {
    const ended = letGo()
    if (!ended) return
    const { annotation, fragment, span } = ended
    performOnSpans(session, annotation, moveEdges(session.getState(), annotation, fragment, span, session.port))
  }

  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopImmediatePropagation()
    letGo()
  }

  return {
    annotation: () => drag?.annotation ?? null,
    begin,
    cancel: () => void letGo(),
    destroy: () => removeEventListener('keydown', onKey, { capture: true }),
  }
}
