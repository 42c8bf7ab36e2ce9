import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSoundRecord } from '../../../model/change/codec.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { homeOf, KINDS, layerOf, quotedFragments, referencesOf, shiftRecord } from '../../../model/record/kinds.ts'
import { LONGEST_LINE, LONGEST_TEXT, MOST_FRAGMENTS, MOST_TYPES } from '../../../model/record/limits.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import { recordSchema } from '../../../model/record/schemas.ts'
import { openForWriting, query } from '../../../main/store/sqlite/sqlite.ts'
import { columnsOf } from '../../../main/store/sqlite/record-columns.ts'
import { annotate, ANNOTATOR, article as articleOf, NOW } from '../../support/article.ts'

const { article, text } = articleOf('The <e1>minister</e1> said: <q1>“No.”</q1>')
const quote = annotate(text, article.id, 'quote', [{ start: 18, end: 23 }], 'annotation-1')
const mention = {
  ...annotate(text, article.id, 'entity', [{ start: 4, end: 12 }], 'annotation-2'),
  attributes: { entity: 'lind' },
}

const RECORDS: readonly ProjectRecord[] = [
  { kind: 'project', id: 'project-1', name: 'Press', description: '', createdAt: NOW },
  { kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' },
  newsAttribution,
  {
    kind: 'entity',
    id: 'lind',
    name: 'Lind',
    type: 'person',
    aliases: ['L.'],
    wikidata: 'Q1',
    attributes: { party: 'A' },
  },
  article,
  quote,
  mention,
  {
    kind: 'relation',
    id: 'relation-1',
    article: article.id,
    role: 'speaker',
    source: quote.id,
    target: { annotation: mention.id },
    attributes: {},
    annotator: ANNOTATOR,
    createdAt: NOW,
    updatedAt: NOW,
  },
  {
    kind: 'prediction',
    id: 'prediction-1',
    article: article.id,
    type: 'quote',
    fragments: quote.fragments,
    attributes: { mode: 'direct' },
    links: [{ role: 'speaker', target: 'prediction-2' }],
    source: 'ner-3',
    score: 0.5,
    note: '',
    createdAt: NOW,
  },
  {
    kind: 'rejection',
    id: 'rejection-1',
    article: article.id,
    rule: 'quotes',
    spans: [{ start: 18, end: 23 }],
    annotator: ANNOTATOR,
    createdAt: NOW,
  },
]

const odd = fc.constantFrom<unknown>(
  null,
  '',
  'x',
  -1,
  0,
  1.5,
  2,
  true,
  [],
  {},
  [null],
  [{}],
  { a: 1 },
  NaN,
  'y'.repeat(300),
  NOW,
)

describe('the table of kinds', () => {
  it('has a record of each kind here', () => {
    expect(new Set(RECORDS.map(({ kind }) => kind))).toEqual(new Set(Object.keys(KINDS)))
  })

  it.each(RECORDS.map((record) => [record.kind, record] as const))(
    'law: a %s is as sound as its schema says',
    (_kind, record) => {
      expect(recordSchema.safeParse(record).success).toBe(true)
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(record), 'more'), odd, (key, value) => {
          const candidate = { ...record, [key]: value }
          if (isSoundRecord(candidate)) expect(recordSchema.safeParse(candidate).success).toBe(true)
        }),
        { numRuns: 300 },
      )
    },
  )

  it('law: what columns hold comes back as it was', () => {
    for (const record of RECORDS) {
      if (record.kind === 'codebook') continue
      const columns = columnsOf(record.kind)
      // One kind's columns take its own records.
      const values = (columns as ReturnType<typeof columnsOf<'annotation'>>).values(record as typeof quote)
      const db = openForWriting(':memory:')
      const held = columns.names.map((name, i) => `?${i + 1} AS ${name}`).join(', ')
      const row = db.get(
        query('held', `SELECT ${columns.packed('held')} AS packed FROM (SELECT ${held}) AS held`),
        ...values,
      )
      db.close()
      expect(columns.unpack(row?.packed)).toEqual(record)
    }
  })

  it('says where a record belongs, whose it is, and what it needs', () => {
    const said = RECORDS.map((record) => [
      record.kind,
      homeOf(record),
      layerOf(record),
      referencesOf(record, newsAttribution).map(({ kind, id }) => `${kind}:${id}`),
    ])
    const here = `article:${article.id}`
    const by = `annotator:${ANNOTATOR}`
    expect(said).toEqual([
      ['project', null, null, []],
      ['annotator', null, null, []],
      ['codebook', null, null, []],
      ['entity', null, null, []],
      ['article', null, null, []],
      ['annotation', article.id, ANNOTATOR, [here, by]],
      ['annotation', article.id, ANNOTATOR, [here, by, 'entity:lind']],
      ['relation', article.id, ANNOTATOR, [`annotation:${quote.id}`, `annotation:${mention.id}`, by]],
      ['prediction', article.id, null, [here]],
      ['rejection', article.id, ANNOTATOR, [here, by]],
    ])
  })

  it('moves what has a place in the text, and leaves the rest', () => {
    const splices = [{ at: 0, removed: '', inserted: 'Today: ' }]
    for (const record of RECORDS) {
      const shifted = shiftRecord(record, splices)
      const moves = record.kind === 'annotation' || record.kind === 'prediction' || record.kind === 'rejection'
      expect(shifted === record).toBe(!moves)
      for (const [i, { start }] of quotedFragments(record).entries()) {
        expect(shifted && quotedFragments(shifted)[i]?.start).toBe(start + 7)
      }
    }
    expect(shiftRecord(quote, [{ at: 19, removed: 'N', inserted: 'n' }])).toBeNull()
  })
})

describe('limits of a record', () => {
  const long = 'x'.repeat(LONGEST_LINE + 1)
  const fragments = Array.from({ length: MOST_FRAGMENTS + 1 }, (_, i) => {
    return { start: 2 * i, end: 2 * i + 1, quote: 'x', prefix: '', suffix: '' }
  })
  const types = Array.from({ length: MOST_TYPES + 1 }, (_, i) => ({ ...newsAttribution.types[0]!, id: `type-${i}` }))

  it.each<[string, ProjectRecord]>([
    ['a title of many pages', { ...article, title: long }],
    ['an alias of many pages', { ...RECORDS.find(({ kind }) => kind === 'entity'), aliases: [long] } as ProjectRecord],
    ['fragments without end', { ...mention, fragments }],
    [
      'attributes without end',
      { ...mention, attributes: Object.fromEntries(fragments.map(({ start }) => [start, ''])) },
    ],
    ['a note of many megabytes', { ...mention, note: 'x'.repeat(LONGEST_TEXT + 1) }],
    ['types without end', { ...newsAttribution, types }],
  ])('%s is refused by the fast check and by the schema', (_what, record) => {
    expect(isSoundRecord(record)).toBe(false)
    expect(recordSchema.safeParse(record).success).toBe(false)
  })

  it('what is as large as it may be is taken', () => {
    const largest = { ...mention, note: 'x'.repeat(1_000_000), fragments: fragments.slice(1) }
    expect(isSoundRecord(largest)).toBe(true)
    expect(recordSchema.safeParse(largest).success).toBe(true)
  })
})
