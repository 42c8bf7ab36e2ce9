import type { Node } from 'prosemirror-model'
import type { Decoration, EditorView, NodeView } from 'prosemirror-view'
import { hydrationKey, isDrawn, setHydration } from './hydration.ts'
import type { PositionMap } from './position-map.ts'

/** Sections this close to the visible part are drawn ahead, in CSS pixels. */
const DRAW_MARGIN = 1000
/** Sections this far away are dropped again, so that memory does not grow with reading. */
const DROP_MARGIN = 3000
/** Sections drawn in one frame. More would make a frame longer than a reader's eye forgives. */
const DRAWN_A_FRAME = 1

/** Rough metrics for boxes that were never drawn; the true height replaces them once a section has been. */
const GUESS = { lineHeight: 36, charWidth: 8.4, blockGap: 18, width: 700 }

/** Makes the views of sections and draws those that come near the visible part of `scroller`. */
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
  const heights = new Map<number, number>()
  const indexes = new WeakMap<Element, number>()
  const near = new Set<number>()
  const far = new Set<number>()
  let view: EditorView | null = null
  let frame = 0

  const width = (): number => scroller.querySelector('.ProseMirror')?.clientWidth || GUESS.width

  const sectionOfNode = (getPos: () => number | undefined): number => {
    const position = getPos() ?? 0
    return map.sectionOf(map.blockAt(map.toOffset(position + 2)))
  }

  const observe = (margin: number, notice: (section: number, inside: boolean) => void): IntersectionObserver =>
    new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect } of entries) {
          const section = indexes.get(target)
          // A view that ProseMirror has just replaced still reports once, without a size.
          if (section === undefined || !target.isConnected) continue
          if (target.classList.contains('is-drawn') && boundingClientRect.height > 0) {
            heights.set(section, boundingClientRect.height)
          }
          notice(section, isIntersecting)
        }
        if (!frame) frame = requestAnimationFrame(work)
      },
      { root: scroller, rootMargin: `${margin}px 0px` },
    )
  const drawing = observe(DRAW_MARGIN, (section, inside) => (inside ? near.add(section) : near.delete(section)))
  const dropping = observe(DROP_MARGIN, (section, inside) => (inside ? far.delete(section) : far.add(section)))

  const work = (): void => {
    frame = 0
    if (!view || view.isDestroyed) return
    const drawn = hydrationKey.getState(view.state)?.sections ?? new Set<number>()
    const wanted = [...near].filter((section) => !drawn.has(section))
    const draw = nearestFirst(wanted).slice(0, DRAWN_A_FRAME)
    const drop = [...far].filter((section) => drawn.has(section) && !near.has(section))
    if (draw.length + drop.length > 0) view.dispatch(setHydration(view.state, { draw, drop }))
    if (wanted.length > draw.length) frame = requestAnimationFrame(work)
  }

  /** Sections whose box is nearest to the middle of what is visible come first. */
  const nearestFirst = (sections: number[]): number[] => {
    // Measuring costs a layout: only where there is a choice.
    if (!view || sections.length <= DRAWN_A_FRAME) return sections
    const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2
    const children = view.dom.children
    const distance = (section: number): number => {
      const box = children[section]?.getBoundingClientRect()
      return box ? Math.max(box.top - middle, middle - box.bottom, 0) : 0
    }
    const distances = new Map(sections.map((section) => [section, distance(section)]))
    return sections.sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0))
  }

  const create: SectionViews['create'] = (node, _view, getPos, decorations) => {
    const drawn = isDrawn(decorations)
    const section = sectionOfNode(getPos)
    const dom = document.createElement('div')
    dom.className = drawn ? 'section is-drawn' : 'section'
    if (!drawn) {
      dom.style.height = `${heights.get(section) ?? guessHeight(node, width())}px`
      dom.contentEditable = 'false'
    }
    indexes.set(dom, section)
    drawing.observe(dom)
    if (drawn) dropping.observe(dom)
    return {
      dom,
      ...(drawn ? { contentDOM: dom } : {}),
      update: (next, nextDecorations) => next.type === node.type && isDrawn(nextDecorations) === drawn,
      // What marks the box itself (hovering) says nothing about the text in it.
      ignoreMutation: ({ type, target }) => !drawn || (type === 'attributes' && target === dom),
      destroy() {
        drawing.unobserve(dom)
        dropping.unobserve(dom)
      },
    }
  }

  return {
    create,
    watch(target) {
      view = target
    },
    destroy() {
      view = null
      cancelAnimationFrame(frame)
      drawing.disconnect()
      dropping.disconnect()
    },
  }
}
