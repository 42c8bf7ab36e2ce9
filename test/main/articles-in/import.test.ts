import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { EventName, Events, ImportPreview, PreviewedFile } from '../../../preload/contract/contract.ts'
import { createImportDesk } from '../../../main/desks/import-desk.ts'
import { USUAL_OPTIONS } from '../../../main/articles-in/importer.ts'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import { fileAt, filesAt } from '../../../main/articles-in/reading/found-files.ts'
import { countSkipped } from '../../../main/articles-in/reading/skipped-files.ts'
import type { ReadRequest } from '../../../main/articles-in/reading/read-messages.ts'
import { READ_LIMITS, timeFor } from '../../../main/articles-in/reading/read-limits.ts'
import { createReadPool, type ReadPool } from '../../../main/articles-in/reading/read-pool.ts'
import { importFiles } from '../../../main/articles-in/reading/import-files.ts'
import { type FileOutcome, readFiles } from '../../../main/articles-in/reading/read-files.ts'
import { zipOf } from './fixtures/make.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const pools: ReadPool[] = []
afterEach(() => pools.splice(0).forEach((pool) => pool.close()))

const pool = (limits = READ_LIMITS, jobs = 2): ReadPool => {
  const made = createReadPool(jobs, limits)
  pools.push(made)
  return made
}
const usual = { importer: null, options: USUAL_OPTIONS }
const request = (path: string, options = {}): ReadRequest => ({
  location: fileAt(path),
  importer: null,
  options: { ...USUAL_OPTIONS, ...options },
})

function place() {
  const folder = temporaryFolder()
  const service = createProjectService()
  const annotator = { id: 'annotator-0001', name: 'Ada' }
  valueOf(service.create(join(folder, 'Mine.standoff'), { name: 'Mine', annotator }))
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  return { folder, service, write }
}

async function all(sources: AsyncIterable<FileOutcome>): Promise<FileOutcome[]> {
  const found: FileOutcome[] = []
  for await (const source of sources) found.push(source)
  return found
}

const named = (source: FileOutcome): string =>
  source.kind === 'read' ? source.location.fileName : `${source.fileName} ${source.failure.code}`

describe('the reading threads', () => {
  it('end what takes too long, and go on with the next file', async () => {
    const { write } = place()
    const slow = write('slow.txt', `${'a'.repeat(40)}!\n\nText`)
    const threads = pool({ ...READ_LIMITS, time: 3_000 }, 1)
    // An expression that tries every way to cut the line, which takes longer than anybody lives.
    const hanging = threads.read(request(slow, { separator: '^(a+)+$' }))
    const next = threads.read(request(write('next.txt', 'Words.')))
    expect(failureOf(await hanging, 'too-slow').message).toContain('"slow.txt"')
    expect(valueOf(await next)).toMatchObject({ kind: 'document', importer: 'text' })
  })

  it('end what needs too much memory', async () => {
    const { write } = place()
    const cell = `"${'word '.repeat(200)}"`
    const large = write('large.csv', `text,a\n${`${cell},${cell}\n`.repeat(20_000)}`)
    failureOf(await pool({ ...READ_LIMITS, memory: 32 }, 1).read(request(large)), 'too-large')
  })

  it('end what fills the process with buffers, and read the others again that were read beside it', async () => {
    const { write } = place()
    const large = write('large.txt', 'word '.repeat(10_000_000))
    const threads = pool({ ...READ_LIMITS, growth: 120, atOnce: 1_000 }, 2)
    const small = write('small.txt', 'A few words.')
    const answers = await Promise.all([threads.read(request(large)), threads.read(request(small))])
    expect(answers.map((answer) => answer.ok || answer.failure.code)).toEqual(['too-large', true])
  })

  it('have more time for larger files', () => {
    expect(timeFor(READ_LIMITS, 0)).toBe(60_000)
    expect(timeFor(READ_LIMITS, 40 * 1024 * 1024)).toBe(100_000)
  })

  it('hand over the bytes of a file, and nothing of what they were read into', async () => {
    const { write } = place()
    const read = valueOf(await pool().read(request(write('short.txt', 'Short.'))))
    if (read.kind !== 'document') throw new Error('Not read')
    expect(Buffer.from(read.bytes).toString()).toBe('Short.')
    expect(read.bytes.buffer.byteLength).toBe(6)
  })

  it('see that an archive has been replaced by another of its name', async () => {
    const { write } = place()
    const threads = pool(READ_LIMITS, 1)
    const textsOf = async (content: Uint8Array): Promise<string[]> => {
      const sources = filesAt([write('press.zip', content)])
      const read = await all(readFiles(sources, threads, usual))
      return read.flatMap((source) =>
        source.kind === 'read' ? source.document.file.articles.map(({ body }) => body.text) : [],
      )
    }
    expect(await textsOf(await zipOf({ 'a.txt': 'The first edition.' }))).toEqual(['The first edition.'])
    expect(await textsOf(await zipOf({ 'a.txt': 'The second edition.' }))).toEqual(['The second edition.'])
  })

  it('replace what no text can keep, and say so', async () => {
    const { service, write } = place()
    const rows = [
      '{"text": "Cut in an emoji: \\ud83d", "title": "Half \\udc00", "desk\\ud800": "a\\u0000b"}',
      '{"text": "Whole: \\ud83d\\ude42", "title": "Whole"}',
    ]
    const file = write('cut.jsonl', rows.join('\n'))
    const { outcomes } = valueOf(await importFiles(readFiles(filesAt([file]), pool(), usual), service))
    const articles = outcomes.flatMap((outcome) => (outcome.kind === 'imported' ? [outcome.article] : []))
    expect(articles.map(({ title, metadata }) => [title, metadata])).toEqual([
      ['Half \ufffd', { 'desk\ufffd': 'a\ufffdb' }],
      ['Whole', {}],
    ])
    expect(articles.map(({ source }) => source.normalised)).toEqual([
      [{ what: 'half characters and zero characters replaced by "\ufffd"', count: 1 }],
      [],
    ])
    expect(valueOf(service.openArticle(articles[0]?.id ?? '')).body.text).toBe('Cut in an emoji: \ufffd')
  })

  it('are closed with what waits', async () => {
    const { write } = place()
    const threads = pool()
    const reading = Array.from({ length: 10 }, (_, i) => threads.read(request(write(`${i}.txt`, `Text ${i}.`))))
    threads.close()
    const answers = await Promise.all(reading)
    for (const answer of answers) failureOf(answer, 'cancelled')
  })
})

describe('what paths lead to', () => {
  it('folders in the order of names, hidden files and loops left out', async () => {
    const { folder, write } = place()
    mkdirSync(join(folder, 'press/inner'), { recursive: true })
    write('press/b.txt', 'B')
    write('press/a.txt', 'A')
    write('press/.hidden.txt', 'H')
    write('press/a.JPG', 'J')
    write('press/inner/s.css', 'C')
    write('press/inner/t.jpg', 'J')
    write('press/inner/c.txt', 'C')
    symlinkSync(join(folder, 'press'), join(folder, 'press/inner/loop'))
    const aside = countSkipped()
    const reading = { ...usual, onSkipped: aside.note }
    const found = await all(readFiles(filesAt([join(folder, 'press')]), pool(), reading))
    expect(found.map(named)).toEqual(['press/a.txt', 'press/b.txt', 'press/inner/c.txt'])
    expect(aside.sentence()).toBe('3 files that are no articles were left aside: 2 .jpg, 1 .css.')
    const [refused] = filesAt([join(folder, 'press')], false)
    expect(refused).toMatchObject({ kind: 'failed', failure: { code: 'not-a-file' } })
  })

  it('archives with what is in them, each file by itself, in its place', async () => {
    const { write } = place()
    const archive = await zipOf({
      'a.txt': 'First.',
      'press/b.html': '<html><body><p>Second.</p></body></html>',
      '__MACOSX/x': 'x',
      'press/b.png': 'P',
      'more.zip': await zipOf({ 'c.txt': 'C' }),
      'empty.txt': '',
    })
    const paths = [write('1.txt', 'One.'), write('press.zip', archive), write('2.txt', 'Two.')]
    const aside = countSkipped()
    const found = await all(readFiles(filesAt(paths), pool(), { ...usual, onSkipped: aside.note }))
    expect(aside.sentence()).toBe('One file that is no article was left aside: 1 .png.')
    expect(found.map(named)).toEqual([
      '1.txt',
      'press.zip/a.txt',
      'press.zip/press/b.html',
      'press.zip/empty.txt empty-file',
      'press.zip/more.zip unknown-format',
      '2.txt',
    ])
  })
})

describe('an import', () => {
  it('goes on past files that fail, and tells what became of each', async () => {
    const { service, write } = place()
    const paths = [
      write('a.txt', 'One text.'),
      write('b.png', Buffer.from('\u0089PNG\r\n\u001a\n\0', 'latin1')),
      write('c.txt', 'One text.'),
      write('d.csv', 'title,text\nT,Row text.\nU,\n'),
    ]
    const { outcomes } = valueOf(await importFiles(readFiles(filesAt(paths), pool(), usual), service))
    expect(outcomes.map(({ kind, fileName, part }) => [kind, fileName, part])).toEqual([
      ['failed', 'b.png', null],
      ['failed', 'd.csv', 'row 3'],
      ['imported', 'a.txt', null],
      ['skipped', 'c.txt', null],
      ['imported', 'd.csv', 'row 2'],
    ])
    const { articles } = valueOf(service.overview())
    expect(articles.map(({ title, source }) => [title, source.part])).toEqual([
      ['One text.', undefined],
      ['T', 'row 2'],
    ])
    const original = valueOf(service.originalOf(articles[1]!.id))
    expect(Buffer.from(original.bytes).toString()).toContain('Row text.')
  })

  it('keeps the others where one text cannot be stored', async () => {
    const { service, write } = place()
    const paths = [write('a.json', '[{"text":"Whole."},{"text":"Broken."},{"text":"Also whole."}]')]
    async function* broken(): AsyncIterable<FileOutcome> {
      for (const source of await all(readFiles(filesAt(paths), pool(), usual))) {
        if (source.kind !== 'read') throw new Error('Not read')
        const articles = source.document.file.articles.map((article) =>
          article.part === 'row 2' ? { ...article, title: '\ud83d' } : article,
        )
        yield { ...source, document: { ...source.document, file: { ...source.document.file, articles } } }
      }
    }
    const { outcomes } = valueOf(await importFiles(broken(), service))
    expect(outcomes.map(({ kind, part }) => [kind, part])).toEqual([
      ['imported', 'row 1'],
      ['failed', 'row 2'],
      ['imported', 'row 3'],
    ])
    expect(valueOf(service.overview()).articles).toHaveLength(2)
  })

  it('takes the same text twice where that is wanted, and stops when told to', async () => {
    const { service, write } = place()
    const paths = [write('a.txt', 'Same.'), write('b.txt', 'Same.')]
    const { outcomes } = valueOf(
      await importFiles(readFiles(filesAt(paths), pool(), usual), service, { allowDuplicates: true }),
    )
    expect(outcomes.map(({ kind }) => kind)).toEqual(['imported', 'imported'])
    const signal = AbortSignal.abort()
    const stopped = valueOf(
      await importFiles(readFiles(filesAt(paths), pool(), usual), service, { allowDuplicates: true, signal }),
    )
    expect(stopped).toEqual({ outcomes: [], cancelled: true })
  })
})

describe('the import desk', () => {
  function desk() {
    const { service, write, folder } = place()
    const events: { name: string; payload: unknown }[] = []
    const imports = createImportDesk({
      store: {
        importArticles: (batch) => Promise.resolve(service.importArticles(batch)),
        articlesWithTexts: (hashes) => Promise.resolve(service.articlesWithTexts(hashes)),
      },
      emit: <Name extends EventName>(name: Name, payload: Events[Name]) => events.push({ name, payload }),
      createPool: () => pool(),
    })
    const preview = (): ImportPreview =>
      events.findLast(({ name }) => name === 'importStaged')?.payload as ImportPreview
    return { service, write, folder, events, imports, preview }
  }

  it('takes at once what is certain, and shows what is not', async () => {
    const { imports, write, preview, service } = desk()
    expect(valueOf(await imports.take([write('a.txt', 'Certain.')]))).toMatchObject({
      imported: [{ fileName: 'a.txt' }],
    })
    expect(preview()).toBeUndefined()
    const guessed = Buffer.from('Zo\u00eb na\u00efve', 'latin1')
    expect(valueOf(await imports.take([write('b.txt', guessed), write('c.txt', 'Certain.')]))).toBeNull()
    const { files, id } = preview()
    expect(files[0]?.encodings.length).toBeGreaterThan(1)
    expect(files[1]?.articles[0]?.duplicateOf).toBeTypeOf('string')
    const again = valueOf(await imports.reread(id, 0, { ...USUAL_OPTIONS, encoding: 'windows-1251' }))
    expect(again).toMatchObject({ encodings: [], articles: [{ beginning: 'Zoл naпve', encoding: 'windows-1251' }] })
    const report = valueOf(
      await imports.decide({
        id,
        leaveOut: [],
        edits: [{ file: 0, article: 0, title: 'Mayor', language: 'ru', metadata: { outlet: 'Daily' } }],
        allowDuplicates: false,
      }),
    )
    expect(report).toMatchObject({ imported: [{ fileName: 'b.txt' }], skipped: [{ fileName: 'c.txt' }] })
    expect(valueOf(service.overview()).articles[1]).toMatchObject({
      title: 'Mayor',
      language: 'ru',
      metadata: { outlet: 'Daily' },
      source: { encoding: 'windows-1251' },
    })
    failureOf(await imports.decide({ id, leaveOut: [], edits: [], allowDuplicates: false }), 'not-found')
  })

  it('leaves out what is not wanted, and what was cancelled', async () => {
    const { imports, write, preview, service } = desk()
    await imports.take([write('t.csv', 'title,text\nA,One.\nB,Two.\n')])
    valueOf(await imports.decide({ id: preview().id, leaveOut: [[0, 0]], edits: [], allowDuplicates: false }))
    expect(valueOf(service.overview()).articles.map(({ title }) => title)).toEqual(['B'])
    await imports.take([write('u.csv', 'title,text\nC,Three.\nD,Four.\n')])
    const { id } = preview()
    imports.cancel()
    failureOf(await imports.decide({ id, leaveOut: [], edits: [], allowDuplicates: false }), 'not-found')
  })

  it('shows what was pasted', async () => {
    const { imports, preview } = desk()
    expect(valueOf(await imports.takePasted({ text: 'Plain', html: '<p>A <b>page</b></p>' }))).toBeNull()
    expect(preview().files[0]).toMatchObject({ fileName: 'Pasted page.html', articles: [{ beginning: 'A page' }] })
    await imports.takePasted({ text: 'Plain', html: '' })
    expect(preview().files[0]).toMatchObject({ fileName: 'Pasted text.txt', articles: [{ beginning: 'Plain' }] })
  })

  it('tells of many files in pieces, and lists only the first of many in its report', async () => {
    const { imports, folder, events, preview } = desk()
    mkdirSync(join(folder, 'many'))
    for (let i = 0; i < 230; i++) writeFileSync(join(folder, `many/${i}.txt`), `Text number ${i}.`)
    writeFileSync(join(folder, 'many/broken.txt'), Buffer.from([0, 1, 2, 255]))
    writeFileSync(join(folder, 'many/p.jpg'), 'P')
    expect(valueOf(await imports.take([join(folder, 'many')]))).toBeNull()
    const pieces = events.filter(({ name }) => name === 'importFound').map(({ payload }) => payload as PreviewedFile[])
    const files = [...pieces.flat(), ...preview().files]
    expect(Math.max(...pieces.map(({ length }) => length))).toBe(50)
    expect(new Set(files.map(({ fileName }) => fileName)).size).toBe(231)
    const { id } = preview()
    const report = valueOf(await imports.decide({ id, leaveOut: [], edits: [], allowDuplicates: false }))
    expect(report).toMatchObject({ counts: { imported: 230, skipped: 0, failed: 1 }, failed: [{}] })
    expect(report.imported).toHaveLength(200)
    expect(report.aside).toBe('One file that is no article was left aside: 1 .jpg.')
  })
})
