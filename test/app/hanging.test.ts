import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import { lockPath } from '../../main/store/sqlite/project-lock.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

/**
 * A file over which SQLite itself sits for minutes before its first answer. Its size is not looked at, because the lock
 * beside it says that somebody works on it and has looked.
 */
function endlessProject(folder: string): string {
  const path = join(folder, 'endless.standoff')
  const db = new DatabaseSync(path, { defensive: false })
  db.exec(`PRAGMA application_id = 0x53544446; PRAGMA writable_schema = ON;
    WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 150000)
    INSERT INTO sqlite_schema SELECT 'view', 'v' || x, 'v' || x, 0, 'CREATE VIEW v' || x || ' AS SELECT 1' FROM n`)
  db.close()
  writeFileSync(lockPath(path), '')
  return path
}

test('a project that hangs in SQLite can be left behind: the window closes and the program ends', async () => {
  const home = makeHome()
  const app = await launchApp({ home, args: [endlessProject(home.folder)] })
  // The page does not wait for it without end.
  await app.page.getByText(/^Version/).waitFor()
  await app.stubMessageBox(1)
  const gone = new Promise<NodeJS.Signals | null>((done) =>
    app.electron.process().once('exit', (_code, signal) => done(signal)),
  )
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined)
  expect(await gone).toBe('SIGKILL')
  // The next start knows its settings.
  const again = await launchApp({ home })
  await again.page.getByRole('button', { name: /sample/i }).waitFor()
  await again.quit()
}, 60_000)
