import type { WindowMenuItem } from '../../preload/contract/contract.ts'
import { commandContext, commandsFor, runCommand } from '../commands/commands.ts'
import { menuItems } from '../commands/menu-items.ts'
import { inTextField } from '../components/focus.ts'
import type { Session } from '../session/project/session.ts'
import type { WindowModel } from '../session/window/window-model.ts'

/** How long the menu may be behind what it shows, in milliseconds: it changes with every step and is rarely open. */
const LATEST = 100

/**
 * Runs what was chosen in the native menu. Undo, redo and select all belong to the text field that has the focus, if one
 * has; over an open dialog nothing of the project is changed.
 */
export function runMenuCommand(id: string, window: WindowModel): void {
  const inField = commandsFor(null).find((command) => command.id === id)?.inField
  // The only way to reach a field's own history, and only a menu gets here: keys go to the field directly.
  if (inField && inTextField(document.activeElement)) document.execCommand(inField)
  else if (window.getState().dialog === null) runCommand(id, window)
}

const itemsNow = (window: WindowModel): WindowMenuItem[] => {
  const context = commandContext(window)
  return menuItems(commandsFor(context.state), context)
}

/** Keeps the native menu as the commands are, until the returned function is called. */
export function keepMenu(window: WindowModel): () => void {
  let sent = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let session: Session | null = null
  let leaveSession = (): void => undefined
  const send = (): void => {
    timer = undefined
    const items = itemsNow(window)
    const text = JSON.stringify(items)
    if (text === sent) return
    sent = text
    void window.workbench.showMenu(items)
  }
  const later = (): void => {
    timer ??= setTimeout(send, LATEST)
  }
  const onWindow = (): void => {
    const state = window.getState()
    // Before that the platform is not known, and so no keys.
    if (!state.ready) return
    if (sent === '') send()
    if (state.session !== session) {
      leaveSession()
      session = state.session
      leaveSession = session?.subscribe(later) ?? (() => undefined)
    }
    later()
  }
  const leave = [window.subscribe(onWindow), window.find.subscribe(later), window.suggestions.subscribe(later)]
  onWindow()
  return () => {
    clearTimeout(timer)
    leaveSession()
    for (const stop of leave) stop()
  }
}
