import type { EditorView } from 'prosemirror-view'

/** Room left below the line with the caret, in CSS pixels: the lanes under it belong to it. */
const BELOW = 20

/**
 * Keeps the line with the caret on screen when the visible part of the text shrinks: the mode bar opens below it and
 * would hide the words that the mode is about. A caret that was out of view stays out of view. Returns a function that
 * stops.
 */
export function keepCaretInView(view: EditorView, scroller: HTMLElement): () => void {
  let height = scroller.clientHeight
  const observer = new ResizeObserver(() => {
    const lost = height - scroller.clientHeight
    height = scroller.clientHeight
    if (lost <= 0 || view.isDestroyed) return
    const caret = view.coordsAtPos(view.state.selection.head)
    const bottom = scroller.getBoundingClientRect().top + height
    const hidden = caret.bottom + BELOW - bottom
    if (hidden > 0 && caret.top < bottom + lost) scroller.scrollTop += hidden
  })
  observer.observe(scroller)
  return () => observer.disconnect()
}
