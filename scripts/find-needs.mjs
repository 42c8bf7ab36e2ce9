import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import process from 'node:process'

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const CHROMIUM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Finds a program on the PATH; null where there is none. */
function onPath(names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name)
      if (folder && existsSync(path)) return path
    }
  }
  return null
}

/** A Chromium for the editor's tests: CHROMIUM_PATH, else one on the PATH or in its usual place; null where none is. */
export const findChromium = () =>
  process.env.CHROMIUM_PATH ?? onPath(CHROMIUM_NAMES) ?? CHROMIUM_PATHS.find((path) => existsSync(path)) ?? null

/** Electron's executable: the one the `electron` package (or ELECTRON_OVERRIDE_DIST_PATH) has; null before its download. */
export function findElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (folder) {
    const path = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron')
    return existsSync(path) ? path : null
  }
  try {
    const path = createRequire(import.meta.url)('electron')
    return typeof path === 'string' && existsSync(path) ? path : null
  } catch {
    // The package throws until its binary has been downloaded: that is the answer, not a problem.
    return null
  }
}

/** Whether a window can be shown. Only Linux can be without a display. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)

/** xvfb-run's path, which lends a display where there is none; null where it is not installed. */
export const findXvfb = () => onPath(['xvfb-run'])
