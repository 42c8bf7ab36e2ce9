import type { CommandItem, WindowMenuItem } from '../../preload/contract/contract.ts'
import { type Command, type CommandContext, keysOf, type Platform } from './command.ts'

/**
 * A letter without a modifier, or Delete: the page handles it while the text has the focus. On a Mac, an accelerator like
 * that would take the key away from text fields, so the label shows it instead.
 */
const BARE = /^(?:(?:Shift\+)?[A-Z]|Delete)$/

function itemOf(command: Command, context: CommandContext, platform: Platform): CommandItem {
  const { id, title, menu } = command
  const label = menu?.label ?? title
  const [key = null] = keysOf(command, platform)
  // Nothing behind an open dialog may change.
  const free = context.window.getState().dialog === null
  const enabled = menu?.enabled ? menu.enabled(context) : free && command.enabled(context)
  if (key === null) return { id, label, accelerator: null, enabled }
  if (platform === 'darwin' && BARE.test(key)) return { id, label: `${label} (${key})`, accelerator: null, enabled }
  return { id, label, accelerator: key.replace('Mod', 'CmdOrCtrl'), enabled }
}

/** The commands that stand in the menu, as the main process shows them. */
export function menuItems(commands: readonly Command[], context: CommandContext): WindowMenuItem[] {
  const { platform } = context.window.getState()
  const items: WindowMenuItem[] = []
  const submenus = new Map<string, CommandItem[]>()
  for (const command of commands) {
    if (!command.menu) continue
    const { name, section, order, submenu } = command.menu
    const item = itemOf(command, context, platform)
    const place = { name, section, order }
    if (submenu === undefined) {
      items.push({ ...item, place })
      continue
    }
    const own = submenus.get(submenu)
    if (own) own.push(item)
    else {
      const first = [item]
      submenus.set(submenu, first)
      items.push({ label: submenu, place, items: first })
    }
  }
  return items
}
