import type { EditorView } from 'prosemirror-view'
import type { ToolbarPlace } from './selection-toolbar.tsx'

/** Room the toolbar needs above a line, and its width, in CSS pixels. */
const TOOLBAR = { height: 44, width: 440 }

/** Above the end of the selection where the mouse was let go, or below it where there is no room. */
export function placeToolbar(view: EditorView, scroller: HTMLElement): ToolbarPlace {
  const box = scroller.getBoundingClientRect()
  const head = view.coordsAtPos(view.state.selection.head)
  const below = head.top - box.top < TOOLBAR.height
  const left = Math.min(Math.max(8, head.left - box.left - 40), Math.max(8, box.width - TOOLBAR.width))
  return { left, top: (below ? head.bottom : head.top) - box.top + scroller.scrollTop, below }
}

/** Width of the list of overlapping annotations, in CSS pixels. */
const PICKER_WIDTH = 352

/** Below the line with the caret. In CSS pixels of the scrolled content. */
export function placePicker(view: EditorView, scroller: HTMLElement): { readonly left: number; readonly top: number } {
  const box = scroller.getBoundingClientRect()
  const head = view.coordsAtPos(view.state.selection.head)
  const left = Math.min(Math.max(8, head.left - box.left), Math.max(8, scroller.clientWidth - PICKER_WIDTH - 8))
  return { left, top: head.bottom - box.top + scroller.scrollTop + 12 }
}
