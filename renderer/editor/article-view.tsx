import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { runCommand } from '../commands/commands.ts'
import { focusedPane, keepsFocus } from '../components/focus.ts'
import type { Session } from '../session/project/session.ts'
import type { WindowModel } from '../session/window/window-model.ts'
import { showInvisibles } from './paint/annotation-plugin.ts'
import { type ArticleEditor, createArticleEditor } from './article-editor.ts'
import { OverlapPicker } from './selection/overlap-picker.tsx'
import { paintHits } from './paint/paint-hits.ts'
import { paintSuggestions } from './paint/paint-suggestions.ts'
import { followMouse } from './selection/follow-mouse.ts'
import { placePicker, placeToolbar } from './selection/place-at-caret.ts'
import { SelectionToolbar, type ToolbarPlace } from './selection/selection-toolbar.tsx'

/** Shows or hides invisible characters as the window's switch says. Returns a function that stops. */
function followInvisibles({ view }: ArticleEditor, model: WindowModel): () => void {
  let shown = model.getState().invisibles
  return model.subscribe(() => {
    const { invisibles } = model.getState()
    if (invisibles === shown) return
    shown = invisibles
    view.dispatch(showInvisibles(view.state.tr, shown))
  })
}

interface Props {
  readonly window: WindowModel
  readonly session: Session
}

/** The pane with the article's text. React renders its frame, ProseMirror the text. */
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
    const made = createArticleEditor(frame, session, open, { mac, showsInvisibles: model.getState().invisibles })
    editor.current = made
    const stopPainting = paintHits(made.view, made.map, model.find)
    const stopMarking = followInvisibles(made, model)
    const stopSuggesting = paintSuggestions(made.view, made.map, session, model.suggestions)
    // Focus stays with the list of articles or the find bar while they are in use; otherwise the text takes it.
    if (focusedPane() !== 'articles' && !keepsFocus()) made.view.focus()
    return () => {
      editor.current = null
      setPlace(null)
      stopPainting()
      stopSuggesting()
      stopMarking()
      made.destroy()
    }
  }, [session, model, body])

  useEffect(() => {
    const isText = (target: EventTarget | null): boolean =>
      target instanceof Element &&
      scroller.current?.contains(target) === true &&
      target.closest('.selection-toolbar') === null
    const stopSelecting = followMouse(model, session, isText, () => {
      if (editor.current && scroller.current) setPlace(placeToolbar(editor.current.view, scroller.current))
    })
    const stopHiding = session.subscribe(({ state, previous }) => {
      if (state.selection !== previous.selection || state.open !== previous.open) setPlace(null)
    })
    return () => {
      stopSelecting()
      stopHiding()
    }
  }, [session, model])

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
        <OverlapPicker
          session={session}
          placeOf={() =>
            editor.current && scroller.current ? placePicker(editor.current.view, scroller.current) : null
          }
          focusText={() => editor.current?.view.focus()}
        />
      </div>
    </section>
  )
}
