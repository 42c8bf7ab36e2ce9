import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/**
 * Reads the selection of the page at once. The engine reports a moved selection in a later task, which a quick second
 * key can overtake: without this, "Shift+Right, E" could tag what was selected before.
 */
function readSelection(view: EditorView): void {
  const selection = view.dom.ownerDocument.getSelection()
  const { anchorNode, focusNode } = selection ?? {}
  if (!selection || !anchorNode || !focusNode || !view.hasFocus()) return
  if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return
  const anchor = view.posAtDOM(anchorNode, selection.anchorOffset)
  const head = view.posAtDOM(focusNode, selection.focusOffset)
  const { selection: known, doc } = view.state
  if (anchor === known.anchor && head === known.head) return
  view.dispatch(view.state.tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))))
}

/** Reads the selection before any key is handled. Returns a function that stops. */
export function readSelectionBeforeKeys(view: EditorView): () => void {
  const { defaultView: page } = view.dom.ownerDocument
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof Node && view.dom.contains(event.target) && !event.isComposing) readSelection(view)
  }
  // Before the document's listeners, where commands handle their keys.
  page?.addEventListener('keydown', onKeyDown, { capture: true })
  return () => page?.removeEventListener('keydown', onKeyDown, { capture: true })
}
