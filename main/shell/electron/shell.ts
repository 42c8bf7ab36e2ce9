import { join } from 'node:path'
import { app, type BrowserWindow, ipcMain, nativeTheme, session, shell as system } from 'electron'
import { isOwnFrame } from '../app-files.ts'
import type { Shell } from '../shell.ts'
import type { UserData } from '../user-data.ts'
import { createDialogs } from './dialogs.ts'
import { hearLife } from './life.ts'
import { createMenu, describeApp } from './menu.ts'
import { serveApp } from './protocol.ts'
import { isOwnUrl, lockContents, lockSession, openWindow } from './window.ts'

/** The program on Electron. */
export function createElectronShell(userData: UserData): Shell {
  let window: BrowserWindow | null = null
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  return {
    version: app.getVersion(),
    platform: process.platform,
    problem: userData.problem,
    paths: {
      userData: userData.folder,
      documents: process.env.STANDOFF_DOCUMENTS ?? app.getPath('documents'),
      home: app.getPath('home'),
      app: app.getAppPath(),
    },
    dialogs: createDialogs(() => window),
    async ready() {
      await app.whenReady()
      serveApp(session.defaultSession, join(app.getAppPath(), 'out/renderer'))
      lockSession(session.defaultSession)
      describeApp()
    },
    isReady: () => app.isReady(),
    live: hearLife,
    listen(name, listener) {
      ipcMain.handle(`request:${name}`, ({ senderFrame }, ...values: unknown[]) =>
        listener(isOwnFrame(senderFrame, window?.webContents.mainFrame ?? null, isOwnUrl), values),
      )
    },
    openWindow(settings, listener) {
      const opened = openWindow(settings, {
        ...listener,
        closed() {
          window = null
          listener.closed()
        },
      })
      window = opened.browserWindow
      return opened.window
    },
    createMenu,
    setTheme(theme) {
      nativeTheme.themeSource = theme
    },
    rememberDocument: (path) => app.addRecentDocument(path),
    openWithSystem: (path) => system.openPath(path),
    showInFolder: (path) => system.showItemInFolder(path),
    quit: () => app.quit(),
  }
}
