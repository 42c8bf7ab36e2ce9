import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { AnnotationPage, ProjectOverview } from '../../preload/contract/contract.ts'
import { cleanUp, type LaunchedApp, launchApp, makeHome } from './support.ts'
import { exportRequest } from '../support/export.ts'

afterEach(cleanUp)

/** A machine that does other things as well may take its time. */
const SOON = { timeout: 10_000 }

const STORY = 'Ferry stopped\n\nThe ferry did not sail today, the harbour master said.\n'

async function openProject({ page }: LaunchedApp): Promise<ProjectOverview | null> {
  const state = await page.evaluate(() => window.workbench.appState())
  if (!state.ok) throw new Error(state.failure.message)
  return state.value.project
}

async function untilOpen(app: LaunchedApp, name: string): Promise<void> {
  await expect.poll(async () => (await openProject(app))?.project.name, { timeout: 10_000 }).toBe(name)
}

test('starts with an empty welcome, and quits cleanly', async () => {
  const app = await launchApp()
  expect(await openProject(app)).toBeNull()
  await app.quit()
})

test('an article on the command line goes into the default project, which is there at the next start', async () => {
  const home = makeHome()
  const story = join(home.folder, 'ferry.txt')
  writeFileSync(story, STORY)
  const app = await launchApp({ home, args: ['ferry.txt'] })
  await untilOpen(app, 'My articles')
  await expect
    .poll(async () => (await openProject(app))?.articles.map(({ title }) => title), SOON)
    .toEqual(['Ferry stopped'])
  await app.quit()
  expect(existsSync(join(home.documents, 'My articles.standoff'))).toBe(true)
  expect(existsSync(join(home.documents, 'My articles.standoff-wal'))).toBe(false)
  expect(readFileSync(story, 'utf8')).toBe(STORY)

  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await untilOpen(again, 'My articles')
  expect((await openProject(again))?.articles).toHaveLength(1)
  await again.quit()
})

test('a second start hands its files over and ends', async () => {
  const home = makeHome()
  writeFileSync(join(home.folder, 'ferry.txt'), STORY)
  const app = await launchApp({ home })
  const [command, args] = await app.electron.evaluate(({ app: electronApp }) => {
    return [process.execPath, ['--no-sandbox', '--disable-gpu', electronApp.getAppPath(), 'ferry.txt']] as const
  })
  const second: ChildProcess = spawn(command, args, {
    cwd: home.folder,
    env: { ...process.env, STANDOFF_USER_DATA: home.userData, STANDOFF_DOCUMENTS: home.documents },
    stdio: 'ignore',
  })
  const code = await new Promise((done) => void second.once('exit', done))
  expect(code).toBe(0)
  await expect
    .poll(async () => (await openProject(app))?.articles.map(({ title }) => title), SOON)
    .toEqual(['Ferry stopped'])
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await app.quit()
})

test('the system opens articles and projects through the open-file event', async () => {
  const app = await launchApp()
  const story = join(app.home.folder, 'ferry.txt')
  writeFileSync(story, STORY)
  const prevented = await app.electron.evaluate(({ app: electronApp }, path) => {
    const event = { prevented: false, preventDefault: () => void (event.prevented = true) }
    electronApp.emit('open-file', event, path)
    return event.prevented
  }, story)
  expect(prevented).toBe(true)
  await expect.poll(async () => (await openProject(app))?.articles.length, SOON).toBe(1)
  await app.quit()
})

test('projects are made, closed, found among the recent ones, and forgotten when they are gone', async () => {
  const app = await launchApp()
  const path = join(app.home.documents, 'Election.standoff')
  await app.stubSaveDialog(join(app.home.documents, 'Election'))
  expect(await app.page.evaluate(() => window.workbench.newProject())).toEqual({ ok: true, value: null })
  await untilOpen(app, 'Election')
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toContain(
    'Election',
  )
  await app.chooseMenuItem('project.close')
  await expect.poll(() => openProject(app), SOON).toBeNull()
  const recents = await app.page.evaluate(() => window.workbench.appState())
  const [recent] = recents.ok ? recents.value.recents : []
  expect(recent).toMatchObject({ name: 'Election', folder: app.home.documents })
  const id = recent?.id ?? ''
  expect(await app.page.evaluate((recentId) => window.workbench.openRecentProject(recentId), id)).toMatchObject({
    ok: true,
  })
  await untilOpen(app, 'Election')
  await app.page.evaluate(() => window.workbench.closeProject())

  rmSync(path)
  await app.stubMessageBox(1)
  const gone = await app.page.evaluate((recentId) => window.workbench.openRecentProject(recentId), id)
  expect(gone).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  expect(await app.askedMessages()).toHaveLength(1)
  const after = await app.page.evaluate(() => window.workbench.appState())
  expect(after.ok && after.value.recents).toEqual([])
  await app.quit()
})

test('the sample project opens with its article tagged, and keeps what was done to it', async () => {
  const app = await launchApp()
  expect(await app.page.evaluate(() => window.workbench.openSampleProject())).toEqual({ ok: true, value: null })
  await untilOpen(app, 'Sample project')
  const sample = await openProject(app)
  const counts = Object.values(sample?.counts ?? {})[0] ?? {}
  expect(Object.keys(counts).toSorted()).toEqual(['claim', 'cue', 'entity', 'quote', 'stance'])
  const problems = await app.page.evaluate(async (article) => {
    const page = await window.workbench.annotationPage(article, 0, 1000)
    return page.ok ? (JSON.parse(page.value.json) as AnnotationPage).problems : page.failure
  }, sample?.articles[0]?.id ?? '')
  expect(problems).toEqual([])
  await app.page.evaluate(() => window.workbench.closeProject())
  await app.page.evaluate(() => window.workbench.openSampleProject())
  expect((await openProject(app))?.project.id).toBe(sample?.project.id)
  expect(readdirSync(app.home.documents).filter((name) => name.includes('part'))).toEqual([])
  await app.quit()
})

test('what cannot be opened is told, and the open project stays open', async () => {
  const app = await launchApp()
  await app.stubSaveDialog(join(app.home.documents, 'Kept.standoff'))
  await app.page.evaluate(() => window.workbench.newProject())
  await untilOpen(app, 'Kept')
  const broken = join(app.home.documents, 'broken.standoff')
  writeFileSync(broken, 'This is no database.')
  await app.stubOpenDialog(broken)
  const answer = await app.page.evaluate(() => window.workbench.openProject())
  expect(answer).toMatchObject({ ok: false, failure: { code: 'not-a-project' } })
  expect((await openProject(app))?.project.name).toBe('Kept')
  writeFileSync(join(app.home.folder, 'picture.png'), Buffer.from('\u0089PNG\r\n\u001a\n\0', 'latin1'))
  await app.stubOpenDialog(join(app.home.folder, 'picture.png'), join(app.home.folder, 'nowhere.txt'))
  const report = await app.page.evaluate(() => window.workbench.chooseArticles('files'))
  expect(report).toMatchObject({
    ok: true,
    value: { imported: [], failed: [{ fileName: 'picture.png' }, { failure: { code: 'not-found' } }] },
  })
  expect(readFileSync(broken, 'utf8')).toBe('This is no database.')
  await app.quit()
})

test('closing asks while something is not saved; "keep open" is the default and loses nothing', async () => {
  const app = await launchApp()
  await app.stubSaveDialog(join(app.home.documents, 'Unsaved.standoff'))
  await app.page.evaluate(() => window.workbench.newProject())
  await untilOpen(app, 'Unsaved')
  await app.page.evaluate(() => window.workbench.reportUnsaved(2))
  await app.stubMessageBox(0)
  await app.page.evaluate(() => window.workbench.closeProject())
  expect(await app.askedMessages()).toEqual(['2 changes are not saved yet.'])
  expect((await openProject(app))?.project.name).toBe('Unsaved')
  await app.electron.evaluate(({ app: electronApp }) => electronApp.quit())
  await expect.poll(async () => (await app.askedMessages()).length, { timeout: 10_000 }).toBe(2)
  expect((await openProject(app))?.project.name).toBe('Unsaved')
  await app.stubMessageBox(1)
  await app.quit()
})

test('a note typed right before quitting is kept', async () => {
  const home = makeHome()
  writeFileSync(join(home.folder, 'ferry.txt'), STORY)
  const app = await launchApp({ home, args: ['ferry.txt'] })
  await untilOpen(app, 'My articles')
  await app.page.getByRole('textbox', { name: 'Text of “Ferry stopped”' }).focus()
  await app.page.keyboard.press('Control+Home')
  await app.page.keyboard.press('Shift+End')
  await app.page.keyboard.press('e')
  await app.page.getByLabel('Note').focus()
  await app.page.keyboard.type('Check the harbour.')
  await app.quit()
  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await untilOpen(again, 'My articles')
  await again.page.keyboard.press('n')
  await expect.poll(() => again.page.getByLabel('Note').inputValue(), SOON).toBe('Check the harbour.')
  await again.quit()
})

test('theme, zoom and the window’s place are remembered', async () => {
  const home = makeHome()
  const first = await launchApp({ home })
  await first.chooseMenuItem('theme.dark')
  await first.chooseMenuItem('view.zoom.in')
  const bounds = { x: 20, y: 30, width: 900, height: 600 }
  const settings = join(home.userData, 'settings.json')
  // Again where it was not taken: the system tells of the window's first place when it likes, and that one then counts.
  await expect
    .poll(
      async () => {
        await first.electron.evaluate(({ BrowserWindow }, to) => {
          const [window] = BrowserWindow.getAllWindows()
          if (window?.isVisible()) window.setBounds(to)
        }, bounds)
        return (JSON.parse(readFileSync(settings, 'utf8')) as { window?: object }).window
      },
      { timeout: 15_000, interval: 700 },
    )
    .toMatchObject(bounds)
  await first.quit()
  const second = await launchApp({ home })
  const seen = await second.electron.evaluate(({ BrowserWindow, nativeTheme }) => {
    const window = BrowserWindow.getAllWindows()[0]
    return {
      theme: nativeTheme.themeSource,
      zoom: window?.webContents.getZoomLevel(),
      bounds: window?.getNormalBounds(),
    }
  })
  expect(seen).toEqual({ theme: 'dark', zoom: 0.5, bounds })
  expect(await second.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await second.quit()
})

test('the menu follows the project: its tags, and what needs one', async () => {
  const app = await launchApp()
  const enabled = (id: string): Promise<boolean | undefined> =>
    app.electron.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.enabled, id)
  await expect.poll(() => enabled('export.open'), SOON).toBe(false)
  expect(await enabled('edit.undo')).toBe(false)
  expect(await enabled('tag.quote')).toBeUndefined()
  await app.page.evaluate(() => window.workbench.openSampleProject())
  await untilOpen(app, 'Sample project')
  await expect.poll(() => enabled('tag.quote'), SOON).toBe(true)
  expect(await enabled('export.open')).toBe(true)
  const received = app.page.evaluate(() => new Promise((done) => window.workbench.on('command', ({ id }) => done(id))))
  await app.page.evaluate(() => undefined)
  await app.chooseMenuItem('help.keys')
  expect(await received).toBe('help.keys')
  await app.quit()
})

test('a page that crashes is loaded again with the project as it is', async () => {
  const app = await launchApp()
  await app.page.evaluate(() => window.workbench.openSampleProject())
  await untilOpen(app, 'Sample project')
  await app.stubMessageBox(0)
  const again = app.electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((done) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('did-finish-load', () => {
          void contents
            .executeJavaScript('window.workbench.appState()')
            .then((state: { value: { project: ProjectOverview } }) => done(state.value.project.project.name))
        })
        contents?.forcefullyCrashRenderer()
      }),
  )
  expect(await again).toBe('Sample project')
  expect(await app.askedMessages()).toEqual(['The window has stopped working.'])
  await app.quit()
})

test('an export goes where the dialog says, and can be shown in its folder by its id only', async () => {
  const app = await launchApp()
  await app.page.evaluate(() => window.workbench.openSampleProject())
  await untilOpen(app, 'Sample project')
  await app.electron.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => void Object.assign(globalThis, { shownPath: path })
  })
  await app.stubSaveDialog(join(app.home.folder, 'votes.csv'))
  const request = exportRequest('csv', 'excel')
  const report = await app.page.evaluate((wanted) => window.workbench.exportDataset(wanted), request)
  expect(report).toMatchObject({
    ok: true,
    value: { fileName: 'votes.excel.csv', folder: app.home.folder, articles: 1 },
  })
  expect(existsSync(join(app.home.folder, 'votes.excel.csv'))).toBe(true)
  const id = report.ok && report.value ? report.value.id : ''
  expect(await app.page.evaluate((exportId) => window.workbench.showInFolder(exportId), id)).toMatchObject({ ok: true })
  const shown = await app.electron.evaluate(() => (globalThis as { shownPath?: string }).shownPath)
  expect(shown).toBe(join(app.home.folder, 'votes.excel.csv'))
  expect(await app.page.evaluate(() => window.workbench.showInFolder('/etc/passwd'))).toMatchObject({ ok: false })
  await app.stubSaveDialog(null)
  expect(await app.page.evaluate((wanted) => window.workbench.exportDataset(wanted), request)).toEqual({
    ok: true,
    value: null,
  })
  await app.quit()
})
