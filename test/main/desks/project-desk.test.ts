import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createProjectDesk, type ProjectDesk } from '../../../main/desks/project-desk.ts'
import type { ProjectStore } from '../../../main/project/store-client.ts'
import { makeSampleProject } from '../../../main/desks/sample-project.ts'
import { makeChange } from '../../../model/change/change.ts'
import { conll2003 } from '../../../model/presets/conll-2003.ts'
import { USUAL_CHOICES } from '../../../model/dataset/dataset-vocabulary.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { DatasetLook, DatasetPreview, ProjectOverview } from '../../../preload/contract/contract.ts'
import { type DatasetItem, foreignAnnotation, foreignArticle } from '../../../main/formats/kit/reader.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { promisedStore } from '../../support/promised-store.ts'
import { importTextLater } from '../../support/import.ts'
import { createDatasetDesk } from '../../../main/desks/dataset-desk.ts'
import { runDatasetJob } from '../../../main/datasets/import/prepare-import.ts'
import { NOW } from '../../support/article.ts'
import { testReaders } from '../../support/dataset.ts'
import { createImportDesk } from '../../../main/desks/import-desk.ts'

const annotator = { id: 'annotator-1', name: 'Ada' }
let folder: string
let store: ProjectStore
let desk: ProjectDesk
let events: (readonly [string, unknown])[]
let asked: number[]
let goOn: boolean
let listening: boolean

let deaf: Set<string>
const at = (name: string): string => join(folder, name)
const names = (): string[] => events.map(([name]) => name).filter((name) => name !== 'importProgress')
const opened = (): string[] =>
  events.filter(([name]) => name === 'projectOpened').map(([, payload]) => (payload as ProjectOverview).project.name)
/** The project as the window was given it last. */
const overviewNow = (): ProjectOverview => {
  const [, last] = events.findLast(([name]) => name === 'projectOpened') ?? []
  if (!last) throw new Error('No project was opened')
  return last as ProjectOverview
}
const write = (name: string, text: string): string => {
  writeFileSync(at(name), text)
  return at(name)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standoff-desk-'))
  events = []
  asked = []
  goOn = false
  listening = true
  ;({ store, deaf } = promisedStore())
  desk = createProjectDesk({
    imports: createImportDesk({ store, emit: (name, payload) => events.push([name, payload]) }),
    datasets: createDatasetDesk({
      store,
      annotator: annotator.id,
      emit: (name, payload) => events.push([name, payload]),
      plan: (job) =>
        runDatasetJob(job, { readers: testReaders, now: NOW, onProgress: () => undefined, isCancelled: () => false }),
    }),
    store,
    annotator,
    documents: at('documents'),
    emit: (name, payload) => events.push([name, payload]),
    askUnsaved: (count) => {
      asked.push(count)
      return Promise.resolve(goOn)
    },
    onProject: () => undefined,
    isListening: () => listening,
  })
})
afterEach(async () => {
  desk.abandon()
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('files', () => {
  test('without a project go into the default one: opened first, then the change, then the report', async () => {
    const report = await desk.takeFiles([
      write('a.txt', 'A\n\nFirst.'),
      at('missing.txt'),
      write('b.txt', 'B\n\nSecond.'),
    ])
    expect(report).toMatchObject({
      value: { imported: [{ fileName: 'a.txt' }, { fileName: 'b.txt' }], failed: [{ fileName: 'missing.txt' }] },
    })
    expect(names()).toEqual(['projectOpened', 'changeApplied', 'articlesImported'])
    expect(desk.current()?.path).toBe(at('documents/My articles.standoff'))
    expect(events.find(([name]) => name === 'articlesImported')?.[1]).toEqual(report.ok && report.value)
  })

  test('the default project is taken up again, not made twice', async () => {
    await desk.takeFiles([write('a.txt', 'A\n\nFirst.')])
    await desk.close()
    await desk.takeFiles([write('b.txt', 'B\n\nSecond.')])
    const overview = await desk.overview()
    expect(overview).toMatchObject({ value: { articles: [{ title: 'A' }, { title: 'B' }] } })
  })

  test('a project among them is opened, and the articles go into it', async () => {
    await desk.create(at('Mine.standoff'), 'Mine')
    await desk.close()
    events = []
    await desk.takeFiles([write('a.txt', 'A\n\nFirst.'), at('Mine.standoff')])
    expect(opened()).toEqual(['Mine'])
    expect(names()).toEqual(['projectOpened', 'changeApplied', 'articlesImported'])
    expect(await desk.takeFiles([at('Mine.standoff'), at('Other.standoff')])).toMatchObject({
      failure: { code: 'conflict' },
    })
  })

  test('saving does not wait for an import', async () => {
    await desk.create(at('Mine.standoff'), 'Mine')
    const many = Array.from({ length: 10 }, (_, i) => write(`${i}.txt`, `Title ${i}\n\nText ${i}.`))
    let imported = false
    const importing = desk.takeFiles(many).then(() => {
      imported = true
    })
    const project = overviewNow().project
    const change = makeChange('0190aaaa-0000-7000-8000-000000000001', 'Rename', {
      updated: [[project, { ...project, name: 'Renamed' }]],
    })
    expect(await store.save({ change, origin: 'user', of: null })).toMatchObject({ ok: true })
    expect(imported).toBe(false)
    await importing
    expect(await desk.overview()).toMatchObject({ value: { project: { name: 'Renamed' }, articles: { length: 10 } } })
  })
})

test('the codebook of a new project is the one that was chosen', async () => {
  await desk.create(at('Mine.standoff'), 'Mine', conll2003)
  expect(overviewNow().codebook).toEqual(conll2003)
})

describe('one project at a time', () => {
  test('where another one cannot be opened, the open one stays and can be saved to', async () => {
    await desk.create(at('Mine.standoff'), 'Mine')
    expect(await desk.open(write('broken.standoff', 'no database'))).toMatchObject({
      failure: { code: 'not-a-project' },
    })
    expect(desk.current()?.name).toBe('Mine')
    expect(opened()).toEqual(['Mine'])
    expect(await importTextLater(store, write('a.txt', 'A\n\nFirst.'))).toMatchObject({ ok: true })
  })

  test('one that is to be repaired is closed meanwhile, and open again also where that fails', async () => {
    valueOf(await desk.create(at('a.standoff'), 'A'))
    const failed = await desk.repair(at('a.standoff'), async () => {
      failureOf(await store.overview(), 'no-project')
      expect(existsSync(at('a.standoff-lock'))).toBe(false)
      return fail('disk-full', 'The disk is full.', 'Free some space.')
    })
    failureOf(failed, 'disk-full')
    expect(valueOf(await store.overview())).toMatchObject({ readOnly: null, project: { name: 'A' } })
    expect(opened()).toEqual(['A', 'A'])
    desk.setUnsaved(1)
    failureOf(await desk.repair(at('a.standoff'), () => Promise.resolve(ok(null))), 'cancelled')
    expect(opened()).toEqual(['A', 'A'])
  })

  test('what is not saved is asked about; "no" leaves everything as it is', async () => {
    await desk.create(at('Mine.standoff'), 'Mine')
    desk.setUnsaved(3)
    expect(await desk.create(at('Other.standoff'), 'Other')).toMatchObject({ failure: { code: 'cancelled' } })
    expect(await desk.close()).toEqual(ok(false))
    expect(asked).toEqual([3, 3])
    expect(desk.current()?.name).toBe('Mine')
    goOn = true
    expect(await desk.close()).toEqual(ok(true))
    expect(desk.current()).toBeNull()
  })

  test('a save that is under way is waited for without a question', async () => {
    await desk.create(at('Mine.standoff'), 'Mine')
    desk.setUnsaved(1)
    const closing = desk.close()
    await Promise.resolve()
    desk.setUnsaved(0)
    expect(await closing).toEqual(ok(true))
    expect(asked).toEqual([])
  })

  test('what a window asks that is loaded again does not stop what another request does meanwhile', async () => {
    await desk.create(at('Mine.standoff'), 'Mine')
    const taken = await desk.takeFiles([write('a.txt', 'A\n\nFirst.')])
    if (!taken.ok) throw new Error(taken.failure.message)
    const article = taken.value?.imported[0]?.article.id ?? ''
    const answers: boolean[] = []
    const question = { open: true }
    const reading = (async () => {
      while (question.open) answers.push((await store.openArticle(article)).ok)
    })()
    for (let i = 0; i < 20; i++) expect(await desk.overview()).toMatchObject({ value: { articles: [{ title: 'A' }] } })
    question.open = false
    await reading
    expect(new Set(answers)).toEqual(new Set([true]))
  })

  test('that was opened before a page listens is given to it without reading it twice', async () => {
    listening = false
    await desk.create(at('Mine.standoff'), 'Mine')
    deaf.add('overview')
    expect(await desk.overview()).toEqual(ok(overviewNow()))
    failureOf(await desk.overview(), 'disk-error')
    deaf.clear()
    listening = true
    await desk.takeFiles([write('a.txt', 'A\n\nFirst.')])
    expect(await desk.overview()).toMatchObject({ value: { articles: [{ title: 'A' }] } })
  })

  test('a store that has to be opened again keeps the project', async () => {
    await desk.create(at('Mine.standoff'), 'Mine')
    await store.close()
    expect(await desk.recover()).toEqual(ok(null))
    expect(await importTextLater(store, write('a.txt', 'A\n\nFirst.'))).toMatchObject({ ok: true })
  })
})

describe('the sample project', () => {
  const sample = resolve(import.meta.dirname, '../../../resources/sample')
  const make = () => makeSampleProject(at('Sample.standoff'), { store, annotator, folder: sample })

  test('holds every type, nested and in pieces, and every quote is where it says', async () => {
    expect(await make()).toEqual(ok(null))
    await desk.open(at('Sample.standoff'))
    const article = overviewNow().articles[0]
    const page = await store.annotationPage(article?.id ?? '', 0, 1000)
    if (!page.ok) throw new Error(page.failure.message)
    const { annotations, problems } = page.value
    expect(problems).toEqual([])
    expect(new Set(annotations.map(({ type }) => type))).toEqual(new Set(['entity', 'quote', 'claim', 'stance', 'cue']))
    expect(annotations.some(({ fragments }) => fragments.length > 1)).toBe(true)
    const spans = annotations.map(({ fragments }) => `${fragments[0]?.start}-${fragments.at(-1)?.end}`)
    expect(new Set(spans).size, 'some annotations share their span').toBeLessThan(spans.length)
    expect(annotations.some(({ fragments }) => fragments.some(({ quote }) => quote.includes('🐟')))).toBe(true)
  })

  test('is made whole or not at all', async () => {
    deaf.add('save')
    expect(await make()).toMatchObject({ failure: { code: 'disk-error' } })
    expect(existsSync(at('Sample.standoff'))).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('Sample'))).toEqual([])
    deaf.clear()
    expect(await make()).toEqual(ok(null))
  })
})

describe('datasets', () => {
  const item = (key: string): DatasetItem => ({
    kind: 'article',
    article: foreignArticle({
      key,
      title: key,
      text: `${key} spoke.`,
      unit: 'utf16',
      annotations: [
        foreignAnnotation({
          key: 'T1',
          type: 'PER',
          place: '',
          fragments: [{ start: 0, end: key.length, quote: key }],
        }),
      ],
      relations: [],
    }),
  })
  const dataset = (...keys: string[]): string =>
    write('data.items', keys.map((key) => `${JSON.stringify(item(key))}\n`).join(''))
  const readOf = (result: Result<DatasetLook>): DatasetPreview => {
    const look = valueOf(result)
    if (look.kind === 'unread') throw new Error(look.dataset.failure.message)
    return look.preview
  }
  const counts = (): number[] =>
    events
      .filter(([name]) => name === 'projectOpened')
      .map(([, payload]) => (payload as ProjectOverview).articles.length)

  test('are looked at, imported as one step, taken back and repeated; the window gets the project anew each time', async () => {
    const preview = readOf(await desk.lookAtDataset(dataset('Ada', 'Bo')))
    expect(preview).toMatchObject({ name: 'data.items', format: { id: 'items' }, counts: { articles: { added: 2 } } })
    const left = readOf(
      await desk.planDataset({
        id: preview.id,
        format: null,
        choices: { ...preview.choices, types: [['PER', { kind: 'leave-out' }]] },
      }),
    )
    expect(left.counts.annotations).toMatchObject({ added: 0, leftOut: 2 })
    const report = valueOf(await desk.importDataset({ id: preview.id, choices: preview.choices }))
    expect(report.counts.annotations).toMatchObject({ added: 2, leftOut: 0 })
    const step = overviewNow().history.undo.at(-1)?.change.id ?? ''
    valueOf(await desk.undoBatch(step))
    expect(overviewNow().history.redo).toHaveLength(1)
    valueOf(await desk.redoBatch(step))
    expect(counts()).toEqual([0, 2, 0, 2])
    failureOf(await desk.importDataset({ id: preview.id, choices: preview.choices }), 'not-found')
  })

  test('of which nobody knows what they are wait for their format to be named', async () => {
    const path = write('data.bin', `${JSON.stringify(item('Ada'))}\n`)
    const look = valueOf(await desk.lookAtDataset(path))
    if (look.kind === 'read') throw new Error('It was recognised')
    const { id, formats } = look.dataset
    expect(look.dataset).toMatchObject({ name: 'data.bin', format: null, failure: { code: 'unknown-format' } })
    expect(formats.map((format) => format.id)).toContain('brat')
    failureOf(await desk.importDataset({ id, choices: USUAL_CHOICES }), 'not-found')
    const wrong = valueOf(await desk.planDataset({ id, format: 'none', choices: USUAL_CHOICES }))
    expect(wrong).toMatchObject({ kind: 'unread', dataset: { format: 'none', failure: { code: 'unknown-format' } } })
    const preview = readOf(await desk.planDataset({ id, format: 'items', choices: USUAL_CHOICES }))
    expect(preview).toMatchObject({ id, format: { id: 'items' }, counts: { articles: { added: 1 } } })
    valueOf(await desk.importDataset({ id, choices: preview.choices }))
    expect(counts()).toEqual([0, 1])
  })

  test('wait for what is being saved, and are refused where it cannot be', async () => {
    await desk.create(at('Mine.standoff'), 'Mine')
    desk.setUnsaved(1)
    failureOf(await desk.lookAtDataset(dataset('Ada')), 'conflict')
    const looking = desk.lookAtDataset(dataset('Ada'))
    desk.setUnsaved(0)
    expect(readOf(await looking).counts.articles.added).toBe(1)
  })

  test('leave the project as it was where they cannot be read or saved', async () => {
    failureOf(await desk.lookAtDataset(at('gone.items')), 'not-found')
    const preview = readOf(await desk.lookAtDataset(dataset('Ada')))
    deaf.add('saveDatasetImport')
    expect(await desk.importDataset({ id: preview.id, choices: preview.choices })).toMatchObject({ ok: false })
    expect(counts()).toEqual([0])
  })
})
