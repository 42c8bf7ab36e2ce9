import { describe, expect, test } from 'vitest'
import { fail, ok } from '../../../model/value/result.ts'
import type { Workbench } from '../../../preload/contract/contract.ts'
import { runCommand } from '../../../renderer/commands/commands.ts'
import { createWindowModel } from '../../../renderer/session/window/window-model.ts'
import {
  annotate,
  countingIds,
  fakeWorkbench,
  FORMATS,
  importReport,
  makeArticle,
  NOW,
  overviewOf,
  SAMPLE_TEXT,
} from '../../support/fake-workbench.ts'
import { exportReport, exportRequest } from '../../support/export.ts'

const PROJECT = { articles: [makeArticle('a'), makeArticle('b')], annotations: [annotate('a', 'entity', 'minister')] }

function makeWindow(replace: Partial<Workbench> = {}, welcome = false) {
  const fake = fakeWorkbench(PROJECT, replace, welcome ? { project: null } : {})
  const window = createWindowModel(fake.workbench, { newId: countingIds(), now: () => NOW })
  return { ...fake, window }
}

const session = (window: ReturnType<typeof makeWindow>['window']) => {
  const open = window.getState().session
  if (!open) throw new Error('No project is open')
  return open
}

const until = (window: { subscribe(listener: () => void): () => void }, done: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (done()) return resolve()
    const stop = window.subscribe(() => {
      if (!done()) return
      stop()
      resolve()
    })
    return undefined
  })

const REPORT = exportReport()

describe('starting', () => {
  test('opens the project that is open already, and its first article', async () => {
    const { window } = makeWindow()
    await window.start()
    await until(session(window), () => session(window).getState().open?.complete === true)
    expect(session(window).getState().open?.article.id).toBe('a')
  })

  test('asks for the formats when the export dialog is opened, once', async () => {
    let times = 0
    const { window } = makeWindow({
      exportFormats() {
        times++
        return Promise.resolve(ok(FORMATS))
      },
    })
    await window.start()
    expect(times).toBe(0)
    for (let i = 0; i < 2; i++) {
      window.openDialog('export')
      await until(window, () => window.getState().dialog === 'export')
      expect(window.getState().formats).toBe(FORMATS)
      window.closeDialog()
    }
    expect(times).toBe(1)
  })

  test('without a project shows the welcome screen; an opened one takes its place', async () => {
    const { window, emit } = makeWindow({}, true)
    await window.start()
    expect(window.getState()).toMatchObject({ ready: true, session: null })
    emit('projectOpened', overviewOf(PROJECT))
    expect(window.getState().session).not.toBeNull()
    emit('projectClosed', { recents: [] })
    expect(window.getState().session).toBeNull()
  })
})

describe('the project anew, after an import or its undo', () => {
  test('keeps the article and the dialog that are open', async () => {
    const { window, emit } = makeWindow()
    await window.start()
    await session(window).openArticle('b')
    window.openDialog('keys')
    emit('projectOpened', overviewOf(PROJECT))
    await until(session(window), () => session(window).getState().open?.complete === true)
    expect(session(window).getState().open?.article.id).toBe('b')
    expect(window.getState().dialog).toBe('keys')
  })

  test('opens the first article where the open one is gone, and in another project', async () => {
    const { window, emit } = makeWindow()
    await window.start()
    await session(window).openArticle('b')
    emit('projectOpened', overviewOf({ articles: [makeArticle('a')] }))
    await until(session(window), () => session(window).getState().open?.complete === true)
    expect(session(window).getState().open?.article.id).toBe('a')
    await session(window).openArticle('b')
    window.openDialog('keys')
    const other = overviewOf(PROJECT)
    emit('projectOpened', { ...other, project: { ...other.project, id: 'other' } })
    await until(session(window), () => session(window).getState().open?.complete === true)
    expect(session(window).getState().open?.article.id).toBe('a')
    expect(window.getState().dialog).toBeNull()
  })
})

describe('failures', () => {
  test('of a request are shown until dismissed; a cancelled dialog is none', async () => {
    const { window } = makeWindow()
    await window.run(Promise.resolve(fail('cancelled', 'Cancelled.', 'Nothing.')))
    expect(window.getState().failure).toBeNull()
    await window.run(Promise.resolve(fail('not-a-project', 'No project.', 'Choose another.')))
    expect(window.getState().failure?.code).toBe('not-a-project')
    window.dismissFailure()
    expect(window.getState().failure).toBeNull()
  })

  test('of the main process itself arrive as events', () => {
    const { window, emit } = makeWindow()
    emit('failed', { code: 'damaged-project', message: 'Damaged.', action: 'Use a backup.' })
    expect(window.getState().failure?.code).toBe('damaged-project')
  })
})

describe('recent projects', () => {
  test('a forgotten one leaves the list, one that cannot be forgotten stays', async () => {
    const recents = [{ id: 'r', name: 'Old', folder: '/', openedAt: NOW }]
    const good = fakeWorkbench(PROJECT, {}, { project: null, recents })
    const window = createWindowModel(good.workbench, { newId: countingIds(), now: () => NOW })
    await window.start()
    await window.forgetRecent('r')
    expect(window.getState().recents).toEqual([])

    const bad = fakeWorkbench(
      PROJECT,
      { forgetRecentProject: () => Promise.resolve(fail('disk-error', 'No.', 'Try again.')) },
      { project: null, recents },
    )
    const other = createWindowModel(bad.workbench, { newId: countingIds(), now: () => NOW })
    await other.start()
    await other.forgetRecent('r')
    expect(other.getState().recents).toHaveLength(1)
    expect(other.getState().failure?.code).toBe('disk-error')
  })
})

describe('imports', () => {
  const failure = { code: 'binary-file', message: 'Binary.', action: 'Choose a text file.' } as const

  test('one that went well is a notice, and its article is opened', async () => {
    const { window, emit } = makeWindow()
    await window.start()
    const article = makeArticle('b')
    emit('articlesImported', importReport({ imported: [{ fileName: 'b.txt', part: null, article, warnings: [] }] }))
    expect(window.getState().dialog).toBeNull()
    await until(session(window), () => session(window).getState().open?.article.id === 'b')
  })

  test('one with failures, skipped files or warnings is a dialog', () => {
    const { window, emit } = makeWindow()
    emit('articlesImported', importReport({ failed: [{ fileName: 'a.bin', part: null, failure }] }))
    expect(window.getState()).toMatchObject({ dialog: 'import-report', importReport: { failed: [{ failure }] } })
  })

  test('what was left aside is said, in a dialog where nothing else came of it', async () => {
    const { window, emit } = makeWindow()
    await window.start()
    const aside = '2 files that are no articles were left aside: 2 .jpg.'
    const imported = [{ fileName: 'b.txt', part: null, article: makeArticle('b'), warnings: [] }]
    emit('articlesImported', importReport({ imported, aside }))
    expect(window.getState().dialog).toBeNull()
    expect(session(window).getState().notice?.text).toBe(`Imported b.txt. ${aside}`)
    emit('articlesImported', importReport({ aside }))
    expect(window.getState()).toMatchObject({ dialog: 'import-report', importReport: { aside } })
  })

  test('a preview of many files comes in pieces, and one that was cancelled leaves none behind', () => {
    const { window, emit } = makeWindow()
    const file = (fileName: string) => ({
      fileName,
      importer: 'text',
      format: 'Plain text',
      encodings: [],
      table: null,
      articles: [],
      unread: [],
    })
    emit('importFound', [file('left.txt')])
    emit('importProgress', null)
    emit('importFound', [file('a.txt'), file('b.txt')])
    emit('importFound', [file('c.txt')])
    expect(window.getState()).toMatchObject({ dialog: null, importPreview: null })
    emit('importStaged', { id: 'x', files: [file('d.txt')] })
    emit('importProgress', null)
    const shown = window.getState().importPreview
    expect(shown?.files.map(({ fileName }) => fileName)).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt'])
  })
})

describe('exports', () => {
  const request = exportRequest('json', null)

  test('run, report progress and end with a report', async () => {
    const seen: string[] = []
    const { window, emit } = makeWindow({
      exportDataset: () => {
        emit('exportProgress', { articles: 0, articlesTotal: 2, annotations: 5, annotationsTotal: 10 })
        return Promise.resolve(ok(REPORT))
      },
    })
    window.subscribe(() => seen.push(window.getState().exporting.kind))
    await window.exportDataset(request)
    expect(window.getState().exporting).toEqual({ kind: 'done', report: REPORT })
    expect([...new Set(seen)]).toEqual(['running', 'done'])
  })

  test('wait for what is not saved yet', async () => {
    const order: string[] = []
    const { window } = makeWindow({
      save: async () => {
        await Promise.resolve()
        order.push('saved')
        return ok({ sequence: 1 })
      },
      exportDataset: () => {
        order.push('export')
        return Promise.resolve(ok(REPORT))
      },
    })
    await window.start()
    await until(session(window), () => session(window).getState().open?.complete === true)
    const start = SAMPLE_TEXT.indexOf('vote')
    session(window).setSelection({ start, end: start + 4 })
    runCommand('tag.claim', window)
    await window.exportDataset(request)
    expect(order).toEqual(['saved', 'export'])
  })

  test('do not begin while something could not be saved', async () => {
    let exported = 0
    const { window } = makeWindow({
      save: () => Promise.resolve(fail('disk-full', 'There is no space left.', 'Free some.')),
      exportDataset: () => {
        exported++
        return Promise.resolve(ok(REPORT))
      },
    })
    await window.start()
    await until(session(window), () => session(window).getState().open?.complete === true)
    const start = SAMPLE_TEXT.indexOf('vote')
    session(window).setSelection({ start, end: start + 4 })
    runCommand('tag.claim', window)
    await window.exportDataset(request)
    expect(exported).toBe(0)
    expect(window.getState().exporting).toMatchObject({
      kind: 'failed',
      failure: { code: 'disk-full', details: ['There is no space left.'] },
    })
  })

  test('a failure is kept with its words; a cancelled one is idle again', async () => {
    const answers = [
      fail('quote-mismatch', 'No.', 'Mend.', ['x']),
      fail('cancelled', 'Cancelled.', 'Nothing.'),
      ok(null),
    ]
    const { window } = makeWindow({ exportDataset: () => Promise.resolve(answers.shift() ?? ok(null)) })
    await window.exportDataset(request)
    expect(window.getState().exporting).toMatchObject({ kind: 'failed', failure: { details: ['x'] } })
    await window.exportDataset(request)
    expect(window.getState().exporting).toEqual({ kind: 'idle' })
    await window.exportDataset(request)
    expect(window.getState().exporting).toEqual({ kind: 'idle' })
  })
})

describe('panes', () => {
  test('are shown and hidden by commands', async () => {
    const { window } = makeWindow()
    await window.start()
    expect(runCommand('pane.articles', window)).toBe(true)
    expect(window.getState().panes).toEqual({ articles: false, annotations: true })
    runCommand('pane.articles', window)
    expect(window.getState().panes.articles).toBe(true)
  })
})
