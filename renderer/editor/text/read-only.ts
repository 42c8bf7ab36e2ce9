import { Plugin } from 'prosemirror-state'
import type { EditorProps, EditorView } from 'prosemirror-view'
import type { PositionMap } from './position-map.ts'

/**
 * Nothing in the editor may change the text: a transaction that would is refused, whatever made it (typing, an input
 * method, an extension), and ProseMirror then puts the DOM back.
 */
export const readOnlyGuard = new Plugin({ filterTransaction: (tr) => !tr.docChanged })

const refuse = (_view: EditorView, event: Event): boolean => {
  event.preventDefault()
  return true
}

/** Copies the selected text as it is in the article, white space between blocks included. */
function copySelection(view: EditorView, map: PositionMap, text: string, event: ClipboardEvent): boolean {
  const { from, to, empty } = view.state.selection
  event.preventDefault()
  if (!empty) event.clipboardData?.setData('text/plain', text.slice(map.toOffset(from), map.toOffset(to)))
  return true
}

/** Handlers that refuse every event which would change the text; cutting copies. */
export function readOnlyEvents(map: PositionMap, text: string): NonNullable<EditorProps['handleDOMEvents']> {
  return {
    beforeinput: refuse,
    keypress: refuse,
    paste: refuse,
    drop: refuse,
    dragstart: refuse,
    copy: (view, event) => copySelection(view, map, text, event),
    cut: (view, event) => copySelection(view, map, text, event),
  }
}
