import '../../../renderer/styles/window.css'
import axe from 'axe-core'
import { createRoot } from 'react-dom/client'
import { cdp } from 'vitest/browser'
import { App } from '../../../renderer/app.tsx'
import { listenForKeys } from '../../../renderer/input/keys.ts'
import type { Session } from '../../../renderer/session/project/session.ts'
import { createWindowModel, type WindowModel } from '../../../renderer/session/window/window-model.ts'
import type { AppState, Workbench } from '../../../preload/contract/contract.ts'
import { countingIds, type FakeProject, type FakeWorkbench, fakeWorkbench, NOW } from '../../support/fake-workbench.ts'

export interface TestWindow extends FakeWorkbench {
  readonly window: WindowModel
  readonly session: () => Session
}

const cleanups: (() => void)[] = []

/** Shows the whole window over a fake main process. */
export async function showWindow(
  project: FakeProject,
  replace: Partial<Workbench> = {},
  app: Partial<AppState> = {},
): Promise<TestWindow> {
  localStorage.clear()
  const fake = fakeWorkbench(project, replace, app)
  const window = createWindowModel(fake.workbench, { newId: countingIds('w'), now: () => NOW })
  const host = document.createElement('div')
  host.id = 'root'
  document.body.append(host)
  const root = createRoot(host)
  const stopKeys = listenForKeys(window)
  cleanups.push(() => {
    stopKeys()
    root.unmount()
    host.remove()
  })
  root.render(<App window={window} />)
  await window.start()
  const session = (): Session => {
    const open = window.getState().session
    if (!open) throw new Error('No project is open')
    return open
  }
  return { ...fake, window, session }
}

/** Takes the window away again; for afterEach. */
export function closeWindow(): void {
  for (const cleanup of cleanups.splice(0)) cleanup()
}

interface Emulation {
  send(method: 'Emulation.setEmulatedMedia', options: object): Promise<unknown>
}

/** Lets the browser ask for a theme as the system would. */
export async function useTheme(theme: 'light' | 'dark'): Promise<void> {
  const session = cdp() as unknown as Emulation
  await session.send('Emulation.setEmulatedMedia', {
    // Without motion nothing is half transparent when its contrast is measured.
    features: [
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  })
  // The browser answers before it has drawn anew.
  const wanted = matchMedia(`(prefers-color-scheme: ${theme})`)
  while (!wanted.matches) await nextFrame()
  await nextFrame()
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))

/** What axe finds wrong, as lines a failing test can show. */
export async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, { resultTypes: ['violations'] })
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 300)} — ${node.failureSummary ?? ''}`),
  )
}
