import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backupsOf } from '../../../main/backups/list-backups.ts'
import { runApp } from '../../../main/desks/run-app.ts'
import type { Failure, Result } from '../../../model/value/result.ts'
import type {
  AppState,
  BackupList,
  DoctorReport,
  PastActs,
  RepairedProject,
} from '../../../preload/contract/contract.ts'
import { damage, projectToDamage } from '../../support/damaged-project.ts'
import { fakeShell } from '../../support/fake-shell.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { promisedStore } from '../../support/promised-store.ts'
import { valueOf } from '../../support/result.ts'

let folder: string
let fake: ReturnType<typeof fakeShell>
let store: ReturnType<typeof promisedStore>
let logged: string[]
const at = (name: string): string => join(folder, name)

/** Starts the program, and waits until its window is open. */
async function start(...files: string[]): Promise<void> {
  await startIn(null, ...files)
}

/** The same where something is wrong with the system around it. */
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

/** The page loads and asks for its state. */
const loadPage = async (): Promise<AppState> => valueOf((await fake.request('appState')) as Result<AppState>)

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

describe('the start', () => {
  test('opens a window without a project, and remembers who sits here', async () => {
    await start()
    expect(await loadPage()).toMatchObject({ version: '1.2.3', platform: 'linux', recents: [], project: null })
    expect(fake.log).toContain('theme system')
    expect(fake.menu()).toMatchObject({ projectOpen: false, window: [] })
    await vi.waitFor(() => expect(existsSync(at('settings/settings.json'))).toBe(true))
    const settings: unknown = JSON.parse(readFileSync(at('settings/settings.json'), 'utf8'))
    expect(settings).toMatchObject({ annotator: { name: expect.any(String) as string } })
  })

  test('with a project opens it while the page loads, and the page gets it without a second reading', async () => {
    await start(await makeProject('Mine.standoff'))
    store.deaf.add('overview')
    await vi.waitFor(() => expect(fake.log).toContain('title: Mine'))
    expect((await loadPage()).project?.project.name).toBe('Mine')
    expect(fake.menu()).toMatchObject({ projectOpen: true, recents: [{ name: 'Mine' }] })
  })

  test('with an article imports it when the page listens', async () => {
    writeFileSync(at('a.txt'), 'A\n\nFirst.')
    await start(at('a.txt'))
    expect(fake.names()).toEqual([])
    await loadPage()
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
  })

  test('with a file that is no project says why when the page listens', async () => {
    writeFileSync(at('broken.standoff'), 'no database')
    await start(at('broken.standoff'))
    await loadPage()
    await vi.waitFor(() =>
      expect(fake.events).toContainEqual(['failed', expect.objectContaining({ code: 'not-a-project' })]),
    )
  })
})

test('what is wrong with the folder of the settings is said in the window, which works', async () => {
  const problem: Failure = { code: 'not-permitted', message: 'Not kept.', action: 'Allow it.' }
  await startIn(problem)
  await loadPage()
  await vi.waitFor(() => expect(fake.events).toContainEqual(['failed', problem]))
})

describe('the original of an article', () => {
  const showOriginal = async (html: string, tamper?: (path: string) => void): Promise<unknown> => {
    writeFileSync(at('page.html'), html)
    await start(await makeProject('Mine.standoff'))
    await loadPage()
    fake.life().openFile(at('page.html'))
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
    tamper?.(at('Mine.standoff'))
    const [article] = valueOf((await fake.request('appState')) as Result<AppState>).project?.articles ?? []
    return fake.request('showOriginal', article?.id)
  }
  const PAGE = '<html><body><article><h1>Ferry</h1><p>The ferry did not sail today.</p></article></body></html>'

  test('that is a web page is shown as text, or outside, when a person says so', async () => {
    expect(await showOriginal(PAGE)).toMatchObject({ value: null })
    expect(fake.asked).toMatchObject([{ message: '"page.html" is a web page as it was saved.' }])
    expect(fake.log.filter((line) => line.startsWith('opened'))).toEqual([])
    const [article] = valueOf((await fake.request('appState')) as Result<AppState>).project?.articles ?? []
    for (const button of [1, 2]) {
      fake.answers.button = button
      await fake.request('showOriginal', article?.id)
    }
    expect(fake.log.filter((line) => line.startsWith('opened'))).toEqual(['opened page.html.txt', 'opened page.html'])
  })

  test('is not shown when its bytes have changed in the project', async () => {
    const answer = await showOriginal(PAGE, (path) => {
      const db = new DatabaseSync(path)
      db.exec("UPDATE originals SET bytes = CAST('<script>alert(1)</script>' AS BLOB)")
      db.close()
    })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'damaged-project' } })
    expect(fake.log.filter((line) => line.startsWith('opened'))).toEqual([])
  })
})

describe('a second start', () => {
  test('brings the window to the front and opens its files here', async () => {
    const path = await makeProject('Mine.standoff')
    await start()
    await loadPage()
    fake.life().startedAgain([path])
    expect(fake.log).toContain('window focused')
    await vi.waitFor(() => expect(fake.names()).toContain('projectOpened'))
  })

  test('and a file that the system opens do the same; without a window one is opened', async () => {
    const path = await makeProject('Mine.standoff')
    await start()
    await loadPage()
    fake.life().openFile(path)
    await vi.waitFor(() => expect(fake.names()).toContain('projectOpened'))
    fake.life().activate()
    expect(fake.log.filter((line) => line === 'window opened')).toHaveLength(1)
  })
})

describe('backups', () => {
  test('one stands beside the settings before the first change of a day, and one that fails is told', async () => {
    const path = await makeProject('Mine.standoff')
    writeFileSync(at('a.txt'), 'A\n\nFirst.')
    writeFileSync(at('b.txt'), 'B\n\nSecond.')
    await start(path, at('a.txt'))
    await loadPage()
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
    await quit()
    await start(path, at('b.txt'))
    await loadPage()
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
    await quit()
    expect(backupsOf(at('settings/backups'), path)).toMatchObject([{ articles: 1, reason: 'first-change' }])
    rmSync(at('settings/backups'), { recursive: true })
    writeFileSync(at('settings/backups'), 'in the way')
    writeFileSync(at('c.txt'), 'C\n\nThird.')
    await start(path, at('c.txt'))
    await loadPage()
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
    await vi.waitFor(() => expect(fake.names()).toContain('failed'), 10_000)
    const message: unknown = expect.stringContaining('No backup could be made.')
    expect(fake.events).toContainEqual(['failed', expect.objectContaining({ message })])
  })
})

describe('an earlier state', () => {
  const list = async (of: string | null = null): Promise<BackupList> =>
    valueOf((await fake.request('backups', of)) as Result<BackupList>)

  test('is looked at for reading only, with a way back, and restored under a new name', async () => {
    const path = await makeProject('Mine.standoff')
    writeFileSync(at('a.txt'), 'A\n\nFirst.')
    await start(path, at('a.txt'))
    await loadPage()
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
    valueOf((await fake.request('makeBackup')) as Result<null>)
    writeFileSync(at('b.txt'), 'B\n\nSecond.')
    valueOf((await fake.request('importDropped', [at('b.txt')])) as Result<unknown>)
    const { backups, isOpen, project, all } = await list()
    expect({ isOpen, project }).toEqual({ isOpen: true, project: 'Mine' })
    expect(backups).toMatchObject([{ articles: 1, reason: 'asked', elsewhere: null }])
    expect(all.count).toBe(1)
    const id = backups[0]?.id ?? ''
    valueOf((await fake.request('lookAtBackup', id)) as Result<null>)
    const looking: unknown = expect.objectContaining({
      title: expect.stringContaining('“Mine” as it was today') as string,
      back: 'Mine',
    })
    expect(fake.events).toContainEqual(['looking', looking])
    const state = await loadPage()
    expect(state.project).toMatchObject({
      readOnly: expect.stringContaining('only looked at') as string,
      articles: [{ title: 'A' }],
    })
    expect(state.recents.map(({ name }) => name)).toEqual(['Mine'])
    expect(await fake.request('importDropped', [at('b.txt')])).toMatchObject({
      failure: { code: 'read-only-project' },
    })
    // The list is that of the project to go back to, and the same backup can be looked at again.
    expect(await list()).toMatchObject({ isOpen: false, backups: [{ id }] })
    valueOf((await fake.request('leaveLook')) as Result<null>)
    expect((await loadPage()).project).toMatchObject({ readOnly: null, articles: [{}, {}] })
    fake.answers.save = at('Again.standoff')
    expect(await fake.request('restoreBackup', id)).toMatchObject({ ok: true, value: true })
    expect((await loadPage()).project).toMatchObject({ readOnly: null, fileName: 'Again.standoff', articles: [{}] })
    expect(await fake.request('restoreBackup', id)).toMatchObject({ failure: { code: 'project-exists' } })
  })

  test('of any moment of the log is looked at, and restored as one step that can be undone', async () => {
    const path = await makeProject('Mine.standoff')
    writeFileSync(at('a.txt'), 'A\n\nFirst.')
    await start(path, at('a.txt'))
    await loadPage()
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
    const acts = async () => valueOf((await fake.request('pastActs', null)) as Result<PastActs>).acts
    writeFileSync(at('b.txt'), 'B\n\nSecond.')
    valueOf((await fake.request('importDropped', [at('b.txt')])) as Result<unknown>)
    const [last, before] = await acts()
    expect([last?.title, before?.title]).toEqual(['Import b.txt', 'Import a.txt'])
    valueOf((await fake.request('lookAtMoment', before?.line)) as Result<null>)
    expect(await loadPage()).toMatchObject({
      project: { articles: [{ title: 'A' }], readOnly: expect.any(String) as string },
      looking: { back: 'Mine', title: expect.stringContaining('as it was today') as string },
    })
    fake.answers.button = 0
    expect(await fake.request('restoreLook', null)).toMatchObject({ value: false })
    expect(fake.asked.at(-1)).toMatchObject({
      detail: expect.stringContaining('Articles: 1 added since then is removed.') as string,
    })
    fake.answers.button = 1
    expect(await fake.request('restoreLook', null)).toMatchObject({ value: true })
    const restored = await loadPage()
    expect(restored).toMatchObject({ looking: null, project: { readOnly: null, articles: [{ title: 'A' }] } })
    const step = restored.project?.history.undo.at(-1)?.change
    expect(step?.title).toMatch(/^Restore everything as it was today/)
    valueOf((await fake.request('undoBatch', step?.id)) as Result<null>)
    expect((await loadPage()).project?.articles).toHaveLength(2)
    expect((await acts())[0]?.origin).toBe('undo')
  })

  test('is offered where the project does not open', async () => {
    const path = await makeProject('Mine.standoff')
    writeFileSync(at('a.txt'), 'A\n\nFirst.')
    await start(path, at('a.txt'))
    await loadPage()
    await vi.waitFor(() => expect(fake.names()).toContain('articlesImported'), 10_000)
    valueOf((await fake.request('makeBackup')) as Result<null>)
    await fake.request('closeProject')
    writeFileSync(path, 'broken')
    fake.answers.open = [path]
    const failed = (await fake.request('openProject')) as Result<null>
    expect(failed).toMatchObject({
      failure: {
        code: 'not-a-project',
        offers: [
          {
            kind: 'backups',
            text: expect.stringMatching(/^There is one backup of “Mine.standoff”; .* today/) as string,
          },
          { kind: 'salvage', file: 'Mine.standoff' },
        ],
      },
    })
    const [offer] = failed.ok ? [] : (failed.failure.offers ?? [])
    const offered = offer?.kind === 'backups' ? offer.project : undefined
    const { backups, isOpen } = await list(offered)
    expect(isOpen).toBe(false)
    valueOf((await fake.request('lookAtBackup', backups[0]?.id)) as Result<null>)
    expect((await loadPage()).looking).toMatchObject({ back: null })
    valueOf((await fake.request('leaveLook')) as Result<null>)
    expect((await loadPage()).project).toBeNull()
  })
})

describe('the doctor', () => {
  const check = async (of: string | null) => valueOf((await fake.request('checkProject', of)) as Result<DoctorReport>)
  const repair = async (of: string, named: string | null) =>
    valueOf((await fake.request('repairProject', of, named)) as Result<RepairedProject | null>)
  const foundIn = ({ findings }: DoctorReport): string[] => findings.map(({ id }) => id)

  test('checks the open project, repairs it safely, and opens it again', async () => {
    const path = projectToDamage()
    damage(path, 'UPDATE annotations SET start = 0, "end" = 1')
    await start(path)
    await loadPage()
    const report = await check(null)
    expect(report).toMatchObject({ file: 'news.standoff', findings: [{ id: 'columns', severity: 'wrong' }] })
    expect(report.sound.length).toBeGreaterThan(40)
    expect(JSON.stringify(report)).not.toContain(path)
    expect(fake.events).toContainEqual(['doctorProgress', expect.objectContaining({ what: 'annotations' })])
    expect(fake.events.at(-1)).toEqual(['doctorProgress', null])
    const done = await repair(report.of, null)
    expect(done).toMatchObject({ kept: 'news.before-repair.standoff', notOpened: null, report: { findings: [] } })
    const kept = new DatabaseSync(path.replace('.standoff', '.before-repair.standoff'), { readOnly: true })
    expect(kept.prepare('SELECT DISTINCT start FROM annotations').all()).toEqual([{ start: 0 }])
    kept.close()
    expect((await loadPage()).project).toMatchObject({ readOnly: null, articles: [{}, {}] })
    expect(foundIn(await check(null))).toEqual([])
  })

  test('asks before a repair that loses something', async () => {
    const path = projectToDamage()
    damage(path, "INSERT INTO originals VALUES ('none', CAST('nobody knows it' AS BLOB))")
    await start(path)
    await loadPage()
    const report = await check(null)
    expect(report.repairs).toMatchObject([{ id: 'orphans', isSafe: false, isUndoable: false }])
    fake.answers.button = 0
    expect(await repair(report.of, 'orphans')).toBeNull()
    expect(foundIn(await check(null))).toEqual(foundIn(report))
    fake.answers.button = 1
    expect((await repair(report.of, 'orphans'))?.report.findings).toEqual([])
  })

  test('is offered where a project does not open, and opens it when it is repaired', async () => {
    const path = projectToDamage()
    damage(path, 'DELETE FROM project')
    await start()
    await loadPage()
    fake.answers.open = [path]
    const failed = (await fake.request('openProject')) as Result<null>
    const offers = failed.ok ? [] : (failed.failure.offers ?? [])
    expect(offers.map(({ kind }) => kind)).toEqual(['doctor', 'salvage'])
    const [offer] = offers
    const report = await check(offer?.kind === 'doctor' ? offer.project : null)
    expect(foundIn(report)).toContain('project')
    expect(await repair(report.of, null)).toMatchObject({ notOpened: null })
    expect((await loadPage()).project).toMatchObject({ fileName: 'news.standoff', readOnly: null })
  })

  test('knows no project by its path', async () => {
    const path = projectToDamage()
    await start()
    await loadPage()
    for (const name of ['checkProject', 'repairProject']) {
      const answer = await fake.request(name, path, ...(name === 'checkProject' ? [] : [null]))
      expect(answer).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    }
    expect(await fake.request('checkProject', null)).toMatchObject({ failure: { code: 'no-project' } })
  })
})

describe('closing', () => {
  test('with changes that are not saved asks; "keep open" keeps window and project, also when quitting', async () => {
    await start(await makeProject('Mine.standoff'))
    await loadPage()
    await fake.request('reportUnsaved', 2)
    fake.shell.quit()
    await vi.waitFor(() => expect(fake.asked).toMatchObject([{ message: '2 changes are not saved yet.' }]), 5_000)
    expect(fake.log).not.toContain('window closed')
    expect((await loadPage()).project?.project.name).toBe('Mine')
    fake.answers.button = 1
    fake.window().closing()
    await vi.waitFor(() => expect(fake.log).toContain('window closed'), 5_000)
    expect(fake.names()).toContain('projectClosed')
  })

  test('quitting closes the project, then the window, then the store', async () => {
    await start(await makeProject('Mine.standoff'))
    await loadPage()
    await quit()
    expect(fake.log.indexOf('window closed')).toBeGreaterThan(fake.log.lastIndexOf('title: -'))
    expect(await store.store.overview()).toMatchObject({ failure: { code: 'no-project' } })
  })

  test('a project that cannot be closed is said natively, and the window closes all the same', async () => {
    await start(await makeProject('Mine.standoff'))
    await loadPage()
    store.deaf.add('close')
    fake.window().closing()
    await vi.waitFor(() => expect(fake.log).toContain('window closed'))
    expect(fake.log).toContain('error: The disk failed at close.')
    expect(logged.join()).toContain('closing the project')
    store.deaf.clear()
  })
})

describe('when something dies', () => {
  test('a page that crashed is loaded again, and what it had not saved is not waited for', async () => {
    await start(await makeProject('Mine.standoff'))
    await loadPage()
    await fake.request('showMenu', [])
    await fake.request('reportUnsaved', 3)
    fake.window().pageEnded('crashed (5)')
    await vi.waitFor(() => expect(fake.log).toContain('page reloaded'))
    expect(logged).toEqual(['the page ended: crashed (5)'])
    expect((await loadPage()).project?.project.name).toBe('Mine')
    fake.window().closing()
    await vi.waitFor(() => expect(fake.log).toContain('window closed'))
    expect(fake.asked).toHaveLength(1)
  })

  test('a page that does not answer is ended when the user says so', async () => {
    await start()
    fake.answers.button = 1
    fake.window().unresponsive()
    await vi.waitFor(() => expect(fake.log).toContain('page ended'))
  })

  test('the store is started again with the project; the second time within seconds the user is asked', async () => {
    await start(await makeProject('Mine.standoff'))
    await loadPage()
    store.die()
    await vi.waitFor(async () => expect(await store.store.overview()).toMatchObject({ ok: true }))
    expect(fake.asked).toEqual([])
    store.die()
    await vi.waitFor(() => expect(fake.log).toContain('page reloaded'))
    expect(fake.asked).toMatchObject([{ message: 'The part of the program that saves has stopped.' }])
  })
})

describe('requests', () => {
  test('ask in native dialogs with the formats that there are', async () => {
    await start()
    await loadPage()
    expect(await fake.request('chooseArticles', 'files')).toMatchObject({ value: null })
    expect(await fake.request('chooseDataset', 'file')).toMatchObject({ value: null })
    const [articles, datasets] = fake.asked
    expect(articles).toMatchObject({ title: 'Open article', what: 'files' })
    expect(datasets).toMatchObject({ title: 'Import dataset', what: 'file' })
    const extensions = fake.asked.map((question) => ('kinds' in question ? question.kinds[0]?.extensions : []))
    expect(extensions).toEqual([
      expect.arrayContaining(['txt', 'html', 'zip']) as string[],
      expect.arrayContaining(['ann', 'zip']) as string[],
    ])
  })

  test('of the menu that need no window are answered by the shell', async () => {
    await start()
    await loadPage()
    fake.choose().shell({ act: 'theme', theme: 'dark' })
    fake.choose().shell({ act: 'zoom', direction: 'in' })
    fake.choose().command('edit.undo')
    expect(fake.log).toEqual(expect.arrayContaining(['theme dark', 'zoom in']))
    expect(fake.events).toContainEqual(['command', { id: 'edit.undo' }])
    expect(fake.menu().theme).toBe('dark')
  })
})
