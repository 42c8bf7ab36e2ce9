import './editor.css'
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { runCommand } from '../commands.ts'
import { focusedPane, inDialog } from '../focus.ts'
import type { Session } from '../session/session.ts'
import type { WindowModel } from '../session/window-model.ts'
import { type ArticleEditor, createArticleEditor } from './article-editor.ts'
import { SelectionToolbar, type ToolbarPlace } from './selection-toolbar.tsx'

/** Room the toolbar needs above a line, and its width, in CSS pixels. */
const TOOLBAR = { height: 44, width: 440 }

/** Above the end of the selection where the mouse was let go, or below it where there is no room. */
function placeToolbar(editor: ArticleEditor, scroller: HTMLElement): ToolbarPlace {
  const box = scroller.getBoundingClientRect()
  const head = editor.view.coordsAtPos(editor.view.state.selection.head)
  const below = head.top - box.top < TOOLBAR.height
  const left = Math.min(Math.max(8, head.left - box.left - 40), Math.max(8, box.width - TOOLBAR.width))
  return { left, top: (below ? head.bottom : head.top) - box.top + scroller.scrollTop, below }
}

interface Props {
  readonly window: WindowModel
  readonly session: Session
}

/** The pane with the article's text. React only frames it: ProseMirror draws inside. */
export function ArticleView({ window: model, session }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const editor = useRef<ArticleEditor | null>(null)
  const [place, setPlace] = useState<ToolbarPlace | null>(null)
  const body = useSyncExternalStore(session.subscribe, () => session.getState().open?.body ?? null)
  const codebook = useSyncExternalStore(session.subscribe, () => session.getState().codebook)
  const readOnly = useSyncExternalStore(session.subscribe, () => session.getState().readOnly)

  useLayoutEffect(() => {
    const { open } = session.getState()
    const frame = scroller.current
    if (!open || !frame || body === null) return
    frame.scrollTop = 0
    const mac = model.getState().platform === 'darwin'
    const made = createArticleEditor(frame, session, open, { mac })
    editor.current = made
    // Whoever walks the list of articles stays there; everybody else wants to read on at once.
    // Undo in a dialog may show another article behind it; the focus stays in the dialog.
    if (focusedPane() !== 'articles' && !inDialog()) made.view.focus()
    return () => {
      editor.current = null
      setPlace(null)
      made.destroy()
    }
  }, [session, model, body])

  useEffect(() => {
    const onMouseUp = (event: MouseEvent): void => {
      const inside = event.target instanceof Node && scroller.current?.contains(event.target)
      const inToolbar = event.target instanceof Element && event.target.closest('.selection-toolbar') !== null
      if (!inside || inToolbar) return
      // The engine moves the selection after this event; ProseMirror reads it in the next turn.
      setTimeout(() => {
        const { start, end } = session.getState().selection
        if (start < end && editor.current && scroller.current) setPlace(placeToolbar(editor.current, scroller.current))
      }, 20)
    }
    const hide = (): void => setPlace(null)
    document.addEventListener('mouseup', onMouseUp)
    const stop = session.subscribe(({ state, previous }) => {
      if (state.selection !== previous.selection || state.open !== previous.open) hide()
    })
    return () => {
      document.removeEventListener('mouseup', onMouseUp)
      stop()
    }
  }, [session])

  const types = codebook.types.filter(({ retired }) => !retired)
  return (
    <section data-pane="text" className="article-pane" aria-label="Article">
      <div ref={scroller} className="article-scroller">
        {place && !readOnly && (
          <SelectionToolbar
            place={place}
            types={types}
            onTag={(typeId) => {
              runCommand(`tag.${typeId}`, model)
              setPlace(null)
              editor.current?.view.focus()
            }}
          />
        )}
      </div>
    </section>
  )
}
