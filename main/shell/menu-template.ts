import type {
  CommandItem,
  MenuName,
  MenuPlace,
  RecentProject,
  WindowMenuItem,
} from '../../preload/contract/contract.ts'
import type { Theme } from './settings.ts'

/** Items that the system knows: it labels them, gives them their keys and carries them out. */
type SystemRole = 'cut' | 'copy' | 'paste' | 'quit' | 'about' | 'togglefullscreen'

/** What the shell does by itself, with a window or without one. */
export type ShellAct =
  | { readonly act: 'open-recent'; readonly id: string }
  | { readonly act: 'open-sample' }
  | { readonly act: 'close-project' }
  | { readonly act: 'zoom'; readonly direction: 'in' | 'out' | 'reset' }
  | { readonly act: 'theme'; readonly theme: Theme }
  | { readonly act: 'licence' }

/** An item of the menu, as data. */
export type MenuItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'system'; readonly role: SystemRole }
  | ({ readonly kind: 'command' } & CommandItem)
  | {
      readonly kind: 'shell'
      readonly does: ShellAct
      readonly id?: string
      readonly label: string
      readonly accelerator?: string
      readonly enabled?: boolean
      /** One of several, of which one is checked. */
      readonly checked?: boolean
      /** Not shown; only its accelerator works. */
      readonly hidden?: true
    }
  | { readonly kind: 'submenu'; readonly label: string; readonly enabled: boolean; readonly items: readonly MenuItem[] }

/** A menu of the bar, or one that the system fills. */
export type Menu =
  | { readonly kind: 'system'; readonly role: 'appMenu' | 'windowMenu' }
  | {
      readonly kind: 'menu'
      readonly role: 'help' | null
      readonly label: string
      readonly enabled: boolean
      readonly items: readonly MenuItem[]
    }

/** What decides how the menu looks. */
export interface MenuState {
  readonly platform: NodeJS.Platform
  /** What the window adds; empty while there is no window or its page is being loaded. */
  readonly window: readonly WindowMenuItem[]
  readonly recents: readonly RecentProject[]
  readonly projectOpen: boolean
  readonly theme: Theme
}

interface Placed {
  readonly place: MenuPlace
  readonly item: MenuItem
}

/** The bar, from left to right. `&` marks the letter that opens a menu with Alt. */
const BAR: readonly { readonly name: MenuName; readonly label: string }[] = [
  { name: 'file', label: '&File' },
  { name: 'edit', label: '&Edit' },
  { name: 'view', label: '&View' },
  { name: 'tag', label: '&Tag' },
  { name: 'go', label: '&Go' },
  { name: 'help', label: '&Help' },
]

const THEMES: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'system', label: 'Follow the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

const at = (name: MenuName, section: number, order: number, item: MenuItem): Placed => ({
  place: { name, section, order },
  item,
})

const system = (role: SystemRole): MenuItem => ({ kind: 'system', role })

const submenu = (label: string, items: readonly MenuItem[]): MenuItem => ({
  kind: 'submenu',
  label,
  items,
  enabled: items.some(canBeChosen),
})

function canBeChosen(item: MenuItem): boolean {
  return item.kind !== 'separator' && (item.kind === 'system' || item.enabled !== false)
}

/** The items that need no window, each with its place among those of the window. */
function shellItems({ platform, recents, projectOpen, theme }: MenuState): Placed[] {
  const mac = platform === 'darwin'
  const recent = recents.map(({ id, name, folder }): MenuItem => {
    // One `&` would mark a letter.
    const label = `${name} — ${folder}`.replaceAll('&', '&&')
    return { kind: 'shell', does: { act: 'open-recent', id }, label }
  })
  const themes = THEMES.map(({ theme: own, label }): MenuItem => {
    return { kind: 'shell', does: { act: 'theme', theme: own }, id: `theme.${own}`, label, checked: own === theme }
  })
  const zoom = (direction: 'in' | 'out' | 'reset', label: string, accelerator: string): MenuItem => {
    return { kind: 'shell', does: { act: 'zoom', direction }, id: `view.zoom.${direction}`, label, accelerator }
  }
  return [
    at('file', 1, 30, submenu('Open recent', recent)),
    at('file', 1, 40, { kind: 'shell', does: { act: 'open-sample' }, label: 'Open sample project' }),
    at('file', 3, 10, {
      kind: 'shell',
      does: { act: 'close-project' },
      id: 'project.close',
      label: 'Close project',
      accelerator: 'CmdOrCtrl+W',
      enabled: projectOpen,
    }),
    at('edit', 2, 10, system('cut')),
    at('edit', 2, 20, system('copy')),
    at('edit', 2, 30, system('paste')),
    at('view', 1, 10, zoom('in', 'Zoom in', 'CmdOrCtrl+Plus')),
    // "+" is on "=" of many keyboards; people press the key without Shift.
    at('view', 1, 20, {
      kind: 'shell',
      does: { act: 'zoom', direction: 'in' },
      label: 'Zoom in',
      accelerator: 'CmdOrCtrl+=',
      hidden: true,
    }),
    at('view', 1, 30, zoom('out', 'Zoom out', 'CmdOrCtrl+-')),
    at('view', 1, 40, zoom('reset', 'Actual size', 'CmdOrCtrl+0')),
    at('view', 2, 10, submenu('Theme', themes)),
    at('view', 2, 20, system('togglefullscreen')),
    at('help', 2, 10, { kind: 'shell', does: { act: 'licence' }, label: 'Licence' }),
    // On a Mac the system's own menu has these two.
    ...(mac ? [] : [at('file', 4, 10, system('quit')), at('help', 2, 20, system('about'))]),
  ]
}

const windowItem = (item: WindowMenuItem): Placed => ({
  place: item.place,
  item:
    'items' in item
      ? submenu(
          item.label,
          item.items.map((own) => ({ kind: 'command', ...own })),
        )
      : { kind: 'command', ...item },
})

/** Items in their order, with a line between sections. */
function inSections(placed: readonly Placed[]): MenuItem[] {
  const sorted = placed.toSorted((a, b) => a.place.section - b.place.section || a.place.order - b.place.order)
  return sorted.flatMap(({ place, item }, i) => {
    const before = sorted[i - 1]
    return before && before.place.section !== place.section ? [{ kind: 'separator' }, item] : [item]
  })
}

/** The whole menu: what the shell does by itself, and the commands of the window. Pure. */
export function menuTemplate(state: MenuState): Menu[] {
  const placed = [...shellItems(state), ...state.window.map(windowItem)]
  const bar = BAR.map(({ name, label }): Menu => {
    const items = inSections(placed.filter(({ place }) => place.name === name))
    return { kind: 'menu', role: name === 'help' ? 'help' : null, label, enabled: items.some(canBeChosen), items }
  })
  if (state.platform !== 'darwin') return bar
  return [
    { kind: 'system', role: 'appMenu' },
    ...bar.slice(0, -1),
    { kind: 'system', role: 'windowMenu' },
    ...bar.slice(-1),
  ]
}
