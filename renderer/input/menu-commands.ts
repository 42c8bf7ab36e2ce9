import type { WindowMenuItem } from '../../preload/contract/contract.ts'
import { commandContext, commandsFor, runCommand } from '../commands/commands.ts'
import { menuItems } from '../commands/menu-items.ts'
import { inTextField } from '../components/focus.ts'
import type { Session } from '../session/project/session.ts'
import type { WindowModel } from '../session/window/window-model.ts'

/** Milliseconds by which the menu may lag behind: its items change with every step, and it is rarely open. */
const LATEST = 100

/**
 * Runs the command that was chosen in the native menu. A text field with the focus gets undo, redo and select all; while a
 * dialog is open, no other command runs.
 */
export function runMenuCommand(id: string, window: WindowModel): void {
  const inField = commandsFor(null).find((command) => command.id === id)?.inField
  // Deprecated, but the only way to a field's own history. Keys go to the field directly, so only the menu gets here.
  if (inField && inTextField(document.activeElement)) document.execCommand(inField)
  else if (window.getState().dialog === null) runCommand(id, window)
}

const itemsNow = (window: WindowModel): WindowMenuItem[] => {
  const context = commandContext(window)
  return menuItems(commandsFor(context.state), context)
}

/** Keeps the native menu up to date with the commands, until the returned function is called. */
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
    // The keys depend on the platform, which is not known before.
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
