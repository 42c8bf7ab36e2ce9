import { app, Menu, type MenuItem as ElectronItem, type MenuItemConstructorOptions } from 'electron'
import { type Menu as MenuOfBar, type MenuItem, type MenuState, menuTemplate } from '../menu-template.ts'
import type { MenuListener } from '../shell.ts'

/** An item as Electron wants it. */
function electronItem(item: MenuItem, port: MenuListener): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' }
    case 'system':
      return { role: item.role }
    case 'submenu':
      return { label: item.label, enabled: item.enabled, submenu: item.items.map((own) => electronItem(own, port)) }
    case 'command':
      return {
        id: item.id,
        label: item.label,
        enabled: item.enabled,
        // On a Mac the menu must know the key, because there it comes first for keys with Cmd; a key that the page has
        // handled does not reach the menu on any platform.
        ...(item.accelerator !== null && { accelerator: item.accelerator, registerAccelerator: false }),
        click: () => port.command(item.id),
      }
    case 'shell':
      return {
        label: item.label,
        ...(item.id !== undefined && { id: item.id }),
        ...(item.accelerator !== undefined && { accelerator: item.accelerator }),
        ...(item.enabled !== undefined && { enabled: item.enabled }),
        ...(item.checked !== undefined && { type: 'radio', checked: item.checked }),
        ...(item.hidden && { visible: false, acceleratorWorksWhenHidden: true }),
        click: () => port.shell(item.does),
      }
  }
}

const electronMenu = (menu: MenuOfBar, port: MenuListener): MenuItemConstructorOptions =>
  menu.kind === 'system'
    ? { role: menu.role }
    : {
        label: menu.label,
        enabled: menu.enabled,
        ...(menu.role && { role: menu.role }),
        submenu: menu.items.map((item) => electronItem(item, port)),
      }

/** What a menu that is up cannot take over: all but which items are enabled. */
const fixedPart = (menu: readonly MenuOfBar[]): string =>
  JSON.stringify([
    menu.map((own) => own.kind === 'menu' && own.enabled),
    JSON.stringify(menu, (key, value: unknown) => (key === 'enabled' ? undefined : value)),
  ])

/** Enables and disables the items of a menu that is up. */
function enableItems(items: readonly MenuItem[], shown: readonly ElectronItem[]): void {
  items.forEach((item, i) => {
    const own = shown[i]
    if (!own) return
    if ('enabled' in item) own.enabled = item.enabled ?? true
    if (item.kind === 'submenu' && own.submenu) enableItems(item.items, own.submenu.items)
  })
}

/** Returns what shows the menu of a state. */
export function createMenu(port: MenuListener): (state: MenuState) => void {
  let fixed = ''
  return (state) => {
    const template = menuTemplate(state)
    const before = fixed
    fixed = fixedPart(template)
    const up = Menu.getApplicationMenu()
    if (up === null || fixed !== before) {
      Menu.setApplicationMenu(Menu.buildFromTemplate(template.map((menu) => electronMenu(menu, port))))
      return
    }
    // A new menu would close the one that a person has open, so the one that is up stays.
    template.forEach((menu, i) => {
      const own = up.items[i]?.submenu
      if (menu.kind === 'menu' && own) enableItems(menu.items, own.items)
    })
  }
}

/** What "About" says. */
export const describeApp = (): void =>
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: app.getVersion(),
    copyright: 'MIT License',
    credits: 'A desktop workbench for annotating the news.',
  })
