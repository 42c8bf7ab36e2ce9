import './article-text.css'
import type { Node } from 'prosemirror-model'
import type { Decoration, EditorView, NodeView } from 'prosemirror-view'
import { hydrationKey, isDrawn, neededBySelection, setHydration } from './hydration.ts'
import type { PositionMap } from './position-map.ts'
import { sectionGeometry } from './section-geometry.ts'

/** Sections this close to the visible part are drawn in advance, in CSS pixels. */
const DRAW_MARGIN = 1000
/** Sections this far away are dropped again, so that memory does not grow with reading. */
const DROP_MARGIN = 3000
/** Sections drawn in one frame. With more, scrolling would visibly drop frames. */
const DRAWN_A_FRAME = 1
/** Milliseconds without scrolling or drawing after which drawn boxes get their height. */
const REST = 150

/** Rough metrics for boxes that were never drawn; once a section has been drawn, its measured height replaces them. */
const GUESS = { lineHeight: 36, charWidth: 8.4, blockGap: 18, width: 700 }

/** Creates the views of sections and draws those near the visible part of `scroller`. */
export interface SectionViews {
  readonly create: (
    node: Node,
    view: EditorView,
    getPos: () => number | undefined,
    d: readonly Decoration[],
  ) => NodeView
  /** Starts to watch; the view must be in the page. */
  watch(view: EditorView): void
  destroy(): void
}

/** Height in CSS pixels that a section's blocks will take, guessed from their lengths. */
function guessHeight(node: Node, width: number): number {
  const perLine = Math.max(20, width / GUESS.charWidth)
  let height = 0
  node.forEach((block) => {
    height += Math.max(1, Math.ceil(block.content.size / perLine)) * GUESS.lineHeight + GUESS.blockGap
  })
  return height
}

/** Watches the sections of one document. */
export function sectionViews(map: PositionMap, scroller: HTMLElement): SectionViews {
  const geometry = sectionGeometry(map.sectionCount)
  const drawnSections = new WeakMap<Element, number>()
  /** Drawn boxes, with their sections, whose height is still automatic: it is set when there is time. */
  const unpinned = new Map<HTMLElement, number>()
  let view: EditorView | null = null
  let frame = 0
  let rest: ReturnType<typeof setTimeout> | undefined
  /** Distance from the top of the scrolled content to the first section. */
  let offset = 0

  const width = (): number => scroller.querySelector('.ProseMirror')?.clientWidth || GUESS.width

  const sectionOfNode = (getPos: () => number | undefined): number => {
    const position = getPos() ?? 0
    return map.sectionOf(map.blockAt(map.toOffset(position + 2)))
  }

  const lookSoon = (): void => {
    if (!frame) frame = requestAnimationFrame(look)
    clearTimeout(rest)
    if (unpinned.size > 0) rest = setTimeout(pin, REST)
  }

  /** Draws sections that are near and drops those that are far. */
  const look = (): void => {
    frame = 0
    if (!view || view.isDestroyed) return
    const drawn = hydrationKey.getState(view.state)?.sections ?? new Set<number>()
    const top = scroller.scrollTop - offset
    const bottom = top + scroller.clientHeight
    const near = geometry.within(top - DRAW_MARGIN, bottom + DRAW_MARGIN)
    const kept = geometry.within(top - DROP_MARGIN, bottom + DROP_MARGIN)
    const wanted: number[] = []
    for (let section = near.first; section < near.end; section++) if (!drawn.has(section)) wanted.push(section)
    const middle = (top + bottom) / 2
    wanted.sort((a, b) => geometry.distance(a, middle) - geometry.distance(b, middle))
    const draw = wanted.slice(0, DRAWN_A_FRAME)
    const needed = neededBySelection(view.state, map)
    const drop = [...drawn].filter(
      (section) => (section < kept.first || section >= kept.end) && !needed.includes(section),
    )
    if (draw.length + drop.length > 0) view.dispatch(setHydration(view.state, { draw, drop }))
    if (wanted.length > draw.length) lookSoon()
  }

  /*
   * A drawn box gets the height of its text as a fixed height until that changes. The engine can then lay it out alone;
   * otherwise every change in it would lay out all boxes of the article. Not while scrolling: setting it costs a
   * layout.
   */
  const pin = (): void => {
    for (const [dom, section] of unpinned) {
      dom.style.height = `${geometry.heightOf(section)}px`
      dom.classList.add('is-pinned')
    }
    unpinned.clear()
  }

  /** Reports heights of drawn texts after layout and before painting, so that a new height shows in the same frame. */
  const texts = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const dom = target.parentElement
      const height = borderBoxSize[0]?.blockSize ?? 0
      const section = dom ? drawnSections.get(dom) : undefined
      // A view that ProseMirror has just replaced still reports once, without a size.
      if (!dom?.isConnected || section === undefined || height === 0) continue
      geometry.setHeight(section, height)
      if (!unpinned.has(dom)) dom.style.height = `${height}px`
    }
    lookSoon()
  })

  /** Reports the size of the visible part. */
  const frames = new ResizeObserver(() => {
    if (!view) return
    offset = view.dom.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
    lookSoon()
  })

  const create: SectionViews['create'] = (node, _view, getPos, decorations) => {
    const drawn = isDrawn(decorations)
    const section = sectionOfNode(getPos)
    const dom = document.createElement('div')
    dom.className = drawn ? 'section is-drawn' : 'section'
    if (geometry.heightOf(section) === undefined) geometry.setHeight(section, guessHeight(node, width()))
    const update: NodeView['update'] = (next, nextDecorations) =>
      next.type === node.type && isDrawn(nextDecorations) === drawn
    if (!drawn) {
      dom.style.height = `${geometry.heightOf(section)}px`
      dom.contentEditable = 'false'
      return { dom, update, ignoreMutation: () => true }
    }
    const contentDOM = document.createElement('div')
    contentDOM.className = 'section-text'
    dom.append(contentDOM)
    drawnSections.set(dom, section)
    unpinned.set(dom, section)
    texts.observe(contentDOM)
    return {
      dom,
      contentDOM,
      update,
      // Attributes of the box (hovering, its height) are no change of its text.
      ignoreMutation: ({ type, target }) => type === 'attributes' && target === dom,
      destroy() {
        unpinned.delete(dom)
        texts.unobserve(contentDOM)
      },
    }
  }

  return {
    create,
    watch(target) {
      view = target
      frames.observe(scroller)
      scroller.addEventListener('scroll', lookSoon, { passive: true })
    },
    destroy() {
      view = null
      cancelAnimationFrame(frame)
      clearTimeout(rest)
      scroller.removeEventListener('scroll', lookSoon)
      texts.disconnect()
      frames.disconnect()
    },
  }
}
