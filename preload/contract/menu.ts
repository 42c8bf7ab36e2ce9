/** A menu of the menu bar. */
export type MenuName = 'file' | 'edit' | 'view' | 'tag' | 'go' | 'help'

/** Where an item stands in a menu. A line parts two sections; both numbers leave gaps for what comes later. */
export interface MenuPlace {
  readonly name: MenuName
  readonly section: number
  readonly order: number
}

/** A command of the window as an item of the menu. */
export interface CommandItem {
  /** Id of the command, which comes back with the event `command`. */
  readonly id: string
  readonly label: string
  /** As Electron writes it (`CmdOrCtrl+Shift+N`). The item only shows it: the page handles the key. */
  readonly accelerator: string | null
  readonly enabled: boolean
}

/** What the window adds to the menu: a command, or several in a submenu. */
export type WindowMenuItem =
  | (CommandItem & { readonly place: MenuPlace })
  | { readonly label: string; readonly place: MenuPlace; readonly items: readonly CommandItem[] }
