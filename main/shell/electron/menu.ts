import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { RecentProject } from '../../../preload/contract/contract.ts'
import type { Theme } from '../settings.ts'

/** What the menu shows and how it acts. */
export interface MenuPort {
  readonly recents: readonly RecentProject[]
  /** The open project's codebook; null where none is open. */
  readonly codebook: Codebook | null
  readonly theme: Theme
  /** Sends a command of the window by its id. */
  readonly command: (id: string) => void
  readonly openProject: () => void
  readonly openRecent: (id: string) => void
  readonly openSample: () => void
  readonly openArticle: () => void
  readonly closeProject: () => void
  readonly setTheme: (theme: Theme) => void
  readonly zoom: (direction: 'in' | 'out' | 'reset') => void
  readonly showLicence: () => void
}

const MAC = process.platform === 'darwin'
const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

const THEMES: readonly { readonly id: Theme; readonly label: string }[] = [
  { id: 'system', label: 'Follow the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
]

/**
 * A key that the page handles itself and the menu only shows. On a Mac the menu must know it, because there the menu
 * comes first for keys with Cmd; a key the page has handled does not reach the menu on any platform.
 */
const shown = (accelerator: string): Partial<MenuItemConstructorOptions> => ({
  accelerator,
  registerAccelerator: false,
})

/**
 * A letter without a modifier, which the page handles while the text has the focus. A Mac would take such a key away
 * from text fields, so there the letter stands in the label.
 */
const letter = (label: string, key: string): Partial<MenuItemConstructorOptions> =>
  MAC ? { label: `${label} (${key})` } : { label, ...shown(key) }

function fileMenu(port: MenuPort): MenuItemConstructorOptions {
  const open = port.codebook !== null
  const recents = port.recents.map(({ id, name, folder }): MenuItemConstructorOptions => {
    return { label: `${name} — ${folder}`.replaceAll('&', '&&'), click: () => port.openRecent(id) }
  })
  return {
    label: '&File',
    submenu: [
      {
        id: 'project.new',
        label: 'New project…',
        ...shown('CmdOrCtrl+Shift+N'),
        click: send(port, 'project.new'),
      },
      { label: 'Open project…', ...shown('CmdOrCtrl+Shift+O'), click: port.openProject },
      { label: 'Open recent', submenu: recents, enabled: recents.length > 0 },
      { label: 'Open sample project', click: port.openSample },
      {
        id: 'project.saveCopy',
        label: 'Save a copy…',
        ...shown('CmdOrCtrl+Shift+S'),
        enabled: open,
        click: send(port, 'project.saveCopy'),
      },
      SEPARATOR,
      {
        id: 'entities.open',
        label: 'Entities…',
        ...shown('CmdOrCtrl+Shift+R'),
        enabled: open,
        click: send(port, 'entities.open'),
      },
      { id: 'article.open', label: 'Open article…', ...shown('CmdOrCtrl+O'), click: port.openArticle },
      { id: 'article.openFolder', label: 'Import folder…', click: send(port, 'article.openFolder') },
      {
        id: 'dataset.open',
        label: 'Import dataset…',
        ...shown('CmdOrCtrl+Shift+E'),
        enabled: open,
        click: send(port, 'dataset.open'),
      },
      {
        id: 'article.facts',
        label: 'Details of article…',
        ...shown('Shift+F2'),
        enabled: open,
        click: send(port, 'article.facts'),
      },
      { id: 'article.original', label: 'Show original file', enabled: open, click: send(port, 'article.original') },
      { label: 'Status of the article', enabled: open, submenu: articleStatusMenu(port) },
      {
        id: 'export.open',
        label: 'Export dataset…',
        ...shown('CmdOrCtrl+E'),
        enabled: open,
        click: send(port, 'export.open'),
      },
      {
        id: 'codebook.edit',
        label: 'Edit codebook…',
        ...shown('CmdOrCtrl+Shift+B'),
        enabled: open,
        click: send(port, 'codebook.edit'),
      },
      SEPARATOR,
      {
        id: 'project.close',
        label: 'Close project',
        enabled: open,
        accelerator: 'CmdOrCtrl+W',
        click: port.closeProject,
      },
      ...(MAC ? [] : [SEPARATOR, { role: 'quit' } as const]),
    ],
  }
}

const send = (port: MenuPort, id: string) => (): void => port.command(id)

const annotationStatusMenu = (port: MenuPort): MenuItemConstructorOptions[] => [
  { label: 'Draft', ...shown('CmdOrCtrl+1'), click: send(port, 'annotation.status.draft') },
  { label: 'Final', ...shown('CmdOrCtrl+2'), click: send(port, 'annotation.status.final') },
  { label: 'Disputed', ...shown('CmdOrCtrl+3'), click: send(port, 'annotation.status.disputed') },
]

const articleStatusMenu = (port: MenuPort): MenuItemConstructorOptions[] => [
  { label: 'New', click: send(port, 'article.status.new') },
  { label: 'In progress', click: send(port, 'article.status.in-progress') },
  { label: 'Done', click: send(port, 'article.status.done') },
]

function editMenu(port: MenuPort): MenuItemConstructorOptions {
  const open = port.codebook !== null
  const redo = process.platform === 'win32' ? 'Ctrl+Y' : 'CmdOrCtrl+Shift+Z'
  return {
    label: '&Edit',
    submenu: [
      { id: 'edit.undo', label: 'Undo', ...shown('CmdOrCtrl+Z'), enabled: open, click: send(port, 'edit.undo') },
      { id: 'edit.redo', label: 'Redo', ...shown(redo), enabled: open, click: send(port, 'edit.redo') },
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { id: 'edit.selectAll', label: 'Select all', ...shown('CmdOrCtrl+A'), click: send(port, 'edit.selectAll') },
      SEPARATOR,
      { id: 'find.open', label: 'Find…', ...shown('CmdOrCtrl+F'), enabled: open, click: send(port, 'find.open') },
      {
        id: 'find.openProject',
        label: 'Find in all articles…',
        ...shown('CmdOrCtrl+Shift+F'),
        enabled: open,
        click: send(port, 'find.openProject'),
      },
      {
        id: 'find.next',
        label: 'Next hit',
        ...shown(MAC ? 'Cmd+G' : 'F3'),
        enabled: open,
        click: send(port, 'find.next'),
      },
      {
        id: 'find.previous',
        label: 'Previous hit',
        ...shown(MAC ? 'Cmd+Shift+G' : 'Shift+F3'),
        enabled: open,
        click: send(port, 'find.previous'),
      },
      SEPARATOR,
      {
        id: 'annotation.remove',
        label: 'Remove annotation',
        ...letter('Remove annotation', 'Delete'),
        enabled: open,
        click: send(port, 'annotation.remove'),
      },
      { label: 'Status of the annotation', enabled: open, submenu: annotationStatusMenu(port) },
      {
        id: 'annotation.note',
        label: 'Go to the note',
        ...shown('Shift+Enter'),
        enabled: open,
        click: send(port, 'annotation.note'),
      },
    ],
  }
}

function viewMenu(port: MenuPort): MenuItemConstructorOptions {
  const open = port.codebook !== null
  return {
    label: '&View',
    submenu: [
      { id: 'view.zoom.in', label: 'Zoom in', accelerator: 'CmdOrCtrl+Plus', click: () => port.zoom('in') },
      // "+" is on "=" of many keyboards; people press the key without Shift.
      {
        label: 'Zoom in',
        accelerator: 'CmdOrCtrl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: () => port.zoom('in'),
      },
      { id: 'view.zoom.out', label: 'Zoom out', accelerator: 'CmdOrCtrl+-', click: () => port.zoom('out') },
      { id: 'view.zoom.reset', label: 'Actual size', accelerator: 'CmdOrCtrl+0', click: () => port.zoom('reset') },
      SEPARATOR,
      {
        label: 'Theme',
        submenu: THEMES.map(({ id, label }): MenuItemConstructorOptions => {
          return { id: `theme.${id}`, label, type: 'radio', checked: port.theme === id, click: () => port.setTheme(id) }
        }),
      },
      { role: 'togglefullscreen' },
      SEPARATOR,
      {
        id: 'suggestions.show',
        label: 'Suggestions',
        ...shown('CmdOrCtrl+J'),
        enabled: open,
        click: send(port, 'suggestions.show'),
      },
      {
        id: 'view.invisibles',
        label: 'Invisible characters',
        ...shown('CmdOrCtrl+Shift+8'),
        enabled: open,
        click: send(port, 'view.invisibles'),
      },
      {
        id: 'pane.articles',
        label: 'Articles pane',
        ...shown('CmdOrCtrl+Alt+1'),
        enabled: open,
        click: send(port, 'pane.articles'),
      },
      {
        id: 'pane.annotations',
        label: 'Annotations pane',
        ...shown('CmdOrCtrl+Alt+2'),
        enabled: open,
        click: send(port, 'pane.annotations'),
      },
    ],
  }
}

function tagMenu(port: MenuPort): MenuItemConstructorOptions {
  const types = port.codebook?.types.filter(({ retired }) => !retired) ?? []
  return {
    label: '&Tag',
    enabled: types.length > 0,
    submenu: [
      ...types.map(({ id, name, key }) =>
        Object.assign(letter(`Tag as ${name.toLowerCase()}`, key), { id: `tag.${id}`, click: send(port, `tag.${id}`) }),
      ),
      SEPARATOR,
      {
        id: 'annotation.tagElsewhere',
        label: 'Tag the same text elsewhere…',
        ...shown('CmdOrCtrl+Shift+T'),
        click: send(port, 'annotation.tagElsewhere'),
      },
    ],
  }
}

function goMenu(port: MenuPort): MenuItemConstructorOptions {
  const enabled = port.codebook !== null
  return {
    label: '&Go',
    submenu: [
      { id: 'annotation.next', ...letter('Next annotation', 'N'), enabled, click: send(port, 'annotation.next') },
      {
        id: 'annotation.previous',
        ...letter('Previous annotation', 'Shift+N'),
        enabled,
        click: send(port, 'annotation.previous'),
      },
      {
        id: 'annotation.nextUnlinked',
        ...letter('Next of the same type without its first role', 'U'),
        enabled,
        click: send(port, 'annotation.nextUnlinked'),
      },
      { id: 'filter.open', ...letter('Filter the annotations', 'F'), enabled, click: send(port, 'filter.open') },
      SEPARATOR,
      { id: 'pane.next', label: 'Next pane', ...shown('F6'), enabled, click: send(port, 'pane.next') },
      {
        id: 'pane.previous',
        label: 'Previous pane',
        ...shown('Shift+F6'),
        enabled,
        click: send(port, 'pane.previous'),
      },
    ],
  }
}

function helpMenu(port: MenuPort): MenuItemConstructorOptions {
  return {
    label: '&Help',
    role: 'help',
    submenu: [
      {
        id: 'palette.open',
        label: 'All commands…',
        ...shown('CmdOrCtrl+K'),
        click: send(port, 'palette.open'),
      },
      { id: 'help.keys', label: 'Keys', ...shown('F1'), click: send(port, 'help.keys') },
      SEPARATOR,
      { label: 'Licence', click: port.showLicence },
      ...(MAC ? [] : [{ role: 'about' } as const]),
    ],
  }
}

/** The whole menu as data. */
export function menuTemplate(port: MenuPort): MenuItemConstructorOptions[] {
  return [
    ...(MAC ? [{ role: 'appMenu' } as const] : []),
    fileMenu(port),
    editMenu(port),
    viewMenu(port),
    tagMenu(port),
    goMenu(port),
    ...(MAC ? [{ role: 'windowMenu' } as const] : []),
    helpMenu(port),
  ]
}

/** Builds the menu and puts it up. Cheap enough to do whenever something it shows has changed. */
export const showMenu = (port: MenuPort): void => Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(port)))

/** What "About" says. */
export const describeApp = (): void =>
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: app.getVersion(),
    copyright: 'MIT License',
    credits: 'A desktop workbench for annotating the news.',
  })
