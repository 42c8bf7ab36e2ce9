import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataPackageExporter as exporter } from '../../../main/formats/datapackage/write.ts'
import { TABLES } from '../../../main/formats/datapackage/tables.ts'
import { dataPackageReader as reader } from '../../../main/formats/datapackage/read.ts'
import { OFFSET_UNITS } from '../../../model/text/offsets.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

const rowsOf = (files: ReadonlyMap<string, Buffer>, table: string): Record<string, string>[] =>
  parse(String(files.get(`${table}.csv`)), { columns: true, record_delimiter: '\r\n' })

describe('data package', () => {
  it('golden files', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    expect([...files.keys()]).toEqual([
      'datapackage.json',
      'README.md',
      ...TABLES.map(({ name }) => `${name}.csv`),
      'codebook.json',
      'standoff-dataset.schema.json',
      'verify.py',
      'texts/0001-a-yes-a-no.txt',
      'texts/0002-home.txt',
    ])
    expectGolden('datapackage.json', String(files.get('datapackage.json')))
    expectGolden('datapackage.README.md', String(files.get('README.md')))
    for (const { name } of TABLES.slice(0, -1))
      expectGolden(`datapackage.${name}.csv`, String(files.get(`${name}.csv`)))
    expect(reader.sniff([...files.keys()], headOf(files))).toBe(true)
  })

  it.each(OFFSET_UNITS)('law: in %s, the package gives the whole project back', async (offsets) => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const source = sourceOf(project)
        const read = await roundTrip(exporter, reader, source, { offsets })
        expect(read.problems).toEqual([])
        expectKept(project, read)
        expect(read.articles.map((article) => article.source)).toEqual(
          project.articles.map(({ article }) => article.source),
        )
        const without = ({ kind: _kind, ...rest }: { kind: string }) => rest
        expect(
          read.items.flatMap((item): unknown[] => {
            if (item.kind === 'entity') return [item.entity]
            if (item.kind === 'annotator') return [item.annotator]
            return item.kind === 'codebook' ? [item.codebook] : item.kind === 'project' ? [item.project] : []
          }),
        ).toEqual([
          without(source.project),
          source.codebook,
          ...project.annotators.map(without),
          ...project.entities.map(without),
        ])
      }),
      RUNS,
    )
  })

  it('law: keys are unique, foreign keys hold, required cells are filled', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const files = await datasetFiles(exporter, sourceOf(project), exportOptions(exporter))
        for (const { name, fields, primaryKey, foreignKeys } of TABLES) {
          const rows = rowsOf(files, name)
          for (const { name: field, required } of fields)
            if (required) expect(rows.filter((row) => row[field] === '')).toEqual([])
          const keys = rows.map((row) => JSON.stringify(primaryKey.map((field) => row[field])))
          if (primaryKey.length > 0) expect(new Set(keys).size).toBe(rows.length)
          for (const { fields: field, reference } of foreignKeys) {
            const known = new Set(rowsOf(files, reference.resource).map((row) => row[String(reference.fields)]))
            const dangling = rows.map((row) => row[String(field)]).filter((value) => value !== '' && !known.has(value))
            expect(dangling).toEqual([])
          }
        }
      }),
      RUNS,
    )
  })

  it('keeps blocks, and a text with a byte-order mark in it', async () => {
    const text = '\ufeffHead\r\nBody'
    const blocks = [
      { start: 1, end: 5, kind: 'heading', level: 1 },
      { start: 7, end: 11, kind: 'paragraph' },
    ] as const
    const [first] = [...sampleSource.articles()]
    const source = {
      ...sampleSource,
      articles: () => [
        {
          article: first!.article,
          text,
          blocks,
          annotations: () => [],
          originalBytes: () => null,
          relations: [],
          suggestions: [],
        },
      ],
    }
    const { articles } = await roundTrip(exporter, reader, source)
    expect(articles).toMatchObject([{ text, blocks }])
  })

  it('tells rows that fit nowhere, with file and line, and reads the rest', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    const add = (table: string, row: string): void => {
      files.set(`in/${table}.csv`, Buffer.from(`${String(files.get(`in/${table}.csv`))}${row}\r\n`))
    }
    for (const [path, bytes] of Array.from(files)) files.set(`in/${path}`, bytes)
    const inside = new Map([...files].filter(([path]) => path.startsWith('in/') && path !== 'in/texts/0002-home.txt'))
    for (const [path, bytes] of inside) files.set(path, bytes)
    add('annotations', 'a9,gone,entity,draft,,,annotator-0001,,,,')
    add('annotations', ',article-0001,entity,draft,,,annotator-0001,,,,')
    add('relations', 'r9,speaker,gone,,entity-1,{},,,')
    add('relations', 'r8,speaker,annotation-1-0003,,,{},,,')
    for (const path of inside.keys()) inside.set(path, files.get(path)!)
    expect(reader.sniff([...inside.keys()], headOf(inside))).toBe(true)
    const { articles, problems } = await readAll(reader, memoryInput(inside))
    expect(articles.map(({ text }) => text === null)).toEqual([false, true])
    expect(articles.flatMap(({ annotations }) => annotations)).toHaveLength(7)
    expect(problems.map(({ path, line }) => `${path}:${line}`).toSorted()).toEqual([
      'in/annotations.csv:10',
      'in/annotations.csv:11',
      'in/articles.csv:3',
      'in/relations.csv:5',
      'in/relations.csv:6',
    ])
    for (const { message } of problems) expect(message).toMatch(/^[A-Z].*\.$/s)
  })
})
