import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { runApp } from '../../main/desks/run-app.ts'
import type { Failure, Result } from '../../model/value/result.ts'
import type { AppState } from '../../preload/contract/contract.ts'
import { fakeShell } from './fake-shell.ts'
import { temporaryFolder } from './folder.ts'
import { promisedStore } from './promised-store.ts'
import { valueOf } from './result.ts'

/**
 * The whole program but for the system and the page: a fake shell, and the real service in this thread. Each test of a
 * file has a folder of its own and starts the program in it; it is quit after the test. To be called outside of tests.
 */
export function runningApp() {
  let folder: string
  let fake: ReturnType<typeof fakeShell>
  let store: ReturnType<typeof promisedStore>
  let logged: string[]
  const at = (name: string): string => join(folder, name)

  /** Starts the program where something may be wrong with the system around it, and waits until its window is open. */
  async function startIn(problem: Failure | null, ...files: string[]): Promise<void> {
    fake = fakeShell({ userData: at('settings'), documents: at('documents'), home: folder, app: folder }, problem)
    logged = []
    runApp(fake.shell, files, (what, error) => logged.push(`${what}: ${String(error)}`), {
      startStore(options) {
        store = promisedStore(options)
        return store.store
      },
    })
    await vi.waitFor(() => fake.window())
  }

  const start = (...files: string[]): Promise<void> => startIn(null, ...files)

  /** The page loads and asks for its state. */
  const loadPage = async (): Promise<AppState> => valueOf((await fake.request('appState')) as Result<AppState>)

  /** Starts with a project and a text file, which is made for it, and waits until that is an article of the project. */
  async function startImporting(project: string, name: string, text: string): Promise<void> {
    writeFileSync(at(name), text)
    await start(project, at(name))
    await loadPage()
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
  }

  /** A project file that is there before the program starts. */
  async function makeProject(name: string): Promise<string> {
    const { store: maker } = promisedStore()
    valueOf(await maker.create(at(name), { name: name.replace('.standoff', ''), annotator: { id: 'a', name: 'Ada' } }))
    valueOf(await maker.close())
    return at(name)
  }

  const quit = async (): Promise<void> => {
    fake.shell.quit()
    await vi.waitFor(() => fake.ended())
    await fake.ended()
  }

  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(async () => {
    fake.answers.button = 1
    await quit()
  })

  return {
    /** The shell of the last start. */
    get fake() {
      return fake
    },
    /** The store that the program started last. */
    get store() {
      return store
    },
    /** Mistakes of the program, as they were logged since the last start. */
    get logged(): readonly string[] {
      return logged
    },
    /** The path of a file in the folder of the test. */
    at,
    start,
    startIn,
    loadPage,
    startImporting,
    makeProject,
    quit,
  }
}
