import { fail } from '../../../model/value/result.ts'
import { annotationsOver } from '../../commands/overlaps.ts'
import { addSelection } from '../../commands/spans.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/**
 * Milliseconds until the selection has followed the mouse: the engine moves it after the event, ProseMirror then reads
 * it.
 */
const SETTLED = 20

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

/**
 * Acts on what the mouse has done in the text: a selection made with Ctrl (on a Mac Cmd) becomes a fragment of the
 * annotation that was selected before, any other is told to `onSelected`, and a click where annotations overlap offers
 * them. Returns the way to stop.
 */
export function followMouse(
  model: WindowModel,
  session: Session,
  isText: (target: EventTarget | null) => boolean,
  onSelected: () => void,
): () => void {
  // Pressing the button selects what is under the pointer: the annotation to extend is the one before.
  let extended: string | null = null
  const onMouseDown = (event: MouseEvent): void => {
    if (event.detail <= 1) extended = session.getState().lastSelected
  }
  const settle = (clicked: boolean, extend: boolean): void => {
    const { open, selection } = session.getState()
    const { start, end } = selection
    if (start < end) {
      if (extend) extendBy(session, extended)
      else onSelected()
    } else if (clicked && !extend && open) {
      const at = { start, end: end + 1 }
      if (annotationsOver(open.index, at).length > 1) session.showOverlaps({ at, focus: false })
    }
  }
  const onMouseUp = (event: MouseEvent): void => {
    if (!isText(event.target)) return
    const extend = model.getState().platform === 'darwin' ? event.metaKey : event.ctrlKey
    setTimeout(() => settle(event.button === 0, extend), SETTLED)
  }
  document.addEventListener('mousedown', onMouseDown, { capture: true })
  document.addEventListener('mouseup', onMouseUp)
  return () => {
    document.removeEventListener('mousedown', onMouseDown, { capture: true })
    document.removeEventListener('mouseup', onMouseUp)
  }
}
