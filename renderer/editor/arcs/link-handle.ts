import './link-handle.css'
import type { EditorView } from 'prosemirror-view'
import { findType } from '../../../model/record/codebook.ts'
import { isInRange } from '../../../model/codebook/role-fit.ts'
import { linkAnnotation, rolesOf } from '../../../model/acts/relation-acts.ts'
import type { Session } from '../../session/project/session.ts'
import { hydrationKey } from '../text/hydration.ts'
import type { PositionMap } from '../text/position-map.ts'
import { annotationAt } from '../session-sync.ts'

/** Milliseconds after a change until the handle is placed. */
const DELAY = 30

/**
 * A handle beside the selected annotation; dragging it onto another annotation links the two. Where several roles fit,
 * the role menu asks which. For the mouse only: keys have the role menu.
 */
export function linkHandle(view: EditorView, map: PositionMap, session: Session, scroller: HTMLElement) {
  const handle = document.createElement('div')
  handle.className = 'link-handle'
  handle.setAttribute('aria-hidden', 'true')
  handle.title = 'Drag onto another annotation to link it'
  handle.hidden = true
  scroller.append(handle)
  let timer: ReturnType<typeof setTimeout> | undefined
  let dragged: string | null = null

  const place = (): void => {
    const { selected, open, readOnly } = session.getState()
    const annotation = selected === null ? undefined : open?.index.get(selected)
    const last = annotation?.fragments[annotation.fragments.length - 1]
    handle.hidden = true
    if (!annotation || !last || readOnly !== null || view.isDestroyed) return
    if (rolesOf(session.getState(), annotation.id).length === 0) return
    const section = map.sectionOf(map.blockAt(last.end, -1))
    if (!hydrationKey.getState(view.state)?.sections.has(section)) return
    const box = scroller.getBoundingClientRect()
    const end = view.coordsAtPos(map.toPosition(last.end, -1), -1)
    handle.hidden = false
    handle.style.left = `${end.right - box.left + 2}px`
    handle.style.top = `${end.top - box.top + scroller.scrollTop - 8}px`
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(place, DELAY)
  }

  /** The annotation under the pointer that a role of the dragged one may have as its target. */
  const targetAt = (event: PointerEvent, source: string) => {
    const state = session.getState()
    const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
    const annotation = found && state.open && annotationAt(state.open.index, map.toOffset(found.pos))
    if (!annotation || annotation.id === source) return null
    return { annotation, roles: rolesOf(state, source).filter((role) => isInRange(role, { type: annotation.type })) }
  }

  const drop = (event: PointerEvent, source: string): void => {
    const target = targetAt(event, source)
    if (!target) return
    const { annotation, roles } = target
    const [role, ...others] = roles
    const state = session.getState()
    if (!role) {
      const type = findType(state.codebook, annotation.type)?.name.toLowerCase() ?? annotation.type
      session.notify({ kind: 'problem', text: `No role leads to ${type}. Drop it on something that a role allows.` })
    } else if (others.length > 0) {
      session.select(source)
      session.setMode({ kind: 'choose-role', source, target: annotation.id })
    } else {
      const act = linkAnnotation(state, source, role.id, annotation.id, session.port)
      const done = act.ok ? session.dispatch(act.value, { select: source }) : act
      if (!done.ok) session.report(done.failure)
    }
  }

  handle.addEventListener('pointerdown', (event) => {
    dragged = session.getState().selected
    if (dragged === null || event.button !== 0) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    scroller.classList.add('is-linking')
  })
  handle.addEventListener('pointermove', (event) => {
    if (dragged === null) return
    const box = scroller.getBoundingClientRect()
    handle.style.left = `${event.clientX - box.left - 8}px`
    handle.style.top = `${event.clientY - box.top + scroller.scrollTop - 20}px`
    const target = targetAt(event, dragged)
    handle.classList.toggle('is-over', target !== null && target.roles.length > 0)
  })
  const end = (event: PointerEvent): void => {
    const source = dragged
    dragged = null
    handle.classList.remove('is-over')
    scroller.classList.remove('is-linking')
    if (source !== null && event.type === 'pointerup') drop(event, source)
    view.focus()
    soon()
  }
  handle.addEventListener('pointerup', end)
  handle.addEventListener('pointercancel', end)

  const stop = session.subscribe(({ state, previous }) => {
    if (dragged === null && (state.selected !== previous.selected || state.open?.index !== previous.open?.index)) {
      handle.hidden = true
      soon()
    }
  })
  const observer = new ResizeObserver(soon)
  observer.observe(view.dom)
  return {
    destroy() {
      clearTimeout(timer)
      stop()
      observer.disconnect()
      handle.remove()
    },
  }
}
