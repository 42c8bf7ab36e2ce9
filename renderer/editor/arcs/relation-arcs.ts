import './relation-arcs.css'
import type { EditorView } from 'prosemirror-view'
import type { Annotation } from '../../../model/record/annotation.ts'
import { findRole } from '../../../model/codebook/role-fit.ts'
import { indexRelations } from '../../../model/annotation/relation-index.ts'
import { type Arc, arcPath, placeLabels, type Point } from './arc-shape.ts'
import type { Session } from '../../session/project/session.ts'
import type { SessionState } from '../../session/project/state.ts'
import { hydrationKey } from '../text/hydration.ts'
import type { PositionMap } from '../text/position-map.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Milliseconds after the last change until arcs are drawn: the text must be laid out first. */
const DELAY = 30

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

/** Relations of the selected annotation: the role's name and the annotation at the other end. */
function linksAt(state: SessionState, selected: Annotation) {
  const { open, codebook } = state
  if (!open) return []
  const index = indexRelations(open.relations)
  const found: { readonly from: Annotation; readonly to: Annotation; readonly label: string }[] = []
  for (const { role, source, target } of [...index.leaving(selected.id), ...index.toAnnotation(selected.id)]) {
    const from = open.index.get(source)
    const to = 'annotation' in target ? open.index.get(target.annotation) : undefined
    if (from && to) found.push({ from, to, label: findRole(codebook, from.type, role)?.name.toLowerCase() ?? role })
  }
  return found
}

/**
 * Draws the relations of the selected annotation as arcs over the text, between ends whose sections are drawn. The arcs
 * are part of the scrolled content. They are hidden from screen readers: the inspector lists the same relations.
 */
export function relationArcs(view: EditorView, map: PositionMap, session: Session, scroller: HTMLElement) {
  const layer = element('svg', { class: 'relation-arcs', 'aria-hidden': 'true' })
  scroller.append(layer)
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Where an annotation begins, in the scrolled content; null if that is not drawn. */
  const placeOf = (annotation: Annotation): Point | null => {
    const [first] = annotation.fragments
    if (!first) return null
    const section = map.sectionOf(map.blockAt(first.start, 1))
    if (!hydrationKey.getState(view.state)?.sections.has(section)) return null
    const box = scroller.getBoundingClientRect()
    const start = view.coordsAtPos(map.toPosition(first.start, 1), 1)
    return { x: start.left - box.left + 7, y: start.top - box.top + scroller.scrollTop }
  }

  const draw = (): void => {
    layer.replaceChildren()
    const state = session.getState()
    const selected = state.selected === null ? undefined : state.open?.index.get(state.selected)
    if (!selected || view.isDestroyed) return
    const arcs = linksAt(state, selected).flatMap(({ from, to, label }): Arc[] => {
      const start = placeOf(from)
      const end = placeOf(to)
      return start && end ? [{ from: start, to: end, label }] : []
    })
    if (arcs.length === 0) return
    // No larger than the text: a larger layer would extend the scrolled content.
    layer.setAttribute('width', String(scroller.clientWidth))
    layer.setAttribute('height', String(view.dom.offsetTop + view.dom.offsetHeight))
    const labels = placeLabels(arcs)
    // Labels come last, so that no curve crosses a word.
    const words = labels.map(({ x, y }, i) => {
      const label = element('text', { x, y, class: 'arc-label' })
      label.textContent = arcs[i]?.label ?? ''
      return label
    })
    for (const arc of arcs) {
      const d = arcPath(arc)
      layer.append(
        element('path', { d, class: 'arc-halo' }),
        element('path', { d, class: 'arc' }),
        element('path', { d: `M ${arc.to.x} ${arc.to.y} l -3.5 -7 l 7 0 z`, class: 'arc-head' }),
      )
    }
    for (const word of words) layer.append(word)
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(draw, DELAY)
  }
  const stop = session.subscribe(({ state, previous }) => {
    if (
      state.selected !== previous.selected ||
      state.open?.relations !== previous.open?.relations ||
      state.open?.index !== previous.open?.index ||
      state.codebook !== previous.codebook
    ) {
      // These arcs are out of date; new ones follow once the text is painted.
      layer.replaceChildren()
      soon()
    }
  })
  // Lines move with the width, and with sections that are drawn while scrolling.
  const observer = new ResizeObserver(soon)
  observer.observe(view.dom)
  soon()
  return {
    destroy() {
      clearTimeout(timer)
      stop()
      observer.disconnect()
      layer.remove()
    },
  }
}
