import type { IpcMainInvokeEvent } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { requestDecoders } from '../../../main/desks/decode-requests.ts'
import { isOwnFrame, registerRequests, type RequestHandlers } from '../../../main/shell/electron/ipc.ts'
import { makeChange } from '../../../model/change/change.ts'
import { USUAL_CHOICES } from '../../../model/dataset/dataset-vocabulary.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { exportRequest } from '../../support/export.ts'

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

const page = { url: 'app://standoff/index.html' }
const change = makeChange('change-1', 'Tag quote', {})
let calls: (readonly [string, readonly unknown[]])[]
let logged: string[]
let listeners: Map<string, Listener>
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
  registerRequests(
    { handle: (channel, listener) => void listeners.set(channel, listener) },
    {
      handlers,
      importDropped: (paths) => {
        calls.push(['importDropped', [paths]])
        return ok(null)
      },
      isTrusted: ({ senderFrame }) => (senderFrame as unknown) === page,
      log: (what, error) => logged.push(`${what}: ${String(error)}`),
    },
  )
})

const send = (name: string, args: readonly unknown[], frame: unknown = page): Promise<unknown> =>
  Promise.resolve(listeners.get(`request:${name}`)?.({ senderFrame: frame } as IpcMainInvokeEvent, ...args))

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
  showInFolder: ['a'],
}

describe('requests', () => {
  test('every request of the contract is answered, and importDropped, and nothing else', () => {
    expect([...listeners.keys()].toSorted()).toEqual(
      [...Object.keys(requestDecoders), 'importDropped'].map((name) => `request:${name}`).toSorted(),
    )
    expect(Object.keys(FITTING).toSorted()).toEqual(Object.keys(requestDecoders).toSorted())
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

  test.each([
    ['another frame', { url: 'app://standoff/index.html' }],
    ['no frame', null],
  ])('from %s are refused before anything is decoded', async (_what, frame) => {
    for (const [name, args] of Object.entries({ ...FITTING, importDropped: [['/a.txt']] })) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send(name, args, frame)).toMatchObject({ ok: false, failure: { code: 'invalid-message' } })
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

const isApp = (url: string): boolean => url.startsWith('app://')

test('only the main frame that shows the page is our own', () => {
  const main = { url: 'app://standoff/index.html' }
  expect(isOwnFrame(main, main, isApp)).toBe(true)
  expect(isOwnFrame({ ...main }, main, isApp)).toBe(false)
  expect(isOwnFrame(null, null, isApp)).toBe(false)
  const navigated = { url: 'https://example.org/' }
  expect(isOwnFrame(navigated, navigated, isApp)).toBe(false)
})
