/** The three panes, in the order in which F6 visits them. */
export const PANES = ['articles', 'text', 'annotations'] as const
export type PaneName = (typeof PANES)[number]

/*
 * A pane is the element with data-pane=NAME; inside it, data-pane-focus marks what takes the focus. Going through the DOM
 * keeps editor and panels from knowing each other.
 */

/** Moves the focus into a pane. False when the pane is not there or has nothing to focus. */
export function focusPane(name: PaneName): boolean {
  const pane = document.querySelector(`[data-pane="${name}"]`)
  const target = pane?.querySelector<HTMLElement>('[data-pane-focus]')
  if (!target) return false
  target.focus()
  return document.activeElement === target
}

/** The pane that has the focus, or null. */
export function focusedPane(): PaneName | null {
  const pane = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane
  return PANES.find((name) => name === pane) ?? null
}

/** Whether the focus stays where it is when another article is opened: in the find bar or a dialog. */
export const keepsFocus = (): boolean => document.activeElement?.closest('[data-keeps-focus], [role="dialog"]') != null

/** Moves to the next pane in either direction that takes the focus. */
export function cyclePanes(direction: 1 | -1): void {
  const from = focusedPane()
  const start = from ? PANES.indexOf(from) : direction > 0 ? -1 : 0
  for (let i = 1; i <= PANES.length; i++) {
    const name = PANES[(start + direction * i + PANES.length * 2) % PANES.length]
    if (name && focusPane(name)) return
  }
}

/** Whether typed letters belong to a text field, so that single-letter commands must not run. */
export function inTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (target instanceof HTMLInputElement) return !['button', 'checkbox', 'radio', 'range'].includes(target.type)
  return target.isContentEditable && !target.closest('[data-pane="text"]')
}

/** Frames to wait for a pane that was hidden: it is drawn, then measured, then shown. */
const FRAMES_TO_DRAW = 10

/** Moves the focus to what a selector names as soon as that is there. */
export function focusWhenDrawn(selector: string, frames = FRAMES_TO_DRAW): void {
  const target = document.querySelector<HTMLElement>(selector)
  target?.focus()
  if ((!target || document.activeElement !== target) && frames > 0)
    requestAnimationFrame(() => focusWhenDrawn(selector, frames - 1))
}

/**
 * Moves the focus to a field of the inspector's form for an annotation. The form follows the text by a frame: without
 * the id, the focus could go to the previous form and be lost with it.
 */
export const focusInInspector = (annotation: string, field: string): void =>
  focusWhenDrawn(`[data-inspects="${CSS.escape(annotation)}"] ${field}`)
