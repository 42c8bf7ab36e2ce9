import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type Annotation, hull } from '../../model/record/annotation.ts'
import type { AnnotationIndex } from '../../model/annotation/annotation-index.ts'
import type { Span } from '../../model/text/span.ts'
import { append } from '../../model/value/append.ts'
import type { Session } from '../session/project/session.ts'
import type { SessionEvent, SessionState } from '../session/project/state.ts'
import { type AnnotationView, showAnnotations } from './paint/annotation-plugin.ts'
import type { PositionMap } from './text/position-map.ts'

/**
 * Marks transactions that show something rather than follow the user: they do not select the annotation at the caret.
 */
export const SHOWING = 'showing'

/** What the annotation plugin needs of a state; the article must be open. */
export const viewOf = ({
  open,
  selected,
  codebook,
}: SessionState & { open: NonNullable<SessionState['open']> }): AnnotationView => ({
  index: open.index,
  selected,
  codebook,
})

/** The shortest annotation over an offset, which a click selects. Null if there is none. */
export function annotationAt(index: AnnotationIndex, offset: number): Annotation | null {
  let best: Annotation | null = null
  let length = Number.POSITIVE_INFINITY
  for (const annotation of index.overlapping({ start: offset, end: offset + 1 })) {
    const { start, end } = hull(annotation)
    if (end - start < length) {
      best = annotation
      length = end - start
    }
  }
  return best
}

/** Fragments whose paint an event may have changed; null if any may. */
function touchedBy({ state, previous, change }: SessionEvent): Span[] | null {
  if (state.codebook !== previous.codebook) return null
  const touched: Span[] = []
  if (state.open?.index !== previous.open?.index) {
    if (!change) return null
    const records = [...change.added, ...change.removed, ...change.updated.flat()]
    for (const record of records) if (record.kind === 'annotation') append(touched, record.fragments)
  }
  if (state.selected !== previous.selected) {
    for (const [index, id] of [
      [previous.open?.index, previous.selected],
      [state.open?.index, state.selected],
    ] as const) {
      if (id) append(touched, index?.get(id)?.fragments ?? [])
    }
  }
  return touched
}

/** Keeps the editor in step with the session while its article is open. Returns a function that stops. */
export function followSession(view: EditorView, map: PositionMap, session: Session): () => void {
  const article = session.getState().open?.article.id
  return session.subscribe((event) => {
    const { state, previous } = event
    if (!state.open || state.open.article.id !== article || view.isDestroyed) return
    const repaints =
      state.open.index !== previous.open?.index ||
      state.selected !== previous.selected ||
      state.codebook !== previous.codebook
    const reveals = state.reveal !== null && state.reveal !== previous.reveal
    if (!repaints && !reveals) return
    const tr = view.state.tr.setMeta(SHOWING, true)
    if (repaints) showAnnotations(tr, viewOf({ ...state, open: state.open }), touchedBy(event))
    if (reveals && state.reveal) {
      const { span, select, scroll, backward } = state.reveal
      const start = map.toPosition(span.start, 1)
      const end = select && span.end > span.start ? map.toPosition(span.end, -1) : start
      tr.setSelection(TextSelection.create(tr.doc, backward ? end : start, backward ? start : end))
      if (scroll) tr.scrollIntoView()
    }
    view.dispatch(tr)
    if (reveals && !view.hasFocus()) dropPaintedSelection(view)
  })
}

/**
 * Removes the page's own selection from a text without focus. ProseMirror sets the selection of the page only when it
 * has the focus, so the old words would still look selected.
 */
function dropPaintedSelection(view: EditorView): void {
  const painted = view.dom.ownerDocument.getSelection()
  if (painted?.anchorNode && view.dom.contains(painted.anchorNode)) painted.removeAllRanges()
}

/** Reports the selection to the session, and the annotation at the user's caret. */
export function reportSelection(view: EditorView, map: PositionMap, session: Session, byUser: boolean): void {
  const { from, to, empty } = view.state.selection
  const span = empty
    ? { start: map.toOffset(from), end: map.toOffset(from) }
    : { start: map.toOffset(from), end: map.toOffset(to) }
  session.setSelection(span, view.state.selection.head < view.state.selection.anchor)
  const { open, mode } = session.getState()
  // While edges move, the selection is their preview: their annotation stays selected.
  if (!byUser || mode?.kind === 'edges') return
  session.select((empty && open && annotationAt(open.index, span.start)?.id) || null)
}
