import { ok, type Result } from '../../../model/value/result.ts'
import type { AppState, WindowMenuItem } from '../../../preload/contract/contract.ts'
import { shownRecent } from '../../shell/recent-projects.ts'
import type { HandlerPort } from './port.ts'

const platformOf = (platform: NodeJS.Platform): AppState['platform'] =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux'

/** Milliseconds that a page waits for a project which is being opened; then it starts without, and is told when it is. */
const PATIENCE = 3_000

async function within<T>(work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>((done) => {
    timer = setTimeout(() => done(otherwise), PATIENCE)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The page as a whole: what it starts with, its menu, the clipboard. */
export function appHandlers(port: HandlerPort) {
  const { shell, desk, settings } = port
  return {
    async appState(): Promise<Result<AppState>> {
      const project = await within(desk.overview(), ok(null))
      if (!project.ok) return project
      port.onPageReady()
      return ok({
        version: shell.version,
        platform: platformOf(shell.platform),
        recents: settings.get().recents.map(shownRecent),
        project: project.value,
        looking: desk.current()?.look?.looking ?? null,
      })
    },
    showMenu(items: readonly WindowMenuItem[]): Result<null> {
      port.onMenu(items)
      return ok(null)
    },
    paste(): Result<null> {
      port.paste()
      return ok(null)
    },
  }
}
