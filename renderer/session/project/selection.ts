import { hull } from '../../../model/record/annotation.ts'
import type { Span } from '../../../model/text/span.ts'
import type { SessionStore } from './session-store.ts'
import type { Overlaps } from './state.ts'

/** What is selected: an annotation, or text of the open article in UTF-16 offsets. */
export interface SelectionActs {
  /** Selects an annotation; `reveal` also brings it into view and moves the caret there. */
  select(id: string | null, options?: { readonly reveal?: boolean }): void
  /** The editor calls this whenever the text selection moves. `backward`: its start is the end that moves. */
  setSelection(span: Span, backward?: boolean): void
  /** Asks the editor to select some text; `scroll` also brings it into view, `backward` makes its start the end that moves. */
  selectText(span: Span, options?: { readonly scroll?: boolean; readonly backward?: boolean }): void
  /** Opens the list of the annotations over one place, or closes it. It closes by itself when the selection moves. */
  showOverlaps(overlaps: Overlaps | null): void
  /** Moves the caret to an offset and brings it into view; no annotation is selected. */
  placeCaret(offset: number): void
}

export const selectionActs = ({ get, move }: SessionStore): SelectionActs => ({
  select(id, options) {
    const { open, selected: before } = get()
    const annotation = id ? open?.index.get(id) : undefined
    const selected = annotation?.id ?? null
    if (options?.reveal && annotation && annotation.fragments.length > 0) {
      const span = hull(annotation)
      // The caret goes there with it: what was selected before is not meant any more.
      const selection = { start: span.start, end: span.start }
      move({ selected, selection, reveal: { span, select: false, scroll: true } })
    } else if (selected !== before) move({ selected })
  },
  setSelection(selection, backward = false) {
    const { selection: old, backward: wasBackward } = get()
    const moved = old.start !== selection.start || old.end !== selection.end
    if (moved) move({ selection, backward, overlaps: null })
    else if (backward !== wasBackward) move({ backward })
  },
  selectText(span, { scroll = false, backward = false } = {}) {
    move({ selection: span, backward, overlaps: null, reveal: { span, select: true, scroll, backward } })
  },
  showOverlaps: (overlaps) => move({ overlaps }),
  placeCaret(offset) {
    const span = { start: offset, end: offset }
    const reveal = { span, select: false, scroll: true, backward: false }
    move({ selected: null, selection: span, overlaps: null, reveal })
  },
})
