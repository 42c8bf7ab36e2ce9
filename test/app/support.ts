import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findElectron } from '../../scripts/find-needs.mjs'

export const APP_FOLDER = resolve(import.meta.dirname, '../..')

export interface LaunchOptions {
  /** Files and switches, as they stand on the command line after the app. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Settings and documents of an earlier start; fresh ones where none are given. */
  readonly home?: TestHome
}

/** Folders that stand for one user's computer. */
export interface TestHome {
  readonly folder: string
  readonly userData: string
  readonly documents: string
}

/** The program in a real Electron, with its first window. */
export interface LaunchedApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly home: TestHome
  /** Errors and warnings of the page so far: console, exceptions, breaches of the content security policy. */
  readonly problems: readonly string[]
  /** Takes problems that a test has caused on purpose off the list. */
  forgive(pattern: RegExp): void
  /** What the next dialogs of a kind answer; Electron's own values. */
  stubOpenDialog(...filePaths: string[]): Promise<void>
  stubSaveDialog(filePath: string | null): Promise<void>
  /** Answers message boxes with a button and keeps their texts for {@link askedMessages}. */
  stubMessageBox(response: number): Promise<void>
  askedMessages(): Promise<readonly string[]>
  /** Chooses a menu item by its id. */
  chooseMenuItem(id: string): Promise<void>
  /** Quits as a user does and waits until the process has ended. Fails where the page had problems or the end was not clean. */
  quit(): Promise<void>
  /** Ends the process at once, as a crash or a power cut does. */
  kill(): Promise<void>
}

/** What stubs keep in Electron's main process. */
interface Stubs {
  askedMessages?: string[]
}

const homes: string[] = []
// Processes, because playwright's own object forgets its process once it has ended.
const running = new Set<ChildProcess>()

/** Makes the folders of a user who has never started the program. */
export function makeHome(): TestHome {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-app-'))
  homes.push(folder)
  const home = { folder, userData: join(folder, 'settings'), documents: join(folder, 'documents') }
  mkdirSync(home.documents)
  return home
}

/** Ends what is still running and removes what was made; for `afterEach`. */
export async function cleanUp(): Promise<void> {
  await Promise.all([...running].map((child) => killProcess(child)))
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true })
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((done) => void child.once('exit', (code) => done(code)))
}

async function killProcess(child: ChildProcess): Promise<void> {
  running.delete(child)
  const gone = ended(child)
  child.kill('SIGKILL')
  await gone
}

/** Environment of the started program: the test's own Node options must not reach it. */
function environment(home: TestHome, extra: Readonly<Record<string, string>>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !name.startsWith('VITEST') && name !== 'NODE_OPTIONS',
  ) as [string, string][]
  return {
    ...Object.fromEntries(inherited),
    STANDOFF_USER_DATA: home.userData,
    STANDOFF_DOCUMENTS: home.documents,
    ...extra,
  }
}

/** Starts the built program. The switches are what a test machine without a GPU and a root user need. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const executablePath = findElectron()
  if (!executablePath) throw new Error('There is no Electron to start; scripts/test.mjs skips this layer then')
  const home = options.home ?? makeHome()
  const electron = await _electron.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', APP_FOLDER, ...(options.args ?? [])],
    cwd: home.folder,
    // Without this the page is told that the system is light, whatever the program sets.
    colorScheme: null,
    env: environment(home, options.env ?? {}),
  })
  const child = electron.process()
  running.add(child)
  let problems: string[] = []
  const page = await electron.firstWindow()
  page.on('pageerror', (error) => problems.push(`exception: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`${message.type()}: ${message.text()}`)
  })
  await page.waitForLoadState('load')

  return {
    electron,
    page,
    home,
    get problems() {
      return problems
    },
    forgive(pattern) {
      problems = problems.filter((problem) => !pattern.test(problem))
    },
    stubOpenDialog: (...filePaths) =>
      electron.evaluate(({ dialog }, paths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths })
      }, filePaths),
    stubSaveDialog: (filePath) =>
      electron.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' })
      }, filePath),
    stubMessageBox: (response) =>
      electron.evaluate(({ dialog }, button) => {
        const stubs = globalThis as Stubs
        const asked = (stubs.askedMessages ??= [])
        dialog.showMessageBox = (...args: unknown[]) => {
          asked.push((args.at(-1) as { message: string }).message)
          return Promise.resolve({ response: button, checkboxChecked: false })
        }
      }, response),
    askedMessages: () => electron.evaluate(() => (globalThis as Stubs).askedMessages ?? []),
    async chooseMenuItem(id) {
      const choose = (): Promise<boolean> =>
        electron.evaluate(({ Menu }, item) => {
          const found = Menu.getApplicationMenu()?.getMenuItemById(item)
          if (found?.enabled) found.click()
          return found?.enabled ?? false
        }, id)
      // The menu follows the window a moment later.
      await expect.poll(choose, { timeout: 5_000, message: `choosing the menu item "${id}"` }).toBe(true)
    },
    async quit() {
      const gone = ended(child)
      // The answer may be cut off by the end that was asked for.
      await electron.evaluate(({ app }) => app.quit()).catch(() => undefined)
      const code = await gone
      running.delete(child)
      expect(problems).toEqual([])
      expect(code).toBe(0)
    },
    kill: () => killProcess(child),
  }
}
