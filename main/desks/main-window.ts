import type { WindowMenuItem } from '../../preload/contract/contract.ts'
import type { Emit } from '../../preload/contract/events.ts'
import type { Log } from '../files/log.ts'
import type { SettingsFile } from '../shell/settings.ts'
import type { AppWindow, Shell } from '../shell/shell.ts'
import { askReload, askWait } from './questions.ts'

export interface MainWindowPort {
  readonly shell: Pick<Shell, 'openWindow' | 'dialogs' | 'isReady' | 'quit'>
  readonly settings: SettingsFile
  readonly log: Log
  /** Closes the project; false where the user would rather keep it open. */
  readonly leave: () => Promise<boolean>
  /** The window was closed by the user. */
  readonly onLeft: () => void
  /** The page is gone, with all it had not saved. */
  readonly onPageLost: () => void
  /** A window was opened or closed, or its part of the menu has changed. */
  readonly onChange: () => void
}

/** The one window and its page, which listens to events from its first request on. */
export interface MainWindow {
  readonly emit: Emit
  /** null while there is none. */
  current(): AppWindow | null
  /** What the window adds to the menu; nothing while there is no page that could carry it out. */
  menu(): readonly WindowMenuItem[]
  setMenu(items: readonly WindowMenuItem[]): void
  isListening(): boolean
  /** Runs work when the page listens; what is emitted before would be lost. */
  whenListening(work: () => void): void
  pageReady(): void
  /** Opens the window, or brings it to the front. */
  show(): void
  reload(): void
}

export function createMainWindow(port: MainWindowPort): MainWindow {
  const { shell, settings, log } = port
  let window: AppWindow | null = null
  let listening = false
  let waiting: (() => void)[] = []
  let menu: readonly WindowMenuItem[] = []

  const forgetPage = (): void => {
    listening = false
    menu = []
  }

  const reload = (): void => {
    forgetPage()
    window?.reload()
  }

  const open = (): void => {
    const opened = shell.openWindow(settings, {
      closing() {
        void port.leave().then((left) => {
          if (!left) return
          opened.destroy()
          port.onLeft()
        })
      },
      closed() {
        window = null
        forgetPage()
        port.onChange()
      },
      unresponsive() {
        // The page is gone with all it held; `pageEnded` loads it again.
        void askWait(shell.dialogs).then((wantsReload) => wantsReload && opened.endPage())
      },
      pageEnded(why) {
        log('the page ended', why)
        port.onPageLost()
        void askReload(shell.dialogs, 'The window has stopped working.').then((again) =>
          again ? reload() : shell.quit(),
        )
      },
      preloadFailed: (path, error) => log(`preload ${path}`, error),
    })
    window = opened
    port.onChange()
  }

  return {
    emit: (name, payload) => window?.send(name, payload),
    current: () => window,
    menu: () => menu,
    setMenu(items) {
      menu = items
      port.onChange()
    },
    isListening: () => listening,
    whenListening(work) {
      if (listening) work()
      else waiting.push(work)
    },
    pageReady() {
      listening = true
      const ready = waiting
      waiting = []
      // After the answer to the page, which it needs to understand the events.
      setImmediate(() => ready.forEach((work) => work()))
    },
    show() {
      if (!shell.isReady()) return
      if (window) window.focus()
      else open()
    },
    reload,
  }
}
