import type { EditorView } from 'prosemirror-view'

/** The part of the visible height kept free above and below what is brought into view. */
const COMFORT = 0.2

/** Brings the caret into the comfortable middle of the scroller; does nothing where it is there already. */
export function scrollToCaret(view: EditorView, scroller: HTMLElement): void {
  const caret = view.coordsAtPos(view.state.selection.head)
  const box = scroller.getBoundingClientRect()
  const margin = box.height * COMFORT
  if (caret.top < box.top + margin) {
    // From far away the caret lands a third down the page; from nearby the page moves only as much as it must.
    const far = caret.bottom < box.top
    scroller.scrollTop += caret.top - box.top - (far ? box.height / 3 : margin)
  } else if (caret.bottom > box.bottom - margin) {
    const far = caret.top > box.bottom
    scroller.scrollTop += far ? caret.top - box.top - box.height / 3 : caret.bottom - box.bottom + margin
  }
}
