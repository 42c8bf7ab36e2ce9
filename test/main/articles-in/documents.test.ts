import { describe, expect, it } from 'vitest'
import { type ReadArticle, type ReadFile, USUAL_OPTIONS } from '../../../main/articles-in/importer.ts'
import { withLanguage } from '../../../main/articles-in/detect-language.ts'
import { importers } from '../../../main/articles-in/index.ts'
import { openZip } from '../../../main/files/zip.ts'
import { ZIP_LIMITS } from '../../../main/files/zip-entries.ts'
import type { Result } from '../../../model/value/result.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { FIXTURES, pdfOf, zipOf } from './fixtures/make.ts'

async function readFile(bytes: Uint8Array, fileName: string, options = {}): Promise<Result<ReadFile>> {
  const importer = importers.find(bytes, fileName)
  return importer.ok ? importer.value.read(bytes, fileName, { ...USUAL_OPTIONS, ...options }) : importer
}

async function fixture(id: string, options = {}): Promise<readonly ReadArticle[]> {
  const { fileName, make } = FIXTURES.find((item) => item.id === id)!
  return valueOf(await readFile(await make(), fileName, options)).articles
}

const blocksOf = ({ body: { text, blocks } }: ReadArticle) =>
  blocks.map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`)
const recorded = ({ normalised }: ReadArticle): string =>
  normalised.map(({ what, count }) => `${count} ${what}`).join('; ')

describe('formats are told by what they hold', () => {
  it.each(FIXTURES.map(({ id, fileName }) => [id, fileName]))('%s', async (id) => {
    const { fileName, make } = FIXTURES.find((item) => item.id === id)!
    const bytes = await make()
    expect(valueOf(importers.find(bytes, fileName)).id).toBe(id)
    // By any other name these are plain text.
    if (!['markdown', 'csv', 'json'].includes(id)) expect(valueOf(importers.find(bytes, 'no extension')).id).toBe(id)
  })

  it('every importer has a fixture', () => {
    expect(importers.all.map(({ id }) => id).toSorted()).toEqual(FIXTURES.map(({ id }) => id).toSorted())
  })
})

describe('a Word document', () => {
  it('gives headings, paragraphs and rows; insertions stay, deletions go', async () => {
    const [article] = await fixture('docx')
    expect(blocksOf(article!)).toEqual([
      'heading: Harbour vote',
      'paragraph: The board said “no” 🙂 – 5 €.',
      'table-row: Year\t2024',
      'paragraph: Kept added',
    ])
    expect(article).toMatchObject({
      title: 'Harbour vote',
      metadata: { author: 'Ida Holm', published: '2025-03-01T12:00:00Z' },
    })
    expect(article?.library).toMatch(/^mammoth \d/)
  })

  it('may be read again without being taken for a bomb', async () => {
    const bytes = await zipOf({ 'a.txt': 'x'.repeat(600), 'b.txt': 'y'.repeat(600) })
    const zip = valueOf(await openZip(bytes, 'a.zip', { ...ZIP_LIMITS, totalSize: 1000 }))
    for (let time = 0; time < 3; time++) expect(valueOf(await zip.read('a.txt'))).toHaveLength(600)
    failureOf(await zip.read('b.txt'), 'too-large')
  })

  it('that is none, or a bomb, fails with a sentence', async () => {
    failureOf(await readFile(await zipOf({ 'word/x.xml': '<a/>' }), 'a.docx'), 'damaged-file')
    failureOf(
      await readFile(await zipOf({ 'word/a': 'x', 'word/document.xml': '0'.repeat(30_000_000) }), 'a.docx'),
      'too-large',
    )
    const entities = `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(1000)}">]><a>&x;</a>`
    failureOf(await readFile(await zipOf({ 'word/a': 'x', 'word/document.xml': entities }), 'a.docx'), 'damaged-file')
  })
})

describe('an OpenDocument text', () => {
  it('gives its blocks, notes after the text, comments left out', async () => {
    const [article] = await fixture('odt')
    expect(blocksOf(article!)).toEqual([
      'heading: Harbour vote',
      'paragraph: The board  said “no” 🙂.',
      'list-item: First',
      'table-row: Year\t2024',
      'paragraph: A note.',
    ])
    expect(article).toMatchObject({ title: 'Vote', language: 'en-GB', metadata: { author: 'Ida Holm' } })
    expect(recorded(article!)).toBe('1 comments left out')
  })
})

describe('an EPUB', () => {
  it('gives a chapter an article, without cover and contents', async () => {
    const articles = await fixture('epub')
    expect(articles.map(({ part, title, body }) => [part, title, body.text])).toEqual([
      ['chapter 1: Ebb', 'Ebb', 'Ebb\n\nThe water left. 🙂'],
      ['chapter 2: Flow', 'Flow', 'Flow\n\nIt came back.'],
    ])
    expect(articles[0]).toMatchObject({
      language: 'en',
      metadata: { author: 'Noor Haddad', outlet: 'Coast Press', book: 'Tides' },
    })
    expect(recorded(articles[0]!)).toContain('1 pages without text left out')
  })

  it('or one article of all', async () => {
    const articles = await fixture('epub', { chapters: false })
    expect(articles.map(({ part, title, body }) => [part, title, body.text])).toEqual([
      [null, 'Tides', 'Ebb\n\nThe water left. 🙂\n\nFlow\n\nIt came back.'],
    ])
  })
})

describe('an e-mail, a page in one file, Markdown', () => {
  it('e-mail: subject, sender, time and text', async () => {
    const [article] = await fixture('email')
    expect(article).toMatchObject({
      title: 'Statement on the vote',
      metadata: { author: 'Harbour Böard', published: '2025-03-01T12:00:00.000Z' },
    })
    expect(article?.body.text.trim()).toBe('The böard said no.')
    expect(recorded(article!)).toContain('1 attachments left out')
  })

  it('MHTML: the page, and where it came from', async () => {
    const [article] = await fixture('mhtml')
    expect(article).toMatchObject({ title: 'Harbour vote', metadata: { url: 'https://example.org/vote' } })
    expect(article?.body.text).toContain('The böard said no.')
  })

  it('Markdown: what a reader sees', async () => {
    const [article] = await fixture('markdown')
    expect(blocksOf(article!)).toEqual([
      'heading: The vote',
      'paragraph: The board said no 🙂, see here.\nA second line.',
      'quotation: Quoted',
      'list-item: one',
      'list-item: two',
      'table-row: a\tb',
      'table-row: 1\t2',
      'paragraph: code  kept',
    ])
    expect(article).toMatchObject({
      title: 'Harbour vote',
      language: 'en',
      metadata: { author: 'Ida Holm', published: '2025-03-01' },
    })
    expect(recorded(article!)).toContain('1 addresses of links left out')
  })
})

describe('a PDF', () => {
  it('gives paragraphs with their pages; divided words are whole, heads and page numbers gone', async () => {
    const [article] = await fixture('pdf')
    const { text, blocks } = article!.body
    expect(article?.title).toBe('Harbour vote')
    expect(blocks.map(({ kind, page }) => [kind, page])).toEqual([
      ['heading', 1],
      ['paragraph', 1],
      ['paragraph', 2],
      ['paragraph', 3],
    ])
    expect(text).toContain('The board voted on the lighthouse on Monday, and nobody was surprised by the result.')
    expect(text).not.toContain('Coast Daily')
    expect(recorded(article!)).toMatch(/3 words divided.*3 running heads.*3 page numbers/)
  })

  it('reads one column after the other', async () => {
    const column = (x: number, words: readonly string[]) =>
      words.map((line, at) => [10, x, 700 - at * 12, line] as const)
    const bytes = pdfOf([[...column(50, ['Left one', 'left two,']), ...column(320, ['right one', 'right two.'])]])
    const { articles } = valueOf(await readFile(bytes, 'a.pdf'))
    expect(articles[0]?.body.text).toBe('Left one left two, right one right two.')
  })

  it('without text is called a scan, and a broken one damaged', async () => {
    const scan = failureOf(await readFile(pdfOf([[]]), 'a.pdf'), 'no-text')
    expect(scan.message).toContain('it is a scan')
    failureOf(await readFile(Buffer.from('%PDF-1.7\nnothing'), 'a.pdf'), 'damaged-file')
  })
})

describe('tables', () => {
  it('CSV: a row ends at a line end of either kind, whatever the first one is', async () => {
    for (const [first, others] of [
      ['\r\n', '\n'],
      ['\n', '\r\n'],
      ['\r', '\r'],
    ] as const) {
      const table = `text,title${first}"One, with ""quotes""",A${others}Two.,B${others}`
      const { articles } = valueOf(await readFile(Buffer.from(table), 'a.csv'))
      expect(articles.map(({ title, body }) => [title, body.text])).toEqual([
        ['A', 'One, with "quotes"'],
        ['B', 'Two.'],
      ])
    }
  })

  it('JSON: however deep what is beside the text is nested', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const json = `{"articles": [{"text": "The harbour stays open.", "tree": ${deep}}]}`
    const { articles } = valueOf(await readFile(Buffer.from(json), 'a.json'))
    expect(articles.map(({ body }) => body.text)).toEqual(['The harbour stays open.'])
  })

  it('CSV: columns by their names, the rest as metadata, rows without text told', async () => {
    const { make } = FIXTURES.find(({ id }) => id === 'csv')!
    const { articles, unread, table } = valueOf(await readFile(await make(), 'a.csv'))
    expect(articles.map(({ part, title, body, metadata }) => [part, title, body.text, metadata])).toEqual([
      [
        'row 2',
        'Vote',
        'The board said "no" 🙂.\nTwice.',
        { outlet: 'Coast Daily', published: '2025-03-01', section: 'town', fee: '5' },
      ],
    ])
    expect(unread.map(({ part, failure }) => [part, failure.code])).toEqual([['row 3', 'no-text']])
    expect(table?.mapping).toEqual({
      text: 'Body',
      title: 'headline',
      outlet: 'Source',
      published: 'Pub date',
      section: 'desk',
    })
  })

  it('a mapping settles it; without a text column all columns are named', async () => {
    const bytes = Buffer.from('a,b\nWords of it,x\n')
    const failure = failureOf(await readFile(bytes, 'a.csv'), 'unknown-format')
    expect(failure.action).toContain('a, b')
    const { articles } = valueOf(await readFile(bytes, 'a.csv', { columns: { text: 'a' } }))
    expect(articles[0]).toMatchObject({ body: { text: 'Words of it' }, metadata: { b: 'x' } })
    failureOf(await readFile(bytes, 'a.csv', { columns: { text: 'z' } }), 'unknown-format')
  })

  it('JSON Lines: a line that is none is told, the others are read', async () => {
    const { make } = FIXTURES.find(({ id }) => id === 'json')!
    const { articles, unread } = valueOf(await readFile(await make(), 'a.jsonl'))
    expect(articles.map(({ part, title }) => [part, title])).toEqual([
      ['row 1', 'Vote'],
      ['row 3', 'Two'],
    ])
    expect(articles[0]?.metadata).toEqual({ 'author.name': 'Ida', url: 'https://example.org/1', views: '7' })
    expect(unread[0]?.part).toBe('row 2')
    const dataset = Buffer.from('{"format":"standoff-dataset-article","text":"x"}')
    failureOf(await readFile(dataset, 'a.jsonl'), 'unknown-format')
  })

  it('Excel: text, and dates as ISO', async () => {
    const [article] = await fixture('xlsx')
    expect(article).toMatchObject({
      title: 'Vote',
      body: { text: 'The board said “no” 🙂.' },
      metadata: { published: '2025-03-01' },
    })
  })

  /** The workbook of the fixture with another sheet. */
  async function workbook(change: (sheet: string) => string): Promise<Uint8Array> {
    const zip = valueOf(await openZip(await FIXTURES.find(({ id }) => id === 'xlsx')!.make(), 'a.xlsx'))
    const parts: Record<string, string> = {}
    for (const name of zip.names) {
      const content = Buffer.from(valueOf(await zip.read(name))).toString()
      parts[name] = name.endsWith('sheet1.xml') ? change(content) : content
    }
    return zipOf(parts)
  }
  const lastRow = (cell: string, row: number) => (sheet: string) =>
    sheet.replace('</sheetData>', `<row r="${row}"><c r="${cell}${row}"><v>1</v></c></row></sheetData>`)

  it('Excel: rows without anything in them are none, and numbers of rows stay', async () => {
    const { articles, unread } = valueOf(await readFile(await workbook(lastRow('C', 5_000)), 'a.xlsx'))
    expect(articles).toHaveLength(1)
    expect(unread.map(({ part }) => part)).toEqual(['row 5000'])
  })

  it('Excel: a sheet with a cell far out is refused, before it is spread out in memory', async () => {
    for (const [cell, row] of [
      ['XFD', 1_048_576],
      ['ZZZZZZ', 3],
      ['A', 99_999_999],
    ] as const) {
      failureOf(await readFile(await workbook(lastRow(cell, row)), 'a.xlsx'), 'too-large')
    }
  })

  it('Excel: what stands twice at the end of the file ends in an answer', async () => {
    const whole = await FIXTURES.find(({ id }) => id === 'xlsx')!.make()
    // A library that reads the file as a stream waits here for ever.
    const tail = Buffer.concat([whole.slice(0, -10), whole.slice(-60)])
    expect(valueOf(await readFile(tail, 'a.xlsx')).articles).toHaveLength(1)
  })
})

describe('titles that are made from the text', () => {
  it('are never cut through a character, which could not be stored', async () => {
    // One letter, then only characters of two UTF-16 units: any cut by units at an even place is in the middle of one.
    const long = `a${'🙂'.repeat(300)}`
    const row = valueOf(await readFile(Buffer.from(JSON.stringify({ text: long })), 'a.jsonl')).articles[0]
    const mark = valueOf(await readFile(Buffer.from(`# ${long}`), 'a.md')).articles[0]
    expect([row?.title, mark?.title]).toEqual([`a${'🙂'.repeat(79)}`, `a${'🙂'.repeat(199)}`])
  })
})

describe('the language', () => {
  const article = async (content: string) =>
    (await withLanguage(valueOf(await readFile(Buffer.from(content), 'a.txt')).articles))[0]

  it('is found by the words where the file does not say it, and that is on record', async () => {
    const german = await article(
      'Die Bürgermeisterin sagte, dass die neue Schule im Herbst öffnet und alle sich darüber freuen.',
    )
    expect(german).toMatchObject({ language: 'de', library: expect.stringMatching(/^tinyld \d/) })
  })

  it('is left open where there is too little to tell', async () => {
    expect(await article('OK. 123.')).toMatchObject({ language: null, library: null })
  })
})
