import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refiQdaExporter as exporter } from '../../../main/formats/refi-qda/write.ts'
import { refiQdaCodebookExporter } from '../../../main/formats/refi-qda/write-codes.ts'
import { zipParts } from '../../../main/formats/kit/writing/zip-parts.ts'
import { guidOf } from '../../../main/formats/kit/names/guid.ts'
import { refiQdaReader as reader } from '../../../main/formats/refi-qda/read.ts'
import { InputFailure } from '../../../main/formats/kit/reader.ts'
import { childrenOf, descendantsOf, parseXml, type XmlElement } from '../../../main/files/xml.ts'
import { openZip } from '../../../main/files/zip.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { valueOf } from '../../support/result.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip, spansOf } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

async function unpacked(source: typeof sampleSource): Promise<Map<string, string>> {
  const files = await datasetFiles(exporter, source, exportOptions(exporter))
  const opened = valueOf(await openZip(files.get('dataset.qdpx')!, 'dataset.qdpx'))
  const texts = new Map<string, string>()
  for (const name of opened.names) texts.set(name, Buffer.from(valueOf(await opened.read(name))).toString())
  return texts
}

/** Order of the children, and required attributes, as the standard's schema has them. */
const SHAPES: Readonly<Record<string, { children: readonly string[]; required: readonly string[] }>> = {
  Project: {
    children: [
      'Users',
      'CodeBook',
      'Variables',
      'Cases',
      'Sources',
      'Notes',
      'Links',
      'Sets',
      'Graphs',
      'Description',
      'NoteRef',
    ],
    required: ['name'],
  },
  User: { children: [], required: ['guid'] },
  Code: { children: ['Description', 'NoteRef', 'Code'], required: ['guid', 'name', 'isCodable'] },
  Variable: { children: ['Description'], required: ['guid', 'name', 'typeOfVariable'] },
  Case: { children: ['Description', 'CodeRef', 'VariableValue', 'SourceRef', 'SelectionRef'], required: ['guid'] },
  VariableValue: { children: ['VariableRef', 'TextValue'], required: [] },
  TextSource: {
    children: ['Description', 'PlainTextContent', 'PlainTextSelection', 'Coding', 'NoteRef', 'VariableValue'],
    required: ['guid', 'plainTextPath'],
  },
  PlainTextSelection: {
    children: ['Description', 'Coding', 'NoteRef'],
    required: ['guid', 'startPosition', 'endPosition'],
  },
  Coding: { children: ['CodeRef', 'NoteRef'], required: ['guid'] },
  CodeRef: { children: [], required: ['targetGUID'] },
  VariableRef: { children: [], required: ['targetGUID'] },
  Link: { children: ['NoteRef'], required: ['guid'] },
}
const LISTS: ReadonlySet<string> = new Set(['Users', 'CodeBook', 'Codes', 'Variables', 'Cases', 'Sources', 'Links'])
const TEXTS: ReadonlySet<string> = new Set(['Description', 'TextValue'])

function expectStandard(root: XmlElement): void {
  const guids: string[] = []
  const targets: string[] = []
  for (const element of descendantsOf(root)) {
    const shape = SHAPES[element.name]
    if (!shape) {
      expect([...LISTS, ...TEXTS]).toContain(element.name)
      if (LISTS.has(element.name)) expect(childrenOf(element).length).toBeGreaterThan(0)
      continue
    }
    for (const name of shape.required) expect(element.attributes.get(name)).toBeDefined()
    const order = childrenOf(element).map(({ name }) => shape.children.indexOf(name))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    const own = element.attributes.get('guid')
    if (own !== undefined) guids.push(own)
    for (const name of ['targetGUID', 'originGUID', 'creatingUser'])
      if (element.attributes.has(name)) targets.push(element.attributes.get(name)!)
  }
  for (const guid of guids)
    expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(guids).size).toBe(guids.length)
  expect(targets.filter((target) => !guids.includes(target))).toEqual([])
}

describe('REFI-QDA', () => {
  it('golden files', async () => {
    const files = await unpacked(sampleSource)
    const text = `sources/${guidOf('article', 'article-0001')}.txt`
    expect([...files.keys()].slice(0, 2)).toEqual(['project.qde', text])
    expectGolden('refi-qda.qde', files.get('project.qde')!)
    expect(files.get(text)).toBe([...sampleSource.articles()][0]!.text)
    const codebook = await datasetFiles(refiQdaCodebookExporter, sampleSource, exportOptions(refiQdaCodebookExporter))
    expectGolden('refi-qda.qdc', String(codebook.get('dataset.qdc')))
  })

  it('law: the project is as the standard wants it, and every selection is named by its text', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const files = await unpacked(sourceOf(project))
        const root = valueOf(parseXml(files.get('project.qde')!, 'project.qde'))
        expectStandard(root)
        for (const source of [...descendantsOf(root)].filter(({ name }) => name === 'TextSource')) {
          const path = source.attributes.get('plainTextPath')!.replace('internal://', 'sources/')
          const points = Array.from(files.get(path)!)
          for (const { attributes } of childrenOf(source, 'PlainTextSelection')) {
            const quote = points.slice(Number(attributes.get('startPosition')), Number(attributes.get('endPosition')))
            const name = quote.length > 80 ? `${quote.slice(0, 80).join('')}…` : quote.join('')
            expect(attributes.get('name')).toBe(name)
          }
        }
      }),
      RUNS,
    )
  })

  it('law: the archive gives the whole project back', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const read = await roundTrip(exporter, reader, sourceOf(project))
        expect(read.problems).toEqual([])
        expectKept(project, read)
        const entities = read.items.flatMap((item) => (item.kind === 'entity' ? [item.entity] : []))
        expect(entities).toEqual(project.entities.map(({ kind: _kind, ...entity }) => entity))
        const codebooks = read.items.flatMap((item) => (item.kind === 'codebook' ? [item.codebook] : []))
        expect(codebooks).toEqual([sourceOf(project).codebook])
      }),
      RUNS,
    )
  })

  it('law: without our own file, places, types, choices, users and links are still there', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const files = await unpacked(sourceOf(project))
        files.delete('standoff.jsonl')
        const { articles, problems } = await readAll(reader, memoryInput(files))
        expect(problems).toEqual([])
        expect(articles.map(({ text }) => text)).toEqual(project.articles.map(({ text }) => text))
        const expected = project.annotations.flatMap(({ type, fragments }) =>
          fragments.length === 0 ? [`${type} `] : fragments.map(({ quote }) => `${type} ${quote}`),
        )
        const found = articles.flatMap((article) =>
          article.annotations.map(({ type, fragments }) => {
            const points = Array.from(article.text ?? '')
            return `${type.toLowerCase()} ${fragments.map(({ start, end }) => points.slice(start, end).join('')).join('')}`
          }),
        )
        expect(found.toSorted()).toEqual(expected.toSorted())
        expect(articles.flatMap(({ relations }) => relations)).toHaveLength(project.relations.length)
      }),
      RUNS,
    )
  })

  it('choices of a code come back as its attributes, and a case with its values', async () => {
    const files = await unpacked(sampleSource)
    files.delete('standoff.jsonl')
    const { articles, items } = await readAll(reader, memoryInput(files))
    const minister = articles[0]!.annotations.find(({ type }) => type === 'Entity')
    expect(minister).toMatchObject({ attributes: { Type: 'Person', Mention: 'Nominal' }, note: 'entity: Ann Lee' })
    expect(articles[0]!.metadata).toMatchObject({ outlet: 'The Daily', desk: 'politics' })
    expect(items.flatMap((item) => (item.kind === 'entity' ? [item.entity] : []))[0]).toMatchObject({
      name: 'Ann Lee',
      type: 'person',
      aliases: ['Lee', 'A. Lee'],
      wikidata: 'Q42',
      attributes: { party: 'none' },
    })
  })
})

const guid = (number: number): string => `{0000000${number}-AAAA-4BBB-8CCC-000000000000}`

async function archive(files: Readonly<Record<string, string>>): Promise<Map<string, Buffer>> {
  const chunks: Uint8Array[] = []
  const parts = Object.entries(files).map(([path, text]) => ({ path, chunks: () => [text] }))
  for await (const chunk of zipParts(parts, new Date('2025-01-01T00:00:00Z'))) chunks.push(chunk)
  return new Map([['study.qdpx', Buffer.concat(chunks)]])
}

const foreign = (sources: string, rest = ''): string => `<?xml version="1.0"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Study">
<Users><User guid="${guid(1)}" name="Ada"/></Users>
<CodeBook><Codes><Code guid="${guid(2)}" name="Anger" isCodable="true"/><Code guid="${guid(3)}" name="Joy" isCodable="true"/></Codes></CodeBook>
<Sources>${sources}</Sources>
<Notes><Note guid="${guid(5)}" name="m"><PlainTextContent>A memo</PlainTextContent></Note></Notes>${rest}</Project>`

const selection = (start: number, end: number, name: string, code = 2): string =>
  `<PlainTextSelection guid="${guid(6)}" name="${name}" startPosition="${start}" endPosition="${end}" creatingUser="${guid(1)}"><Coding guid="${guid(7)}"><CodeRef targetGUID="${guid(code).toLowerCase()}"/></Coding><Coding guid="${guid(8)}"><CodeRef targetGUID="${guid(3)}"/></Coding><NoteRef targetGUID="${guid(5)}"/></PlainTextSelection>`

describe('what other programs write', () => {
  it('braces, upper case, other folders, notes, several codes in one place', async () => {
    const source = `<TextSource guid="${guid(4)}" name="Interview" plainTextPath="internal://T.txt">${selection(2, 5, 'cat')}</TextSource>`
    const files = await archive({ 'Project.qde': foreign(source), 'SOURCES/t.TXT': 'a cat' })
    expect(reader.sniff([...files.keys()], headOf(files))).toBe(true)
    const { articles, items, problems } = await readAll(reader, memoryInput(files))
    expect(problems).toEqual([])
    expect(articles[0]).toMatchObject({ title: 'Interview', text: 'a cat', unit: 'codepoint' })
    expect(articles[0]!.annotations.map(({ type, note, fragments }) => [type, note, fragments[0]?.quote])).toEqual([
      ['Anger', 'A memo', 'cat'],
      ['Joy', '', 'cat'],
    ])
    const annotators = items.flatMap((item) => (item.kind === 'annotator' ? [item.annotator] : []))
    expect(annotators.map(({ id }) => id)).toEqual([articles[0]!.annotations[0]!.annotator])
  })

  it('the unit that the names of selections agree with', async () => {
    const counted = async (start: number, end: number, text: string) => {
      const source = `<TextSource guid="${guid(4)}" name="I" plainTextPath="internal://T.txt">${selection(start, end, 'cat')}</TextSource>`
      const { articles } = await readAll(
        reader,
        memoryInput(await archive({ 'a.qde': foreign(source), 'sources/T.txt': text })),
      )
      return [articles[0]!.unit, spansOf(articles[0]!)[0]!.spans]
    }
    expect(await counted(2, 5, '🙂 cat')).toEqual(['codepoint', [[3, 6]]])
    expect(await counted(3, 6, '🙂 cat')).toEqual(['utf16', [[3, 6]]])
    expect(await counted(2, 5, 'a\r\ncat')).toEqual(['codepoint', [[2, 5]]])
    expect(await counted(3, 6, 'a\r\ncat')).toEqual(['codepoint', [[3, 6]]])
  })

  it('texts that are missing, codes that are not there, media: told with lines', async () => {
    const { articles, problems } = await readAll(
      reader,
      memoryInput(
        await archive({
          'a.qde': foreign(
            `<TextSource guid="${guid(4)}" name="Gone" plainTextPath="internal://gone.txt"/>\n<TextSource guid="${guid(9)}" name="Here"><PlainTextContent>a cat</PlainTextContent>${selection(2, 5, 'cat', 9)}<PlainTextSelection guid="${guid(6)}"/></TextSource><AudioSource guid="${guid(0)}"/>`,
          ),
        }),
      ),
    )
    expect(articles.map(({ title }) => title)).toEqual(['Here'])
    expect(articles[0]!.annotations.map(({ type }) => type)).toEqual(['Joy'])
    expect(problems.map(({ line }) => line)).toEqual([5, 6, 6, null])
    for (const { path, message } of problems) {
      expect(path).toBe('a.qde')
      expect(message).toMatch(/^[A-Z].*\.$/s)
    }
  })

  it('an archive without a project, or one that is damaged, ends with a sentence', async () => {
    const failing = async (files: Map<string, Buffer>) => readAll(reader, memoryInput(files))
    await expect(failing(await archive({ 'a.txt': 'a' }))).rejects.toThrow(InputFailure)
    await expect(failing(await archive({ 'a.qde': '<Project>' }))).rejects.toThrow(InputFailure)
    await expect(failing(new Map([['a.qdpx', Buffer.from('no archive')]]))).rejects.toThrow(InputFailure)
  })
})
