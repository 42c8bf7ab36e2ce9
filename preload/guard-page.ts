/*
 * What the main process cannot forbid. It runs before the page's own scripts, which the content security policy limits
 * to ours: a second lock, should a text or a name ever get to run as a script.
 */

/** Whether a click on it would open a picker of the page. Files are chosen in native dialogs of the main process. */
const isFileInput = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'file'

/**
 * Runs in the page's world, where an input that is in no document can be clicked without any listener hearing of it.
 */
const WITHOUT_PICKERS = `(() => {
  const { click } = HTMLElement.prototype
  const { dispatchEvent } = EventTarget.prototype
  const isPicker = (target) => target instanceof HTMLInputElement && target.type === 'file'
  const put = (owner, name, value) => Object.defineProperty(owner, name, { value, writable: false, configurable: false })
  put(HTMLElement.prototype, 'click', function () { if (!isPicker(this)) click.call(this) })
  put(EventTarget.prototype, 'dispatchEvent', function (event) {
    return isPicker(this) && event.type === 'click' ? false : dispatchEvent.call(this, event)
  })
  put(HTMLInputElement.prototype, 'showPicker', function () {
    throw new DOMException('This page chooses files in dialogs of the program.', 'NotAllowedError')
  })
})()`

/**
 * Keeps the page where it is and without pickers of its own.
 * @param runInPage Runs a script in the page's world.
 */
export function guardPage(runInPage: (script: string) => unknown): void {
  // The main process hears of every navigation but those to about:blank.
  window.navigation.addEventListener('navigate', (event) => {
    if (event.cancelable && new URL(event.destination.url).protocol === 'about:') event.preventDefault()
  })
  window.addEventListener('click', (event) => isFileInput(event.target) && event.preventDefault(), { capture: true })
  runInPage(WITHOUT_PICKERS)
}
