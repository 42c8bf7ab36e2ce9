import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen, type Session, shell, type WebContents } from 'electron'
import { namesArgument } from '../../../preload/contract/request-names.ts'
import { PAGE_REQUESTS } from '../../../preload/contract/requests.ts'
import { APP_ORIGIN, isAppUrl, isExternalLink } from '../app-files.ts'
import type { SettingsFile, WindowPlace } from '../settings.ts'
import type { AppWindow, WindowListener } from '../shell.ts'
import { placeWindow, SMALLEST } from '../window-place.ts'

/** The page's paper, so that the first thing on screen has the colour of what follows. */
const BACKGROUND = { light: '#ffffff', dark: '#17181b' }

/** Time after the last movement at which the window's place is written down, in milliseconds. */
const PLACE_DELAY = 500

const ZOOM_STEP = 0.5
const ZOOM_LIMITS = { least: -3, most: 5 }

/** The development server's URL; null in everything that is packaged or built. */
const developmentUrl = (): string | null => (app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null))

/** Whether a URL is the page itself: over app://, in development from its server. */
export function isOwnUrl(url: string): boolean {
  const server = developmentUrl()
  return isAppUrl(url) || (server !== null && URL.canParse(url) && new URL(url).origin === new URL(server).origin)
}

/** Nothing is asked for and nothing is granted; nothing remote is loaded; nothing is downloaded. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const { protocol } = new URL(url)
    const inPage = protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:'
    const fromServer = developmentUrl() !== null && (isOwnUrl(url) || protocol === 'ws:')
    answer({ cancel: !(inPage || isAppUrl(url) || fromServer) })
  })
}

function openOutside(url: string): void {
  if (isExternalLink(url)) void shell.openExternal(url)
}

/**
 * The page stays where it is: links go to the system's browser, everything else nowhere. It speaks to nobody. Holds for
 * all contents.
 */
export function lockContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.on('will-navigate', (event) => {
    // Reloading the page is a navigation to itself.
    if (isOwnUrl(event.url) && event.url === contents.getURL()) return
    event.preventDefault()
    openOutside(event.url)
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
}

function rememberPlace(window: BrowserWindow, settings: SettingsFile): void {
  let timer: NodeJS.Timeout | undefined
  const remember = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    const place: WindowPlace = { ...window.getNormalBounds(), maximised: window.isMaximized() }
    if (JSON.stringify(place) !== JSON.stringify(settings.get().window)) void settings.update({ window: place })
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(remember, PLACE_DELAY)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('maximize', soon)
  window.on('unmaximize', soon)
  window.on('close', remember)
}

/** Zooms to a level (0 is 100 %, each whole step 20 %) and remembers it. */
function zoomTo(window: BrowserWindow, settings: SettingsFile, level: number): void {
  const zoom = Math.max(ZOOM_LIMITS.least, Math.min(ZOOM_LIMITS.most, level))
  window.webContents.setZoomLevel(zoom)
  void settings.update({ zoom })
}

/** Zooms by one step, or back to 100 %. */
function zoomBy(window: BrowserWindow, settings: SettingsFile, direction: 'in' | 'out' | 'reset'): void {
  const level = window.webContents.getZoomLevel()
  zoomTo(window, settings, direction === 'reset' ? 0 : level + (direction === 'in' ? ZOOM_STEP : -ZOOM_STEP))
}

/** Loads the page, again where it was loaded before. */
async function loadPage(window: BrowserWindow): Promise<void> {
  try {
    await window.loadURL(developmentUrl() ?? `${APP_ORIGIN}/index.html`)
  } catch (error) {
    // Quitting while the page loads ends the loading: there is nothing left to tell.
    if (!window.isDestroyed()) throw error
  }
}

function makeWindow(settings: SettingsFile): BrowserWindow {
  const remembered = settings.get().window
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea)
  const window = new BrowserWindow({
    ...placeWindow(remembered, displays),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: app.name,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    ...(process.platform === 'linux' ? { icon: join(app.getAppPath(), 'resources/icons/256x256.png') } : {}),
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: developmentUrl() !== null,
      // The page's own pickers of files: ours are native dialogs that the main process opens.
      disableBlinkFeatures: 'FileSystemAccessLocal',
      additionalArguments: [namesArgument(Object.keys(PAGE_REQUESTS))],
    },
  })
  window.once('ready-to-show', () => {
    if (remembered?.maximised) window.maximize()
    window.show()
  })
  // The title says which project is open; the page has no say in it.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.webContents.on('dom-ready', () => window.webContents.setZoomLevel(settings.get().zoom))
  window.webContents.on('zoom-changed', (_event, direction) => {
    zoomBy(window, settings, direction)
  })
  rememberPlace(window, settings)
  return window
}

/** What a listener hears of a window. */
function hear(window: BrowserWindow, listener: WindowListener): void {
  window.on('close', (event) => {
    event.preventDefault()
    listener.closing()
  })
  window.on('closed', () => listener.closed())
  window.on('unresponsive', () => listener.unresponsive())
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    listener.pageEnded(`${reason} (${exitCode})`)
  })
  // Navigation to about:blank cannot be prevented from here, and the preload prevents it; a page that is gone all the same
  // is a page that has ended.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isOwnUrl(url)) listener.pageEnded(`it went to ${url}`)
  })
  window.webContents.on('preload-error', (_event, path, error) => listener.preloadFailed(path, error))
}

/** A window as the program sees it. What is asked of one that is gone does nothing. */
function appWindow(window: BrowserWindow, settings: SettingsFile): AppWindow {
  const alive = (work: () => void): void => {
    if (!window.isDestroyed()) work()
  }
  return {
    send: (name, payload) => alive(() => window.webContents.send(`event:${name}`, payload)),
    reload: () => alive(() => void loadPage(window)),
    focus: () =>
      alive(() => {
        if (window.isMinimized()) window.restore()
        window.focus()
      }),
    setTitle: (project) =>
      alive(() => {
        window.setTitle(project ? `${project.name} — ${app.name}` : app.name)
        if (process.platform === 'darwin') window.setRepresentedFilename(project?.path ?? '')
      }),
    zoom: (direction) => alive(() => zoomBy(window, settings, direction)),
    paste: () => alive(() => window.webContents.paste()),
    endPage: () => alive(() => window.webContents.forcefullyCrashRenderer()),
    destroy: () => window.destroy(),
  }
}

/** Opens the window at its place and begins to load the page; it is shown with its first paint. */
export function openWindow(settings: SettingsFile, listener: WindowListener) {
  const browserWindow = makeWindow(settings)
  hear(browserWindow, listener)
  void loadPage(browserWindow)
  return { browserWindow, window: appWindow(browserWindow, settings) }
}
