import { userInfo } from 'node:os'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, type BrowserWindow, nativeTheme, session } from 'electron'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Failure, Result } from '../model/value/result.ts'
import type { EventName, Events, WindowMenuItem } from '../preload/contract/contract.ts'
import { askReload, askUnsaved, askWait, showFailure, showText } from './shell/electron/dialogs.ts'
import { createHandlers, recentsOf } from './desks/handlers.ts'
import { answerRequests } from './desks/answer-requests.ts'
import { isOwnFrame } from './shell/app-files.ts'
import { listenTo } from './shell/electron/ipc.ts'
import { filesOnCommandLine, isProjectPath } from './shell/launch-arguments.ts'
import { type Log, openLog } from './files/log.ts'
import { createMenu, describeApp } from './shell/electron/menu.ts'
import { createDatasetDesk, type DatasetDesk } from './desks/dataset-desk.ts'
import { createImportDesk } from './desks/import-desk.ts'
import { createProjectDesk } from './desks/project-desk.ts'
import { declareAppScheme, serveApp } from './shell/electron/protocol.ts'
import { rememberRecent } from './shell/recent-projects.ts'
import type { LocalAnnotator } from './project/project-service.ts'
import { startStore } from './project/store-client.ts'
import { openSettings, type SettingsFile, type Theme } from './shell/settings.ts'
import {
  isOwnUrl,
  loadPage,
  lockContents,
  lockSession,
  openWindow,
  titleWindow,
  ZOOM_STEP,
  zoomTo,
} from './shell/electron/window.ts'

/** A store that dies again within this time after it was taken up is not taken up a second time, in milliseconds. */
const STORE_RECOVERY = 10_000

const sentFiles = z.object({ files: z.array(z.string()) })

/** Who sits here: asked of the system once, then remembered, so that the same person keeps one id. */
function localAnnotator(settings: SettingsFile): LocalAnnotator {
  const known = settings.get().annotator
  if (known) return known
  const annotator = { id: uuidv7(), name: userInfo().username || 'Annotator' }
  void settings.update({ annotator })
  return annotator
}

function runApp(filesAtStart: readonly string[], log: Log): void {
  const settings = openSettings(join(app.getPath('userData'), 'settings.json'), (error) => log('settings', error))
  const annotator = localAnnotator(settings)
  const documents = process.env.STANDOFF_DOCUMENTS ?? app.getPath('documents')
  nativeTheme.themeSource = settings.get().theme

  let window: BrowserWindow | null = null
  let quitting = false
  let listening = false
  let waiting: (() => void)[] = []

  const emit = <Name extends EventName>(name: Name, payload: Events[Name]): void => {
    if (window && !window.isDestroyed()) window.webContents.send(`event:${name}`, payload)
  }
  /** Runs when the page listens; what is emitted before would be lost. */
  const whenListening = (work: () => void): void => {
    if (listening) work()
    else waiting.push(work)
  }
  const report = (failure: Failure): void => {
    if (failure.code !== 'cancelled') whenListening(() => emit('failed', failure))
  }
  const act = async (result: Result<unknown> | Promise<Result<unknown>>): Promise<void> => {
    const done = await result
    if (!done.ok) report(done.failure)
  }

  let recoveredAt = Number.NEGATIVE_INFINITY
  const store = startStore(undefined, {
    onSlow: (name, milliseconds) => log('slow query', `${name}: ${Math.round(milliseconds)} ms`),
    onBatchProgress: (records) => datasets.noteSaved(records),
    onDeath: (reason) => {
      log('the store thread ended', reason)
      void recoverStore()
    },
  })
  const imports = createImportDesk({ store, emit })
  const datasets: DatasetDesk = createDatasetDesk({ store, annotator: annotator.id, emit })
  const desk = createProjectDesk({
    store,
    imports,
    datasets,
    annotator,
    documents,
    emit,
    askUnsaved: (count) => askUnsaved(window, count),
    onProject(project) {
      if (project) {
        const { path, overview } = project
        const entry = { path, name: overview.project.name, openedAt: new Date().toISOString() }
        void settings.update({ recents: rememberRecent(settings.get().recents, entry) })
        app.addRecentDocument(path)
      } else emit('projectClosed', { recents: recentsOf(settings) })
      refresh()
    },
    onCodebook: () => refresh(),
  })

  /** The window keeps what it could not save and can save it to the new thread, so it is not loaded again. */
  const recoverStore = async (): Promise<void> => {
    const again = performance.now() - recoveredAt > STORE_RECOVERY
    recoveredAt = performance.now()
    const recovered = again ? await desk.recover() : null
    if (recovered?.ok) return
    if (await askReload(window, 'The part of the program that saves has stopped.')) reload()
    else app.quit()
  }

  const handlers = createHandlers({
    desk,
    imports,
    datasets,
    store,
    settings,
    annotator,
    documents,
    emit,
    window: () => window,
    onChange: () => refresh(),
    onMenu(items) {
      menuOfWindow = items
      refresh()
    },
    onPageReady() {
      // Not before the window is there: starting Electron keeps all cores busy. A project named at the start is faster.
      setTimeout(() => store.warm(), 200)
      setTimeout(() => imports.warm(), 1_000)
      listening = true
      const ready = waiting
      waiting = []
      // After the answer to the page, which it needs to understand the events.
      setImmediate(() => ready.forEach((work) => work()))
    },
  })

  const setTheme = (theme: Theme): void => {
    nativeTheme.themeSource = theme
    void settings.update({ theme })
    refresh()
  }

  const zoom = (direction: 'in' | 'out' | 'reset'): void => {
    if (!window) return
    const level = window.webContents.getZoomLevel()
    zoomTo(window, settings, direction === 'reset' ? 0 : level + (direction === 'in' ? ZOOM_STEP : -ZOOM_STEP))
  }

  const showLicence = async (): Promise<void> => {
    await showText(window, 'Licence', await readFile(join(app.getAppPath(), 'LICENSE'), 'utf8'))
  }

  /** What the window adds to the menu; nothing while there is no page that could carry it out. */
  let menuOfWindow: readonly WindowMenuItem[] = []
  const showMenu = createMenu({
    command: (id) => emit('command', { id }),
    shell(does) {
      switch (does.act) {
        case 'open-recent':
          return void act(handlers.openRecentProject(does.id))
        case 'open-sample':
          return void act(handlers.openSampleProject())
        case 'close-project':
          return void act(handlers.closeProject())
        case 'zoom':
          return zoom(does.direction)
        case 'theme':
          return setTheme(does.theme)
        case 'licence':
          return void showLicence()
      }
    },
  })

  /** Brings menu and title up to date. */
  const refresh = (): void => {
    const project = desk.current()
    if (window && !window.isDestroyed()) {
      titleWindow(window, project && { name: project.overview.project.name, path: project.path })
    }
    showMenu({
      platform: process.platform,
      window: menuOfWindow,
      recents: recentsOf(settings),
      projectOpen: project !== null,
      theme: settings.get().theme,
    })
  }

  const reload = (): void => {
    listening = false
    menuOfWindow = []
    if (window && !window.isDestroyed()) void loadPage(window)
  }

  /** Closes the project, then the window; stays where the user would rather keep the project open. */
  const leave = async (closing: BrowserWindow): Promise<void> => {
    const closed = await desk.close()
    if (closed.ok && !closed.value) {
      quitting = false
      return
    }
    if (!closed.ok) {
      log('closing the project', `${closed.failure.message} ${closed.failure.details?.join('\n') ?? ''}`)
      showFailure(closed.failure)
    }
    closing.destroy()
    if (quitting) app.quit()
  }

  const openMainWindow = (): void => {
    const opened = openWindow(settings)
    window = opened
    opened.on('close', (event) => {
      event.preventDefault()
      void leave(opened)
    })
    opened.on('closed', () => {
      window = null
      listening = false
      menuOfWindow = []
      refresh()
    })
    opened.on('unresponsive', () => {
      void askWait(opened).then((wantsReload) => {
        // The page is gone with all it held; the handler below loads it again.
        if (wantsReload && !opened.isDestroyed()) opened.webContents.forcefullyCrashRenderer()
      })
    })
    opened.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      log('the page ended', `${reason} (${exitCode})`)
      desk.abandon()
      void askReload(opened, 'The window has stopped working.').then((again) => (again ? reload() : app.quit()))
    })
    opened.webContents.on('preload-error', (_event, path, error) => log(`preload ${path}`, error))
    refresh()
  }

  const takeFiles = (paths: readonly string[]): void => {
    if (paths.length === 0) return
    const take = (): void => void act(desk.takeFiles(paths))
    // A project can be opened while the page loads; what an import tells needs a page that listens.
    if (paths.every(isProjectPath)) take()
    else whenListening(take)
  }

  const showWindow = (): void => {
    if (!app.isReady()) return
    if (!window) openMainWindow()
    else {
      if (window.isMinimized()) window.restore()
      window.focus()
    }
  }

  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  app.on('second-instance', (_event, _argv, _folder, data) => {
    showWindow()
    const sent = sentFiles.safeParse(data)
    takeFiles(sent.success ? sent.data.files : [])
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    showWindow()
    takeFiles([path])
  })
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', () => {
    quitting = true
  })
  let end: 'not yet' | 'under way' | 'over' = 'not yet'
  app.on('will-quit', (event) => {
    if (end === 'over') return
    // Quitting may be asked for more than once; every time it waits for the store and the settings.
    event.preventDefault()
    if (end === 'under way') return
    end = 'under way'
    void Promise.allSettled([store.terminate(), settings.settled()]).then(() => {
      end = 'over'
      app.quit()
    })
  })

  const start = async (): Promise<void> => {
    await app.whenReady()
    serveApp(session.defaultSession, join(app.getAppPath(), 'out/renderer'))
    lockSession(session.defaultSession)
    const isTrusted = (frame: Electron.WebFrameMain | null): boolean =>
      isOwnFrame(frame, window?.webContents.mainFrame ?? null, isOwnUrl)
    answerRequests((name, listener) => listenTo(name, isTrusted, listener), handlers, log)
    describeApp()
    openMainWindow()
    takeFiles(filesAtStart)
  }
  void start()
}

declareAppScheme()
if (process.env.STANDOFF_USER_DATA) app.setPath('userData', process.env.STANDOFF_USER_DATA)
const files = filesOnCommandLine(process.argv, { folder: process.cwd(), appPath: app.getAppPath() })
if (app.requestSingleInstanceLock({ files })) {
  const log = openLog(join(app.getPath('userData'), 'logs'))
  process.on('uncaughtExceptionMonitor', (error) => log('uncaught', error))
  runApp(files, log)
} else {
  // The instance that runs has been told which files to open.
  app.exit(0)
}
