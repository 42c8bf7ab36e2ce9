import { beforeEach, describe, expect, test } from 'vitest'
import { answerRequests, type RequestHandlers, type RequestListener } from '../../../main/desks/answer-requests.ts'
import { makeChange } from '../../../model/change/change.ts'
import { USUAL_CHOICES } from '../../../model/dataset/dataset-vocabulary.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { PAGE_REQUESTS, REQUESTS } from '../../../preload/contract/requests.ts'
import { namesArgument, namesIn } from '../../../preload/contract/request-names.ts'
import { exportRequest } from '../../support/export.ts'

const change = makeChange('change-1', 'Tag quote', {})
let calls: (readonly [string, readonly unknown[]])[]
let logged: string[]
let listeners: Map<string, RequestListener>
let answer: (name: string) => Result<unknown>

/** Handlers that remember how they were called, whatever they are called. */
const handlers = new Proxy({} as RequestHandlers, {
  get:
    (_target, name) =>
    (...args: unknown[]) => {
      calls.push([String(name), args])
      return answer(String(name))
    },
})

beforeEach(() => {
  calls = []
  logged = []
  listeners = new Map()
  answer = () => ok(null)
  answerRequests(
    (name, listener) => void listeners.set(name, listener),
    handlers,
    (what, error) => logged.push(`${what}: ${String(error)}`),
  )
})

const send = (name: string, args: readonly unknown[], trusted = true): Promise<unknown> =>
  listeners.get(name)?.(trusted, args) ?? Promise.reject(new Error(`Nobody listens to ${name}`))

/** For each request, arguments that fit; that there is one for each is checked below. */
const FITTING: Readonly<Record<string, readonly unknown[]>> = {
  appState: [],
  newProject: [],
  openProject: [],
  openRecentProject: ['a'],
  forgetRecentProject: ['a'],
  openSampleProject: [],
  closeProject: [],
  saveProjectCopy: [],
  entityUses: [],
  entityMentions: ['a', 0, 100],
  entityPointers: [['a', 'b']],
  chooseArticles: ['files'],
  importPasted: [{ text: 'a', html: '' }],
  paste: [],
  rereadImport: [
    'a',
    0,
    { encoding: 'koi8-r', wholePage: false, columns: { text: 'a' }, separator: null, chapters: true },
  ],
  importStaged: [{ id: 'a', leaveOut: [[0, 1]], edits: [], allowDuplicates: false }],
  cancelImport: [],
  chooseDataset: ['folder'],
  planDataset: [
    {
      id: 'a',
      format: null,
      choices: { ...USUAL_CHOICES, types: [['PER', { kind: 'existing', id: 'entity', set: { type: 'person' } }]] },
    },
  ],
  importDataset: [{ id: 'a', choices: { ...USUAL_CHOICES, roles: [['quote', 'speaker', { kind: 'leave-out' }]] } }],
  cancelDataset: [],
  undoBatch: ['a'],
  redoBatch: ['a'],
  backups: [null],
  lookAtBackup: ['a'],
  restoreBackup: ['a'],
  makeBackup: [],
  showBackups: [],
  setBackups: [{ on: true, mostBytes: 1 }],
  setBackupFolder: [true],
  pastActs: [7],
  lookAtMoment: [7],
  restoreLook: ['a'],
  leaveLook: [],
  showOriginal: ['a'],
  openArticle: ['a'],
  annotationPage: ['a', 0, 100],
  save: [{ change, origin: 'user', of: null }],
  articleTexts: [['a', 'b']],
  tagsAt: [[{ article: 'a', places: [0, 5] }]],
  savePart: [{ change: 'a', index: 0, text: '{', last: { origin: 'undo', of: 'b' } }],
  storedChange: ['a'],
  codebookUsage: [[['quote', 'mode']]],
  annotationsWithParts: [[{ kind: 'value', type: 'quote', attribute: 'mode', value: '' }], '', 100],
  relationsWithRoles: [[{ kind: 'role', type: 'quote', role: 'speaker' }], 'a', 100],
  openCodebookFile: [],
  saveCodebookFile: [newsAttribution],
  reportUnsaved: [3],
  showMenu: [
    [
      {
        id: 'a',
        label: 'A',
        accelerator: 'CmdOrCtrl+Shift+N',
        enabled: true,
        place: { name: 'file', section: 1, order: 1 },
      },
      { label: 'B', place: { name: 'tag', section: 1, order: 1 }, items: [] },
    ],
  ],
  exportFormats: [],
  exportDataset: [exportRequest('csv')],
  tryExport: [exportRequest('csv')],
  cancelExport: [],
  checkProject: ['a'],
  cancelCheck: [],
  repairProject: ['a', null],
  salvageProject: [],
  cancelSalvage: [],
  openSalvaged: [],
  showInFolder: ['a'],
  importDropped: [['/a.txt', '/b.txt']],
}

describe('requests', () => {
  test('every request of the table is answered, and nothing else', () => {
    expect([...listeners.keys()].toSorted()).toEqual(Object.keys(REQUESTS).toSorted())
    expect(Object.keys(FITTING).toSorted()).toEqual(Object.keys(REQUESTS).toSorted())
  })

  test('the page has every request but the one that names paths, which only the preload sends', () => {
    const names = Object.keys(PAGE_REQUESTS)
    expect(names).not.toContain('importDropped')
    expect([...names, 'importDropped'].toSorted()).toEqual(Object.keys(REQUESTS).toSorted())
    expect(namesIn(['electron', namesArgument(names), '--other'])).toEqual(names)
    expect(() => namesIn(['electron'])).toThrow('names')
  })

  test.each(Object.entries(FITTING))('%s reaches its handler with its arguments', async (name, args) => {
    expect(await send(name, args)).toEqual(ok(null))
    expect(calls).toEqual([[name, args]])
  })

  test.each(Object.entries(FITTING))(
    '%s is refused with one argument too many or of another kind',
    async (name, args) => {
      for (const wrong of [[...args, 'more'], args.length > 0 ? args.map(() => ({ path: '/etc/passwd' })) : [null]]) {
        // oxlint-disable-next-line no-await-in-loop
        expect(await send(name, wrong)).toMatchObject({ ok: false, failure: { code: 'invalid-message' } })
      }
      expect(calls).toEqual([])
    },
  )

  test('from anything but the page are refused before anything is decoded', async () => {
    for (const [name, args] of Object.entries(FITTING)) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send(name, args, false)).toMatchObject({ ok: false, failure: { code: 'invalid-message' } })
    }
    expect(calls).toEqual([])
  })

  test('a change with anything it should not have is refused', async () => {
    for (const odd of [
      { ...change, sql: 'DROP TABLE annotation' },
      { ...change, added: [{ kind: 'annotation' }] },
      { ...change, id: '' },
      Object.assign(Object.create({ polluted: true }), { id: 'x' }),
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send('save', [{ change: odd, origin: 'user', of: null }])).toMatchObject({ ok: false })
    }
    expect(calls).toEqual([])
  })

  test('dropped paths must be a list of paths', async () => {
    expect(await send('importDropped', [['/a.txt', '/b.txt']])).toEqual(ok(null))
    for (const odd of ['/a.txt', [7], [''], null]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send('importDropped', [odd])).toMatchObject({ failure: { code: 'invalid-message' } })
    }
    expect(calls).toEqual([['importDropped', [['/a.txt', '/b.txt']]]])
  })
})

describe('mistakes of the program', () => {
  test('a handler that throws is logged; the window is told in words, without a trace', async () => {
    answer = () => {
      throw new Error('secret detail')
    }
    const told = await send('openArticle', ['a'])
    expect(told).toMatchObject({ ok: false, failure: { code: 'unexpected' } })
    expect(JSON.stringify(told)).not.toContain('secret')
    expect(logged.join()).toContain('secret detail')
  })

  test('traces in a failure go to the log; details of an expected failure go to the window', async () => {
    answer = () => fail('unexpected', 'Wrong.', 'Report it.', ['at store.js:1'])
    expect(await send('openArticle', ['a'])).toEqual(fail('unexpected', 'Wrong.', 'Report it.'))
    expect(logged.join()).toContain('at store.js:1')
    answer = () => fail('conflict', 'No.', 'Reload.', ['annotation:7'])
    expect(await send('openArticle', ['a'])).toEqual(fail('conflict', 'No.', 'Reload.', ['annotation:7']))
  })
})
