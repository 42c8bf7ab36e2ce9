import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import { createProjectFile } from '../../main/store/sqlite/life/create-file.ts'
import { valueOf } from '../support/result.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

/**
 * A project over which SQLite itself sits for minutes before its first answer: the log beside it holds a schema without
 * end. The size of the file alone, which is looked at before, says nothing of it.
 */
async function endlessProject(folder: string): Promise<string> {
  const made = join(folder, 'made.standoff')
  const path = join(folder, 'endless.standoff')
  const file = valueOf(createProjectFile(made, { now: new Date().toISOString() }))
  valueOf(file.close())
  const db = new DatabaseSync(made, { defensive: false })
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA writable_schema = ON;
    WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 150000)
    INSERT INTO sqlite_schema SELECT 'view', 'v' || x, 'v' || x, 0, 'CREATE VIEW v' || x || ' AS SELECT 1' FROM n`)
  await copyFile(made, path)
  await copyFile(`${made}-wal`, `${path}-wal`)
  db.close()
  return path
}

test('a project that hangs in SQLite can be left behind: the window closes and the program ends', async () => {
  const home = makeHome()
  const app = await launchApp({ home, args: [await endlessProject(home.folder)] })
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
