import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offsetConverter, OFFSET_UNITS, type OffsetUnit } from '../../../model/text/offsets.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { datasetJsonSchema } from '../../../main/formats/kit/standoff/dataset-json-schema.ts'
import { articleLineSchema, datasetSchema } from '../../../main/formats/kit/standoff/dataset-schema.ts'
import type { DatasetSource, Exporter, ExportOptions } from '../../../main/formats/kit/exporter.ts'
import { guardCell, unguardCell } from '../../../main/formats/csv/formula-guard.ts'
import { exporters } from '../../../main/formats/index.ts'
import { createExporterRegistry, exportFileName } from '../../../main/formats/registry/exporter-registry.ts'
import { ANNOTATOR, annotate, article, NOW } from '../../support/article.ts'
import { datasetFiles } from '../../support/export.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const first = article(
  '🙂 The <e1>minister</e1> said: <q1>"Yes</q1>," she added, <q1>"and no"</q1>.\n=1+1 is <c1>true</c1>',
)
const second = article('@home\nA "second" one, with <k1>a\nline</k1> end', 2)

const relation = (id: string, target: Relation['target'], role = 'speaker'): Relation => ({
  kind: 'relation',
  id,
  article: first.article.id,
  role,
  source: first.annotations.q1!.id,
  target,
  attributes: {},
  annotator: ANNOTATOR,
  createdAt: NOW,
  updatedAt: NOW,
})

const stance = {
  ...annotate('x', first.article.id, 'stance', [], 'annotation-1-0009'),
  attributes: { value: 'against', 'own key': '-5' },
}

const sets = [
  {
    article: { ...first.article, metadata: { outlet: 'The Daily', url: 'https://example.org/1', desk: 'politics' } },
    text: first.text,
    list: [
      stance,
      first.annotations.e1!,
      { ...first.annotations.q1!, note: "it's\r\n'so'", confidence: 0.5 },
      first.annotations.c1!,
    ],
    relations: [
      relation('relation-1', { annotation: first.annotations.e1!.id }),
      relation('relation-2', { entity: 'entity-1' }),
    ],
  },
  { article: second.article, text: second.text, list: [second.annotations.k1!], relations: [] },
]

const source: DatasetSource = {
  project: { kind: 'project', id: 'project-0001', name: 'Press review', description: '', createdAt: NOW },
  codebook: newsAttribution,
  annotators: [{ kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' }],
  entities: [
    {
      kind: 'entity',
      id: 'entity-1',
      name: 'Ann Lee',
      type: 'person',
      aliases: ['Lee'],
      wikidata: 'Q42',
      attributes: {},
    },
  ],
  attributesInUse: new Map([['stance', ['own key', 'value']]]),
  rolesInUse: ['speaker'],
  annotation: (id) => sets.flatMap(({ list }) => list).find((annotation) => annotation.id === id) ?? null,
  articles: () =>
    sets.map(({ article: record, text, list, relations }) => ({
      article: record,
      text,
      blocks: [],
      originalBytes: () => null,
      relations,
      suggestions: [],
      annotations: () => list,
    })),
}

const options = (offsets: OffsetUnit = 'codepoint', profile: string | null = null): ExportOptions => ({
  offsets,
  profile,
  generator: 'Standoff test',
  exportedAt: NOW,
  texts: true,
  settings: {},
})

const exporter = (id: string): Exporter => valueOf(exporters.find(id, null)).exporter
/** The first file of a dataset, which is the dataset itself. */
async function written(id: string, how = options()): Promise<string> {
  const [dataset] = (await datasetFiles(exporter(id), source, how)).values()
  return String(dataset)
}

/** Compares with a file of this folder; UPDATE_GOLDEN=1 writes it. A change of one is a change of the format. */
function golden(name: string, content: string): void {
  const path = join(import.meta.dirname, 'golden', name)
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, content)
  expect(content).toBe(readFileSync(path, 'utf8'))
}

const slice = (text: string, unit: OffsetUnit, start: number, end: number): string => {
  if (unit === 'utf16') return text.slice(start, end)
  if (unit === 'utf8') return Buffer.from(text).subarray(start, end).toString()
  return [...text].slice(start, end).join('')
}

describe('golden files', () => {
  it.each([
    ['dataset.json', 'json', options()],
    ['dataset.jsonl', 'jsonl', options('utf8')],
    ['dataset.csv', 'csv', options('codepoint', 'raw')],
    ['dataset.excel.csv', 'csv', options('utf16', 'excel')],
  ])('%s', async (name, id, how) => golden(name, await written(id, how)))

  it('dataset.csv-metadata.json', async () => {
    const files = await datasetFiles(exporter('csv'), source, options('codepoint', 'raw'))
    const text = String(files.get('dataset.csv-metadata.json'))
    expect(JSON.parse(text)).toMatchObject({ 'standoff:offsetUnit': 'codepoint' })
    golden('dataset.csv-metadata.json', text)
  })
})

describe.each(OFFSET_UNITS)('in %s', (unit) => {
  it('every row of JSON, JSON Lines and CSV is re-found in its text', async () => {
    const dataset = datasetSchema.parse(JSON.parse(await written('json', options(unit))))
    const lines = (await written('jsonl', options(unit)))
      .trimEnd()
      .split('\n')
      .map((line) => articleLineSchema.parse(JSON.parse(line)))
    expect(lines.map(({ format: _f, version: _v, offsetUnit, project: _p, ...rest }) => [offsetUnit, rest])).toEqual(
      dataset.articles.map((item) => [unit, item]),
    )
    let fragments = 0
    for (const { text, annotations } of dataset.articles) {
      for (const fragment of annotations.flatMap((annotation) => annotation.fragments)) {
        fragments++
        expect(slice(text, unit, fragment.start, fragment.end)).toBe(fragment.quote)
      }
    }
    expect(fragments).toBe(5)
    const rows = parse(await written('csv', options(unit, 'raw')), { columns: true }) as Record<string, string>[]
    expect(rows.map((row) => [row.start, row.end])).toEqual(
      dataset.articles.flatMap((item) =>
        item.annotations.map(({ fragments: list }) => [String(list[0]?.start ?? ''), String(list.at(-1)?.end ?? '')]),
      ),
    )
  })
})

describe('CSV', () => {
  it('names both ends of a role, and joins fragments', async () => {
    const rows = parse(await written('csv', options('codepoint', 'raw')), { columns: true }) as Record<string, string>[]
    expect(rows[2]).toMatchObject({
      quote: '"Yes … "and no"',
      fragments: '21-25;39-47',
      speaker: 'minister | Ann Lee',
      speaker_id: `${first.annotations.e1!.id} | entity-1`,
      'quote.mode': 'direct',
      'article.outlet': 'The Daily',
      note: "it's\r\n'so'",
    })
    expect(rows[0]).toMatchObject({ start: '', end: '', quote: '', 'stance.own key': '-5' })
  })

  it('guards formulas in the Excel profile and only there, reversibly', async () => {
    const excel = await written('csv', options('codepoint', 'excel'))
    expect(excel.startsWith('\ufeff')).toBe(true)
    const [raw, guarded] = [await written('csv', options('codepoint', 'raw')), excel.slice(1)].map((text) =>
      parse(text),
    )
    expect(guarded!.flat().some((cell) => /^[=+\-@]/.test(cell))).toBe(false)
    expect(guarded!.map((row) => row.map(unguardCell))).toEqual(raw)
  })

  it('law: the guard can be taken back and leaves nothing that runs', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'"), fc.string()).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(cell, (value) => {
        expect(unguardCell(guardCell(value))).toBe(value)
        expect(guardCell(value)).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})

describe('the schema', () => {
  it('that lies in resources is the current one', () => {
    const path = join(import.meta.dirname, '../../../resources/standoff-dataset.schema.json')
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, datasetJsonSchema())
    expect(readFileSync(path, 'utf8')).toBe(datasetJsonSchema())
  })
})

describe('the registry', () => {
  it('finds formats and profiles, and says what there is', () => {
    expect(valueOf(exporters.find('csv', null)).profile).toBe('raw')
    expect(failureOf(exporters.find('pdf', null), 'unknown-format').action).toContain('json, jsonl, csv')
    failureOf(exporters.find('csv', 'word'), 'unknown-format')
    failureOf(exporters.find('json', 'raw'), 'unknown-format')
    expect(() => createExporterRegistry([exporter('csv'), exporter('csv')])).toThrow(/two exporters/)
  })

  it('ends file names as format and profile want it', () => {
    expect(exportFileName('a.csv', exporter('csv'), 'excel')).toBe('a.excel.csv')
    expect(exportFileName('a.excel.csv', exporter('csv'), 'excel')).toBe('a.excel.csv')
    expect(exportFileName('a.txt', exporter('csv'), 'raw')).toBe('a.txt')
  })
})

describe('offsets', () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 3000, size: 'max' })
    .filter((value) => !/\p{Surrogate}/u.test(value))

  it.each(OFFSET_UNITS)('law: %s offsets go there and back, and cut the text alike', (unit) => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(6000), { maxLength: 20 }), (value, places) => {
        const { toFile, toModel } = offsetConverter(value, unit)
        for (const place of places) {
          const offset = Math.min(place, value.length)
          const boundary =
            offset > 0 && /[\ud800-\udbff]/.test(value.charAt(offset - 1)) && offset < value.length
              ? offset - 1
              : offset
          expect(slice(value, unit, 0, toFile(boundary))).toBe(value.slice(0, boundary))
          expect(toModel(toFile(boundary))).toBe(boundary)
        }
      }),
    )
  })
})
