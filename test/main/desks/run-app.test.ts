import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import type { Failure } from '../../../model/value/result.ts'
import { runningApp } from '../../support/running-app.ts'

const app = runningApp()

describe('the start', () => {
  test('opens a window without a project, and remembers who sits here', async () => {
    await app.start()
    expect(await app.loadPage()).toMatchObject({ version: '1.2.3', platform: 'linux', recents: [], project: null })
    expect(app.fake.log).toContain('theme system')
    expect(app.fake.menu()).toMatchObject({ projectOpen: false, window: [] })
    await vi.waitFor(() => expect(existsSync(app.at('settings/settings.json'))).toBe(true))
    const settings: unknown = JSON.parse(readFileSync(app.at('settings/settings.json'), 'utf8'))
    expect(settings).toMatchObject({ annotator: { name: expect.any(String) as string } })
  })

  test('with a project opens it while the page loads, and the page gets it without a second reading', async () => {
    await app.start(await app.makeProject('Mine.standoff'))
    app.store.deaf.add('overview')
    await vi.waitFor(() => expect(app.fake.log).toContain('title: Mine'))
    expect((await app.loadPage()).project?.project.name).toBe('Mine')
    expect(app.fake.menu()).toMatchObject({ projectOpen: true, recents: [{ name: 'Mine' }] })
  })

  test('with an article imports it when the page listens', async () => {
    writeFileSync(app.at('a.txt'), 'A\n\nFirst.')
    await app.start(app.at('a.txt'))
    expect(app.fake.names()).toEqual([])
    await app.loadPage()
    await vi.waitFor(() => expect(app.fake.names()).toContain('articlesImported'), 10_000)
  })

  test('with a file that is no project says why when the page listens', async () => {
    writeFileSync(app.at('broken.standoff'), 'no database')
    await app.start(app.at('broken.standoff'))
    await app.loadPage()
    await vi.waitFor(() =>
      expect(app.fake.events).toContainEqual(['failed', expect.objectContaining({ code: 'not-a-project' })]),
    )
  })
})

test('what is wrong with the folder of the settings is said in the window, which works', async () => {
  const problem: Failure = { code: 'not-permitted', message: 'Not kept.', action: 'Allow it.' }
  await app.startIn(problem)
  await app.loadPage()
  await vi.waitFor(() => expect(app.fake.events).toContainEqual(['failed', problem]))
})

describe('a second start', () => {
  test('brings the window to the front and opens its files here', async () => {
    const path = await app.makeProject('Mine.standoff')
    await app.start()
    await app.loadPage()
    app.fake.life().startedAgain([path])
    expect(app.fake.log).toContain('window focused')
    await vi.waitFor(() => expect(app.fake.names()).toContain('projectOpened'))
  })

  test('and a file that the system opens do the same; without a window one is opened', async () => {
    const path = await app.makeProject('Mine.standoff')
    await app.start()
    await app.loadPage()
    app.fake.life().openFile(path)
    await vi.waitFor(() => expect(app.fake.names()).toContain('projectOpened'))
    app.fake.life().activate()
    expect(app.fake.log.filter((line) => line === 'window opened')).toHaveLength(1)
  })
})

describe('closing', () => {
  test('with changes that are not saved asks; "keep open" keeps window and project, also when quitting', async () => {
    await app.start(await app.makeProject('Mine.standoff'))
    await app.loadPage()
    await app.fake.request('reportUnsaved', 2)
    app.fake.shell.quit()
    await vi.waitFor(() => expect(app.fake.asked).toMatchObject([{ message: '2 changes are not saved yet.' }]), 5_000)
    expect(app.fake.log).not.toContain('window closed')
    expect((await app.loadPage()).project?.project.name).toBe('Mine')
    app.fake.answers.button = 1
    app.fake.window().closing()
    await vi.waitFor(() => expect(app.fake.log).toContain('window closed'), 5_000)
    expect(app.fake.names()).toContain('projectClosed')
  })

  test('quitting closes the project, then the window, then the store', async () => {
    await app.start(await app.makeProject('Mine.standoff'))
    await app.loadPage()
    await app.quit()
    expect(app.fake.log.indexOf('window closed')).toBeGreaterThan(app.fake.log.lastIndexOf('title: -'))
    expect(await app.store.store.overview()).toMatchObject({ failure: { code: 'no-project' } })
  })

  test('a project that cannot be closed is said natively, and the window closes all the same', async () => {
    await app.start(await app.makeProject('Mine.standoff'))
    await app.loadPage()
    app.store.deaf.add('close')
    app.fake.window().closing()
    await vi.waitFor(() => expect(app.fake.log).toContain('window closed'))
    expect(app.fake.log).toContain('error: The disk failed at close.')
    expect(app.logged.join()).toContain('closing the project')
    app.store.deaf.clear()
  })
})

describe('when something dies', () => {
  test('a page that crashed is loaded again, and what it had not saved is not waited for', async () => {
    await app.start(await app.makeProject('Mine.standoff'))
    await app.loadPage()
    await app.fake.request('showMenu', [])
    await app.fake.request('reportUnsaved', 3)
    app.fake.window().pageEnded('crashed (5)')
    await vi.waitFor(() => expect(app.fake.log).toContain('page reloaded'))
    expect(app.logged).toEqual(['the page ended: crashed (5)'])
    expect((await app.loadPage()).project?.project.name).toBe('Mine')
    app.fake.window().closing()
    await vi.waitFor(() => expect(app.fake.log).toContain('window closed'))
    expect(app.fake.asked).toHaveLength(1)
  })

  test('a page that does not answer is ended when the user says so', async () => {
    await app.start()
    app.fake.answers.button = 1
    app.fake.window().unresponsive()
    await vi.waitFor(() => expect(app.fake.log).toContain('page ended'))
  })

  test('the store is started again with the project; the second time within seconds the user is asked', async () => {
    await app.start(await app.makeProject('Mine.standoff'))
    await app.loadPage()
    app.store.die()
    await vi.waitFor(async () => expect(await app.store.store.overview()).toMatchObject({ ok: true }))
    expect(app.fake.asked).toEqual([])
    app.store.die()
    await vi.waitFor(() => expect(app.fake.log).toContain('page reloaded'))
    expect(app.fake.asked).toMatchObject([{ message: 'The part of the program that saves has stopped.' }])
  })
})

describe('requests', () => {
  test('ask in native dialogs with the formats that there are', async () => {
    await app.start()
    await app.loadPage()
    expect(await app.fake.request('chooseArticles', 'files')).toMatchObject({ value: null })
    expect(await app.fake.request('chooseDataset', 'file')).toMatchObject({ value: null })
    const [articles, datasets] = app.fake.asked
    expect(articles).toMatchObject({ title: 'Open article', what: 'files' })
    expect(datasets).toMatchObject({ title: 'Import dataset', what: 'file' })
    const extensions = app.fake.asked.map((question) => ('kinds' in question ? question.kinds[0]?.extensions : []))
    expect(extensions).toEqual([
      expect.arrayContaining(['txt', 'html', 'zip']) as string[],
      expect.arrayContaining(['ann', 'zip']) as string[],
    ])
  })

  test('of the menu that need no window are answered by the shell', async () => {
    await app.start()
    await app.loadPage()
    app.fake.choose().shell({ act: 'theme', theme: 'dark' })
    app.fake.choose().shell({ act: 'zoom', direction: 'in' })
    app.fake.choose().command('edit.undo')
    expect(app.fake.log).toEqual(expect.arrayContaining(['theme dark', 'zoom in']))
    expect(app.fake.events).toContainEqual(['command', { id: 'edit.undo' }])
    expect(app.fake.menu().theme).toBe('dark')
  })
})
