import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { fail } from '../../model/value/result.ts'
import { addSelection } from '../commands/spans.ts'
import { annotationsOver } from '../commands/overlaps.ts'
import { runCommand } from '../commands/commands.ts'
import { focusedPane, keepsFocus } from '../components/focus.ts'
import type { Session } from '../session/project/session.ts'
import type { WindowModel } from '../session/window/window-model.ts'
import { showInvisibles } from './paint/annotation-plugin.ts'
import { type ArticleEditor, createArticleEditor } from './article-editor.ts'
import { OverlapPicker } from './selection/overlap-picker.tsx'
import { paintHits } from './paint/paint-hits.ts'
import { paintSuggestions } from './paint/paint-suggestions.ts'
import { SelectionToolbar, type ToolbarPlace } from './selection/selection-toolbar.tsx'

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

/** Width of the list of overlapping annotations, in CSS pixels. */
const PICKER_WIDTH = 352

/** Below the line with the caret. */
function placePicker(editor: ArticleEditor, scroller: HTMLElement): { left: number; top: number } {
  const box = scroller.getBoundingClientRect()
  const head = editor.view.coordsAtPos(editor.view.state.selection.head)
  const left = Math.min(Math.max(8, head.left - box.left), Math.max(8, scroller.clientWidth - PICKER_WIDTH - 8))
  return { left, top: head.bottom - box.top + scroller.scrollTop + 12 }
}

/** Shows the invisible characters or hides them, as the window says. Returns the way to stop. */
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

function extendBy(session: Session, id: string | null): void {
  if (id !== null && session.getState().open?.index.get(id)) addSelection(session, id)
  else {
    const { failure } = fail(
      'invalid-record',
      'There is no annotation to add a fragment to.',
      'Select one first, then the text that belongs to it.',
    )
    session.report(failure)
  }
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
    const made = createArticleEditor(frame, session, open, { mac, showsInvisibles: model.getState().invisibles })
    editor.current = made
    const stopPainting = paintHits(made.view, made.map, model.find)
    const stopMarking = followInvisibles(made, model)
    const stopSuggesting = paintSuggestions(made.view, made.map, session, model.suggestions)
    // Whoever walks the list of articles, or from hit to hit, stays there; everybody else wants to read on at once.
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
    // With Ctrl (on a Mac Cmd) a selection belongs to the annotation that was selected before the mouse went down.
    let extended: string | null = null
    const onMouseDown = (event: MouseEvent): void => {
      if (event.detail <= 1) extended = session.getState().lastSelected
    }
    const onMouseUp = (event: MouseEvent): void => {
      const { platform } = model.getState()
      const extend = platform === 'darwin' ? event.metaKey : event.ctrlKey
      const inside = event.target instanceof Node && scroller.current?.contains(event.target)
      const inToolbar = event.target instanceof Element && event.target.closest('.selection-toolbar') !== null
      if (!inside || inToolbar) return
      // The engine moves the selection after this event; ProseMirror reads it in the next turn.
      setTimeout(() => {
        const { open, selection } = session.getState()
        const { start, end } = selection
        if (
          start === end &&
          event.button === 0 &&
          !extend &&
          open &&
          annotationsOver(open.index, { start, end: end + 1 }).length > 1
        ) {
          session.showOverlaps({ at: { start, end: end + 1 }, focus: false })
        }
        if (start < end && extend) extendBy(session, extended)
        else if (start < end && editor.current && scroller.current)
          setPlace(placeToolbar(editor.current, scroller.current))
      }, 20)
    }
    const hide = (): void => setPlace(null)
    document.addEventListener('mousedown', onMouseDown, { capture: true })
    document.addEventListener('mouseup', onMouseUp)
    const stop = session.subscribe(({ state, previous }) => {
      if (state.selection !== previous.selection || state.open !== previous.open) hide()
    })
    return () => {
      document.removeEventListener('mousedown', onMouseDown, { capture: true })
      document.removeEventListener('mouseup', onMouseUp)
      stop()
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
          placeOf={() => (editor.current && scroller.current ? placePicker(editor.current, scroller.current) : null)}
          focusText={() => editor.current?.view.focus()}
        />
      </div>
    </section>
  )
}
