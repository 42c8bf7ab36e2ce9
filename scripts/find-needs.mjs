import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
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

const ELECTRON_PLACES = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }

/**
 * Electron's executable: in ELECTRON_OVERRIDE_DIST_PATH, else the one the `electron` package has downloaded; null before
 * its download. The package itself is not asked, because it answers by downloading.
 */
export function findElectron() {
  const place = ELECTRON_PLACES[process.platform] ?? 'electron'
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (folder) return [join(folder, place)].find((path) => existsSync(path)) ?? null
  const installed = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  return [join(installed, 'dist', place)].find((path) => existsSync(path)) ?? null
}

/** Whether a window can be shown. Only Linux can be without a display. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)

/** xvfb-run's path, which lends a display where there is none; null where it is not installed. */
export const findXvfb = () => onPath(['xvfb-run'])

/** xmllint's path, which reads XML and holds it against XML Schemas; null where it is not installed. */
export const findXmllint = () => onPath(['xmllint', 'xmllint.exe'])

/** Python 3's path; null where it is not installed. */
export const findPython = () => onPath(['python3', 'python3.exe'])

const SCHEMA_FILES = [
  'refi-qda/Project.xsd',
  'refi-qda/Codebook.xsd',
  'w3c-annotation/annotations/annotationMusts.test',
  'frictionless/tabular-data-package.json',
]

/**
 * The folder of schemas that others have made for the formats: STANDOFF_SCHEMAS, where all of them are in it; else null.
 * They are not part of the project, because they are not ours to give away.
 */
export function findSchemas() {
  const folder = process.env.STANDOFF_SCHEMAS
  return folder && SCHEMA_FILES.every((path) => existsSync(join(folder, path))) ? folder : null
}
