import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { invertChange, makeChange } from '../../model/change.ts'
import { createProjectService } from '../../main/services/create-project-service.ts'
import { findProblems, inspectProject } from '../../main/services/inspect-project.ts'
import { runExport } from '../../main/services/run-export.ts'
import { startStore } from '../../main/services/store-client.ts'
import { openForReading, openForWriting, query } from '../../main/store/sqlite.ts'
import { annotate } from '../support/article.ts'
import { temporaryFolder } from '../support/folder.ts'
import { failureOf, valueOf } from '../support/result.ts'
import { EVERYTHING } from '../../main/export/filter-source.ts'
import { importText, importTextLater } from '../support/import.ts'
import { datasetSchema } from '../../main/formats/dataset-schema.ts'

const annotator = { id: 'annotator-0001', name: 'Ada' }
const TEXT = 'Minister leaves\n\nThe minister left on Monday.\nShe said nothing.\n'

/** An open service with one article in a folder of its own. */
function service(text = TEXT) {
  const folder = temporaryFolder()
  const path = join(folder, 'news.standoff')
  const source = join(folder, 'article.txt')
  writeFileSync(source, text)
  const open = createProjectService()
  onTestFinished(() => void open.close())
  valueOf(open.create(path, { name: 'News', annotator }))
  const imported = valueOf(importText(open, source))
  if (imported.kind !== 'imported') throw new Error('Not imported')
  let number = 0
  const tag = (start: number, end: number) => {
    const made = annotate(
      text.replaceAll('\r\n', '\n'),
      imported.article.id,
      'entity',
      [{ start, end }],
      `annotation-${++number}`,
    )
    const change = makeChange(`change-${number}`, 'Tag', { added: [made] })
    valueOf(open.save({ change, origin: 'user', of: null }))
    return { made, change }
  }
  return { folder, path, source, open, imported, tag }
}

/** Annotations that the project's own pages hold, without the log beside them. */
function inTheFileAlone(path: string): number {
  const copy = join(temporaryFolder(), 'alone.standoff')
  copyFileSync(path, copy)
  const db = openForReading(copy, { immutable: true })
  const count = Number(db.get(query('count', 'SELECT count(*) AS n FROM annotations'))?.n)
  db.close()
  return count
}

const job = (project: string, out: string, format = 'json') => ({
  project,
  out,
  format,
  profile: null,
  offsets: 'codepoint' as const,
  filter: EVERYTHING,
  texts: true,
  split: false,
  settings: {},
  dryRun: false,
})

describe('the log beside the project', () => {
  it('is folded in when nobody waits, not by a save', () => {
    const { path, open, tag } = service()
    expect(open.tidy()).toBe(true)
    for (let i = 0; i < 300; i++) tag(i % 10, 12)
    // SQLite's own way would have done it after about a hundred of them.
    expect(inTheFileAlone(path)).toBe(0)
    expect(open.tidy()).toBe(true)
    expect(inTheFileAlone(path)).toBe(300)
  })

  it('is left alone where nothing is open', () => {
    expect(createProjectService().tidy()).toBe(true)
  })
})

describe('the project service', () => {
  it('takes an article in as it is and never touches its file', () => {
    const { open, imported, source } = service()
    expect(readFileSync(source, 'utf8')).toBe(TEXT)
    const { article, body, annotationCount } = valueOf(open.openArticle(imported.article.id))
    expect(article).toEqual(imported.article)
    expect(body.text).toBe(TEXT)
    expect(body.blocks[0]).toMatchObject({ kind: 'heading', level: 1 })
    expect(annotationCount).toBe(0)
  })

  it('gives a large step of undo when it is asked for, and only its title before', () => {
    const { open, tag, imported } = service()
    const { made } = tag(0, 8)
    const many = Array.from({ length: 3_000 }, (_, i) => ({ ...made, id: `many-${i}` }))
    const change = makeChange('change-many', 'Tag many', { added: many })
    valueOf(open.save({ change, origin: 'user', of: null }))
    const { history } = valueOf(open.overview())
    expect(history.undo.map((entry) => entry.change.title)).toEqual(['Tag', 'Tag many'])
    expect(history.undo[0]?.article).toBe(imported.article.id)
    expect(history.undo[1]).toEqual({ change: { id: 'change-many', title: 'Tag many', stored: true }, article: null })
    expect(valueOf(open.storedChange('change-many'))).toEqual(change)
    failureOf(open.storedChange('nothing'), 'not-found')
  })

  it('skips a text that is there already', () => {
    const { open, folder, imported } = service()
    writeFileSync(join(folder, 'again.txt'), TEXT.replaceAll('\n', '\r\n'))
    expect(valueOf(importText(open, join(folder, 'again.txt')))).toMatchObject({
      kind: 'skipped',
      article: imported.article.id,
    })
  })

  it('says why a file cannot be imported, and stays as it was', () => {
    const { open, folder, path } = service()
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const huge = file('huge.txt', '')
    truncateSync(huge, 500 * 1024 * 1024)
    failureOf(importText(open, huge), 'too-large')
    failureOf(importText(open, file('empty.txt', '')), 'empty-file')
    failureOf(importText(open, file('blank.txt', ' \n ')), 'empty-file')
    failureOf(importText(open, file('image.txt', Buffer.from('\u0089PNG\r\n\u001a\n\0', 'latin1'))), 'binary-file')
    failureOf(
      importText(open, file('cut.txt', Buffer.from('Zoë Zoë Zoë Zo\u00eb', 'utf8').subarray(0, 18))),
      'undecodable',
    )
    failureOf(importText(open, join(folder, 'gone.txt')), 'not-found')
    failureOf(importText(open, folder), 'not-a-file')
    valueOf(open.close())
    expect(valueOf(findProblems(path))).toEqual([])
    expect(valueOf(inspectProject(path)).articles).toHaveLength(1)
  })

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', () => {
    const { open, folder } = service()
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    failureOf(importText(open, join(folder, 'pipe.txt')), 'not-a-file')
  })

  it('gives annotations in pages in reading order, and lists what no longer fits its text', () => {
    const { open, imported, tag, path } = service()
    for (const [start, end] of [
      [21, 29],
      [0, 8],
      [17, 44],
      [17, 20],
      [30, 34],
    ] as const)
      tag(start, end)
    const id = imported.article.id
    const first = valueOf(open.annotationPage(id, 0, 3))
    const rest = valueOf(open.annotationPage(id, first.next ?? 0, 3))
    expect(rest.next).toBeNull()
    const spans = [...first.annotations, ...rest.annotations].map(({ fragments }) => [
      fragments[0]?.start,
      fragments[0]?.end,
    ])
    expect(spans).toEqual([
      [0, 8],
      [17, 44],
      [17, 20],
      [21, 29],
      [30, 34],
    ])
    expect([...first.problems, ...rest.problems]).toEqual([])

    valueOf(open.close())
    const db = openForWriting(path)
    db.exec(`UPDATE annotations SET fragments = replace(fragments, 'minister', 'sinister') WHERE id = 'annotation-1'`)
    db.close()
    valueOf(open.open(path, { annotator }))
    expect(valueOf(open.annotationPage(id, 0, 10)).problems).toEqual([{ annotation: 'annotation-1', fragments: [0] }])
    valueOf(open.close())
    expect(valueOf(findProblems(path)).map(({ subject }) => subject)).toEqual(['quotes', 'change-log'])
  })

  it('keeps undo and redo over a restart', () => {
    const { open, path, tag, imported } = service()
    const one = tag(0, 8)
    const two = tag(21, 29)
    valueOf(open.save({ change: invertChange(two.change, 'undo-1'), origin: 'undo', of: two.change.id }))
    valueOf(open.close())
    const { history, counts } = valueOf(open.open(path, { annotator }))
    expect(history).toEqual({
      undo: [{ change: one.change, article: imported.article.id }],
      redo: [{ change: two.change, article: imported.article.id }],
    })
    expect(counts).toEqual({ [imported.article.id]: { entity: 1 } })
  })

  it('knows the annotator by a new name, and opens for reading beside another', () => {
    const { open, path } = service()
    valueOf(open.close())
    const { annotators } = valueOf(open.open(path, { annotator: { ...annotator, name: 'Ada L.' } }))
    expect(annotators).toMatchObject([{ name: 'Ada L.' }])
    const other = createProjectService()
    expect(valueOf(other.open(path, { annotator })).readOnly).toMatch(
      /^Standoff on this computer \(process \d+\) has had this project open since /,
    )
    failureOf(other.save({ change: makeChange('x', 'X', {}), origin: 'user', of: null }), 'read-only-project')
    failureOf(other.importArticles({ sources: [], articles: [], allowDuplicates: false }), 'read-only-project')
    valueOf(other.close())
  })

  it('says that no project is open', () => {
    failureOf(createProjectService().openArticle('x'), 'no-project')
    expect(createProjectService().close()).toEqual({ ok: true, value: null })
  })
})

describe('a project whose file goes while it is open', () => {
  // Where an open file cannot be renamed there is nothing to lose either.
  it.runIf(process.platform !== 'win32')('does not count what is written as saved, and goes on once it is back', () => {
    const { open, path, tag, imported } = service()
    tag(0, 8)
    renameSync(path, `${path}.moved`)
    const made = annotate(TEXT, imported.article.id, 'entity', [{ start: 21, end: 29 }], 'annotation-late')
    const request = {
      change: makeChange('change-late', 'Tag', { added: [made] }),
      origin: 'user' as const,
      of: null,
    }
    failureOf(open.save(request), 'not-found')
    renameSync(`${path}.moved`, path)
    valueOf(open.save(request))
    valueOf(open.close())
    expect(valueOf(findProblems(path))).toEqual([])
    expect(valueOf(inspectProject(path)).annotations).toBe(2)
  })

  it.runIf(process.platform !== 'win32')('leaves another project alone that took its name', () => {
    const { open, path, folder, tag, imported } = service()
    tag(0, 8)
    renameSync(path, join(folder, 'moved.standoff'))
    const other = createProjectService()
    // The lock goes by the name, so a stranger's file is put there, as a sync program does it.
    writeFileSync(path, 'a project of somebody else')
    const made = annotate(TEXT, imported.article.id, 'entity', [{ start: 21, end: 29 }], 'annotation-late')
    const change = makeChange('change-late', 'Tag', { added: [made] })
    failureOf(open.save({ change, origin: 'user', of: null }), 'not-found')
    expect(readFileSync(path, 'utf8')).toBe('a project of somebody else')
    valueOf(open.saveCopy(join(folder, 'rescued.standoff')))
    expect(valueOf(other.open(join(folder, 'rescued.standoff'), { annotator })).articles).toHaveLength(1)
    valueOf(other.close())
  })
})

describe('a copy of a project', () => {
  it('holds everything, history too, and replaces nothing', () => {
    const { open, path, folder, tag, imported } = service()
    const { change } = tag(0, 8)
    const target = join(folder, 'copy.standoff')
    valueOf(open.saveCopy(target))
    failureOf(open.saveCopy(target), 'project-exists')
    failureOf(open.saveCopy(path), 'project-exists')
    failureOf(open.saveCopy(join(folder, 'nowhere', 'copy.standoff')), 'disk-error')
    tag(21, 29)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    const copy = createProjectService()
    onTestFinished(() => void copy.close())
    const { history, counts, readOnly } = valueOf(copy.open(target, { annotator }))
    expect(readOnly).toBeNull()
    expect(history.undo.map((entry) => entry.change)).toEqual([change])
    expect(counts).toEqual({ [imported.article.id]: { entity: 1 } })
    expect(valueOf(findProblems(target))).toEqual([])
  })
})

describe('the store in its thread', () => {
  it('answers in order, and dies with failures instead of silence', async () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const store = startStore()
    const order: string[] = []
    const note = (name: string) => () => void order.push(name)
    const [created] = await Promise.all([
      store.create(path, { name: 'P', annotator }).finally(note('create')),
      store.openArticle('none').finally(note('openArticle')),
      store.close().finally(note('close')),
    ])
    expect(valueOf(created).project.name).toBe('P')
    expect(order).toEqual(['create', 'openArticle', 'close'])
    valueOf(await store.terminate())
    failureOf(await store.openArticle('x'), 'unexpected')
    expect(valueOf(await store.open(path, { annotator })).readOnly).toBeNull()
    valueOf(await store.terminate())
    expect(readdirSync(join(path, '..'))).toEqual(['p.standoff'])
  })

  it('sends the window the same as text', async () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const file = join(path, '../ferry.txt')
    writeFileSync(file, 'Ferry stopped\n\nThe ferry 🚢 did not sail.')
    const store = startStore()
    valueOf(await store.create(path, { name: 'P', annotator }))
    const imported = valueOf(await importTextLater(store, file))
    if (imported.kind !== 'imported') throw new Error('It should have been imported')
    const { id } = imported.article
    const plain = [await store.openArticle(id), await store.annotationPage(id, 0, 10)]
    const packed = [await store.packed.openArticle(id), await store.packed.annotationPage(id, 0, 10)]
    expect(packed.map((result) => JSON.parse(valueOf<{ json: string }>(result).json))).toEqual(
      plain.map((result) => valueOf<unknown>(result)),
    )
    failureOf(await store.packed.openArticle('none'), 'not-found')
    valueOf(await store.terminate())
  })

  it('turns the death of the thread into failures', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'dying.mjs'),
      `import { parentPort } from 'node:worker_threads'\nparentPort.once('message', () => { throw new Error('dead') })`,
    )
    let reason = ''
    const store = startStore(new URL(`file://${folder}/dying.mjs`), { onDeath: (why) => (reason = why) })
    store.warm()
    const results = await Promise.all([store.openArticle('a'), store.openArticle('b')])
    for (const result of results) failureOf(result, 'unexpected')
    expect(reason).toContain('dead')
  })
})

describe('an export', () => {
  it('runs beside the open project and leaves whole files only', async () => {
    const { path, folder, tag } = service()
    tag(21, 29)
    const out = join(folder, 'out')
    mkdirSync(out)
    const report = valueOf(await runExport(job(path, join(out, 'data.json')), {}))
    expect(report).toMatchObject({ fileName: 'data.json', folder: out, articles: 1, annotations: 1, relations: 0 })
    const files = readdirSync(out).toSorted()
    expect(files).toEqual(['data.json', 'data.json.losses.json', 'standoff-dataset.schema.json', 'verify.py'])
    expect(JSON.parse(readFileSync(join(out, 'data.json.losses.json'), 'utf8'))).toMatchObject({ nothingLost: true })
    expect(report).toMatchObject({ files: 4, losses: [] })
    expect(files.reduce((sum, name) => sum + readFileSync(join(out, name)).length, 0)).toBe(report.bytes)
    valueOf(await runExport(job(path, join(out, 'data.csv'), 'csv'), {}))
    expect(readdirSync(out)).toContain('data.csv-metadata.json')
  })

  it('gives the bytes of a plain text file, where that is asked for', async () => {
    const { path, folder, tag, source } = service(
      TEXT.replace('Minister leaves', 'Zoë 🙂 leaves').replaceAll('\n', '\r\n'),
    )
    tag(19, 27)
    const out = join(folder, 'data.json')
    valueOf(await runExport({ ...job(path, out), settings: { bytes: 'yes' } }, {}))
    const { articles } = datasetSchema.parse(JSON.parse(readFileSync(out, 'utf8')))
    const [fragment] = articles[0]?.annotations[0]?.fragments ?? []
    const bytes = readFileSync(source).subarray(fragment?.originalStart, fragment?.originalEnd)
    expect(bytes.toString()).toBe(fragment?.quote)
    expect(fragment?.originalStart).toBeGreaterThan(fragment?.start ?? 0)
    failureOf(await runExport({ ...job(path, out), settings: { bytes: 'perhaps' } }, {}), 'unknown-format')
  })

  it('stops at a quote that is not in the text, names it, and leaves the older file', async () => {
    const { path, folder, tag, open } = service()
    tag(21, 29)
    valueOf(open.close())
    const db = openForWriting(path)
    db.exec(`UPDATE annotations SET fragments = replace(fragments, 'minister', 'sinister')`)
    db.close()
    const out = join(folder, 'data.json')
    writeFileSync(out, 'older')
    const before = readdirSync(folder)
    const failure = failureOf(await runExport(job(path, out), {}), 'quote-mismatch')
    expect(failure.details).toEqual(['annotation-1'])
    expect(readFileSync(out, 'utf8')).toBe('older')
    expect(readdirSync(folder)).toEqual(before)
  })

  it('can be cancelled, and leaves no file', async () => {
    const { path, folder } = service(`${'A long sentence about nothing. '.repeat(20)}\n`.repeat(3000))
    const before = readdirSync(folder)
    const controller = new AbortController()
    const running = runExport(job(path, join(folder, 'data.json')), { signal: controller.signal })
    controller.abort()
    failureOf(await running, 'cancelled')
    expect(readdirSync(folder)).toEqual(before)
  })

  it('says why it cannot write', async () => {
    const { path, folder } = service()
    failureOf(await runExport(job(path, join(folder, 'none', 'data.json')), {}), 'not-found')
    failureOf(await runExport(job(path, folder), {}), 'not-a-file')
    failureOf(await runExport(job(path, join(folder, 'x'), 'pdf'), {}), 'unknown-format')
    failureOf(
      await runExport({ ...job(path, join(folder, 'x')), filter: { ...EVERYTHING, articles: ['none'] } }, {}),
      'not-found',
    )
    failureOf(await runExport(job(join(folder, 'none.standoff'), join(folder, 'x')), {}), 'not-found')
    expect(existsSync(join(folder, 'x'))).toBe(false)
  })

  it('replaces a dataset, but neither a project nor an article, whatever leads to them', async () => {
    const { path, folder, source, open } = service()
    valueOf(open.close())
    const dataset = join(folder, 'data.json')
    const other = join(folder, 'other.standoff')
    const link = join(folder, 'link.json')
    writeFileSync(dataset, 'older')
    writeFileSync(other, readFileSync(path))
    symlinkSync(path, link)
    const before = [path, other, source].map((file) => readFileSync(file))
    for (const target of [path, other, source, link]) {
      failureOf(await runExport(job(path, target), {}), 'not-permitted')
      failureOf(await runExport(job(path, target, 'csv'), {}), 'not-permitted')
    }
    expect([path, other, source].map((file) => readFileSync(file))).toEqual(before)
    valueOf(await runExport(job(path, dataset), {}))
    expect(readFileSync(dataset, 'utf8')).not.toBe('older')
  })

  it('leaves a file beside the dataset that is none of its own', async () => {
    const { path, folder } = service()
    const script = join(folder, 'verify.py')
    writeFileSync(script, 'print("mine")')
    const before = readdirSync(folder)
    expect(failureOf(await runExport(job(path, join(folder, 'data.json')), {}), 'not-permitted').message).toContain(
      'verify.py',
    )
    expect(readdirSync(folder)).toEqual(before)
    expect(readFileSync(script, 'utf8')).toBe('print("mine")')
    rmSync(script)
    valueOf(await runExport(job(path, join(folder, 'data.json')), {}))
    valueOf(await runExport(job(path, join(folder, 'other.csv'), 'csv'), {}))
  })

  it('replaces a folder only where the report of losses in it is its own', async () => {
    const { path, folder } = service()
    const out = join(folder, 'run')
    mkdirSync(out)
    writeFileSync(join(out, 'losses.json'), '{"train": [0.5, 0.25]}')
    writeFileSync(join(out, 'model.bin'), 'weights')
    failureOf(await runExport(job(path, out, 'brat'), {}), 'not-permitted')
    expect(readdirSync(out).toSorted()).toEqual(['losses.json', 'model.bin'])
    const dataset = join(folder, 'dataset')
    valueOf(await runExport(job(path, dataset, 'brat'), {}))
    valueOf(await runExport(job(path, dataset, 'brat'), {}))
  })

  it('says of a path that leads through a file, or has too long a name, what is wrong', async () => {
    const { path, folder, source } = service()
    failureOf(await runExport(job(path, join(source, 'data.json')), {}), 'not-permitted')
    failureOf(await runExport(job(path, join(source, 'data'), 'brat'), {}), 'not-permitted')
    failureOf(await runExport(job(path, join(folder, `${'x'.repeat(300)}.json`)), {}), 'not-permitted')
    failureOf(await runExport(job(path, join(folder, 'x'.repeat(300)), 'brat'), {}), 'not-permitted')
    // The dataset's own name fits, that of the report beside it does not.
    failureOf(await runExport(job(path, join(folder, `${'x'.repeat(245)}.json`)), {}), 'not-permitted')
    valueOf(await runExport(job(path, join(folder, `${'x'.repeat(236)}.json`)), {}))
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it.runIf(existsSync('/dev/full'))('tells a full disk', async () => {
    const { path } = service()
    failureOf(await runExport(job(path, '/dev/full'), {}), 'disk-full')
  })
})
