import type { EditorView } from 'prosemirror-view'
import { type Annotation, hull } from '../../../model/record/annotation.ts'
import type { Span } from '../../../model/text/span.ts'
import type { Session } from '../../session/project/session.ts'
import { hydrationKey } from '../text/hydration.ts'
import type { PositionMap } from '../text/position-map.ts'
import { annotationAt } from '../session-sync.ts'

/**
 * Names of the two highlights in segments.css. Their rules match in marked sections only, so that their cost at every
 * restyling (see LayerGroup) arises only where they are visible.
 */
const FRAGMENT = 'hovered-fragment'
const GAP = 'hovered-gap'
const MARK = 'data-hovered'

/**
 * Shows which fragments belong to the discontinuous annotation under the pointer. Custom highlights only paint: no
 * element changes and nothing is laid out. Returns a function that stops.
 */
export function echoHover(view: EditorView, map: PositionMap, session: Session): () => void {
  let shown: Annotation | null = null
  let marked: readonly Element[] = []

  const sectionsOf = ({ start, end }: Span): Element[] =>
    [...view.dom.children].slice(map.sectionOf(map.blockAt(start, 1)), map.sectionOf(map.blockAt(end, -1)) + 1)

  const rangeOf = (start: number, end: number): StaticRange | null => {
    const sections = hydrationKey.getState(view.state)?.sections
    for (const [offset, side] of [
      [start, 1],
      [end, -1],
    ] as const) {
      if (!sections?.has(map.sectionOf(map.blockAt(offset, side)))) return null
    }
    const from = view.domAtPos(map.toPosition(start, 1))
    const to = view.domAtPos(map.toPosition(end, -1))
    return new StaticRange({
      startContainer: from.node,
      startOffset: from.offset,
      endContainer: to.node,
      endOffset: to.offset,
    })
  }

  const show = (annotation: Annotation | null): void => {
    if (annotation === shown) return
    shown = annotation
    CSS.highlights.delete(FRAGMENT)
    CSS.highlights.delete(GAP)
    for (const section of marked) section.removeAttribute(MARK)
    marked = annotation ? sectionsOf(hull(annotation)) : []
    for (const section of marked) section.setAttribute(MARK, '')
    if (!annotation) return
    const { fragments } = annotation
    const highlightOf = (ranges: readonly (StaticRange | null)[]): Highlight => {
      const highlight = new Highlight()
      for (const range of ranges) if (range) highlight.add(range)
      return highlight
    }
    CSS.highlights.set(FRAGMENT, highlightOf(fragments.map(({ start, end }) => rangeOf(start, end))))
    const gaps = fragments.slice(1).map(({ start }, i) => rangeOf(fragments[i]?.end ?? start, start))
    CSS.highlights.set(GAP, highlightOf(gaps))
  }

  const onOver = (event: PointerEvent): void => {
    const over = event.target instanceof Element ? event.target.closest('.seg') : null
    const { open } = session.getState()
    if (!over || !open || event.buttons !== 0) return show(null)
    const annotation = annotationAt(open.index, map.toOffset(view.posAtDOM(over, 0)))
    show(annotation && annotation.fragments.length > 1 ? annotation : null)
  }
  const clear = (): void => show(null)
  view.dom.addEventListener('pointerover', onOver)
  view.dom.addEventListener('pointerleave', clear)
  const stop = session.subscribe(({ state, previous }) => {
    if (state.open?.index !== previous.open?.index) clear()
  })
  return () => {
    clear()
    stop()
    view.dom.removeEventListener('pointerover', onOver)
    view.dom.removeEventListener('pointerleave', clear)
  }
}
