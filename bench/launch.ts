import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { findElectron } from '../scripts/find-needs.mjs'

export const APP_FOLDER = resolve(import.meta.dirname, '..')
const FLOOR_MAIN = resolve(import.meta.dirname, 'floor-main.mjs')

/** The program's own first size; the floor's window has the same. */
const WINDOW_SIZE = '1320x860'

/** What a machine without a GPU and a root user need; the same for the program and for the floor. */
const SWITCHES = ['--no-sandbox', '--disable-gpu']

export interface Launched {
  readonly electron: ElectronApplication
  readonly page: Page
}

/** Electron's executable. Whoever comes here has asked before whether there is one. */
export function electronPath(): string {
  const path = findElectron()
  if (!path) throw new Error('There is no Electron to start.')
  return path
}

/** Environment of a user who has never started the program. */
function environment(folder: string): Record<string, string> {
  const userData = join(folder, 'settings')
  const documents = join(folder, 'documents')
  mkdirSync(userData, { recursive: true })
  mkdirSync(documents, { recursive: true })
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'NODE_OPTIONS',
  )
  return { ...Object.fromEntries(inherited), STANDOFF_USER_DATA: userData, STANDOFF_DOCUMENTS: documents }
}

/** A command line that starts something in Electron, with settings and documents under `folder`. */
export interface CommandLine {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** The built program, with a project where one is named. */
export const appCommand = (folder: string, project?: string): CommandLine => ({
  args: [...SWITCHES, APP_FOLDER, ...(project ? [project] : [])],
  env: environment(folder),
})

/** A static page in a window of the same size. */
export const floorCommand = (folder: string, page: string): CommandLine => ({
  args: [
    ...SWITCHES,
    `--page=${page}`,
    `--size=${WINDOW_SIZE}`,
    `--user-data-dir=${join(folder, 'floor')}`,
    FLOOR_MAIN,
  ],
  env: environment(folder),
})

/** Starts Electron and waits for its first page. */
export async function launch(folder: string, { args, env }: CommandLine): Promise<Launched> {
  const electron = await _electron.launch({ executablePath: electronPath(), args: [...args], cwd: folder, env })
  const page = await electron.firstWindow()
  await page.waitForLoadState('load')
  return { electron, page }
}
