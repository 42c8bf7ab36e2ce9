import type { Failure } from '../../model/value/result.ts'
import type { EventName, Events } from '../../preload/contract/contract.ts'
import type { Dialogs } from './dialogs.ts'
import type { MenuState, ShellAct } from './menu-template.ts'
import type { SettingsFile, Theme } from './settings.ts'

/*
 * All that the program needs of the system around it. Electron stands behind this interface, in electron/; the tests of
 * the life cycle stand a fake behind it.
 */

/** Folders of the system and of the program. */
export interface ShellPaths {
  /** Settings and logs. */
  readonly userData: string
  /** The user's projects. */
  readonly documents: string
  readonly home: string
  /** The program's own files. */
  readonly app: string
}

/** What happens to the program as a whole. */
export interface LifeListener {
  /** The program was started again while it runs: these files are to be opened here. */
  startedAgain(files: readonly string[]): void
  /** The system asks to open a file. */
  openFile(path: string): void
  /** The program was chosen while it runs, perhaps without a window. */
  activate(): void
  allWindowsClosed(): void
  /** Quitting was asked for; the window is closed next. */
  quitting(): void
  /** The last thing before the end, which waits for it. True where a thread hangs, for which the end must not wait. */
  ending(): Promise<boolean>
}

/** What happens to a window. */
export interface WindowListener {
  /** It is to be closed, and stays until {@link AppWindow.destroy}. */
  closing(): void
  closed(): void
  unresponsive(): void
  /** The process of the page has ended by itself. */
  pageEnded(why: string): void
  /** The preload could not run. */
  preloadFailed(path: string, error: unknown): void
}

/** The program's window with its page. */
export interface AppWindow {
  send<Name extends EventName>(name: Name, payload: Events[Name]): void
  /** Loads the page again. */
  reload(): void
  /** Brings it to the front. */
  focus(): void
  /** Names it after the open project, or after the program. */
  setTitle(project: { readonly name: string; readonly path: string } | null): void
  zoom(direction: 'in' | 'out' | 'reset'): void
  /** Pastes the clipboard where the focus is. */
  paste(): void
  /** Ends the process of a page that does not answer; `pageEnded` follows. */
  endPage(): void
  destroy(): void
}

/** Answers one request. `trusted` says whether it comes from the page itself, in the main frame of the window. */
export type RequestListener = (trusted: boolean, values: readonly unknown[]) => Promise<unknown>

/** What happens when an item of the menu is chosen. */
export interface MenuListener {
  /** A command of the window, by its id. */
  command(id: string): void
  shell(act: ShellAct): void
}

export interface Shell {
  readonly version: string
  readonly platform: NodeJS.Platform
  readonly paths: ShellPaths
  /** What is wrong with the system around it, for the first window to say; null where nothing is. */
  readonly problem: Failure | null
  readonly dialogs: Dialogs
  /** Resolves when a window can be opened. */
  ready(): Promise<void>
  isReady(): boolean
  /** Says who listens to the life of the program. Called once, before it is ready. */
  live(listener: LifeListener): void
  /** Listens to a request of the page, by its name. */
  listen(name: string, listener: RequestListener): void
  /** Opens the one window, which loads the page. */
  openWindow(settings: SettingsFile, listener: WindowListener): AppWindow
  /** Returns what shows the menu of a state. */
  createMenu(listener: MenuListener): (state: MenuState) => void
  setTheme(theme: Theme): void
  /** Tells the system that a document was used. */
  rememberDocument(path: string): void
  /** Opens a file with the system's program for it. Gives what went wrong; '' where nothing did. */
  openWithSystem(path: string): Promise<string>
  showInFolder(path: string): void
  quit(): void
}
