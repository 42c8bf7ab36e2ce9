import { keymap } from 'prosemirror-keymap'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { Session } from '../session/project/session.ts'
import type { OpenArticle } from '../session/project/held-records.ts'
import { annotationPlugin } from './paint/annotation-plugin.ts'
import { buildDocument } from './text/build-document.ts'
import { edgeHandles } from './selection/edge-handles.ts'
import { echoHover } from './paint/hover-echo.ts'
import { hydrationPlugin } from './text/hydration.ts'
import { keepCaretInView } from './text/keep-caret-in-view.ts'
import { movementKeymap } from './text/movement.ts'
import { type PositionMap, positionMap } from './text/position-map.ts'
import { readSelectionBeforeKeys } from './selection/read-selection.ts'
import { linkHandle } from './arcs/link-handle.ts'
import { relationArcs } from './arcs/relation-arcs.ts'
import { readOnlyEvents, readOnlyGuard } from './text/read-only.ts'
import { scrollToCaret } from './text/scroll-to-caret.ts'
import { sectionViews } from './text/section-views.ts'
import { annotationAt, followSession, reportSelection, SHOWING, viewOf } from './session-sync.ts'

/** The editor of one article. */
export interface ArticleEditor {
  readonly view: EditorView
  readonly map: PositionMap
  destroy(): void
}

/** Selects the annotation under the pointer for the context menu. The caret stays where it is. */
function selectUnder(view: EditorView, map: PositionMap, session: Session, event: MouseEvent): boolean {
  const at = event.button === 2 ? view.posAtCoords({ left: event.clientX, top: event.clientY }) : null
  const { open } = session.getState()
  if (at && open) session.select(annotationAt(open.index, map.toOffset(at.pos))?.id ?? null)
  return false
}

/** Shows an open article in `scroller`. Its caret is real: keys, mouse and screen readers move it as in any text. */
export function createArticleEditor(
  scroller: HTMLElement,
  session: Session,
  open: OpenArticle,
  options: { readonly mac: boolean; readonly showsInvisibles: boolean },
): ArticleEditor {
  const { text } = open.body
  const built = buildDocument(open.body)
  const map = positionMap(built)
  const sections = sectionViews(map, scroller)
  const state = EditorState.create({
    doc: built.doc,
    plugins: [
      hydrationPlugin(map),
      annotationPlugin(map, text, viewOf({ ...session.getState(), open }), options.showsInvisibles),
      keymap(movementKeymap(text, map, options.mac)),
      readOnlyGuard,
    ],
  })
  const view: EditorView = new EditorView(scroller, {
    state,
    attributes: {
      class: 'article-text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-readonly': 'true',
      'aria-label': `Text of “${open.article.title}”`,
      tabindex: '0',
      'data-pane-focus': '',
      spellcheck: 'false',
      autocorrect: 'off',
      translate: 'no',
      ...(open.article.language ? { lang: open.article.language } : {}),
    },
    nodeViews: { section: sections.create },
    dispatchTransaction(tr) {
      const before = view.state
      const after = before.apply(tr)
      view.updateState(after)
      if (!after.selection.eq(before.selection)) reportSelection(view, map, session, tr.getMeta(SHOWING) !== true)
    },
    handleScrollToSelection(target) {
      scrollToCaret(target, scroller)
      return true
    },
    handleDOMEvents: {
      focus(target) {
        // Sets the caret at once: ProseMirror does it a moment later, and a key could come first.
        target.focus()
        return false
      },
      contextmenu: (target, event) => selectUnder(target, map, session, event),
      ...readOnlyEvents(map, text),
    },
  })
  // At each commit React walks through a focused contenteditable="true" to note the selection, but not through
  // "plaintext-only". Typing is refused either way.
  view.dom.contentEditable = 'plaintext-only'
  sections.watch(view)
  const layers = [relationArcs(view, map, session, scroller), linkHandle(view, map, session, scroller)]
  const stops = [
    followSession(view, map, session),
    readSelectionBeforeKeys(view),
    keepCaretInView(view, scroller),
    echoHover(view, map, session),
    edgeHandles(view, map, session, scroller),
  ]
  return {
    view,
    map,
    destroy() {
      for (const stop of stops) stop()
      for (const layer of layers) layer.destroy()
      sections.destroy()
      view.destroy()
    },
  }
}
