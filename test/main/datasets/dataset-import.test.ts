import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import {
  type DatasetItem,
  foreignAnnotation,
  foreignArticle,
  type ForeignArticle,
  foreignRelation,
} from '../../../main/formats/kit/reader.ts'
import { jsonReader } from '../../../main/formats/json/read.ts'
import { jsonExporter } from '../../../main/formats/json/write.ts'
import { datasetTarget } from '../../support/dataset.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { roundTrip } from '../../support/round-trip.ts'
import { smallProject, sourceOf } from '../../support/project.ts'

const TEXT = 'Zoë 🙂 Lind spoke.\nThe minister said: "No."'

const at = (quote: string, from = 0, text = TEXT) => {
  const start = text.indexOf(quote, from)
  return { start, end: start + quote.length, quote }
}

const person = (edit: Partial<Parameters<typeof foreignAnnotation>[0]> = {}) =>
  foreignAnnotation({ key: 'T1', type: 'PER', fragments: [at('Lind')], place: 'line 1', ...edit })

const item = (edit: Partial<ForeignArticle> = {}): DatasetItem => ({
  kind: 'article',
  article: foreignArticle({
    key: 'doc1',
    title: 'Vote',
    text: TEXT,
    unit: 'utf16',
    annotations: [person()],
    relations: [],
    ...edit,
  }),
})

const annotationsOf = (records: readonly ProjectRecord[]): Annotation[] =>
  records.filter((record): record is Annotation => record.kind === 'annotation')

describe('importing a dataset', () => {
  it('takes articles, annotations and relations in, in words of the codebook where that is asked for', async () => {
    const target = datasetTarget()
    const quote = foreignAnnotation({ key: 'Q1', type: 'Quotation', fragments: [at('"No."')], place: 'line 2' })
    const relation = foreignRelation({
      key: 'R1',
      role: 'Speaker',
      source: 'Q1',
      target: { annotation: 'T1' },
      place: 'line 3',
    })
    const items = [item({ annotations: [person(), quote], relations: [relation] })]
    const { report } = valueOf(await target.take(items, { words: 'alike' }))
    expect(report.counts).toMatchObject({
      articles: { added: 1 },
      annotations: { added: 2, leftOut: 0 },
      relations: { added: 1, leftOut: 0 },
    })
    expect(report.problems.items).toEqual([])
    expect(report.codebookChanges).toEqual([])
    const records = target.records()
    expect(
      annotationsOf(records).map(({ type, attributes, provenance, annotator, status }) => [
        type,
        attributes,
        provenance,
        annotator,
        status,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['entity', { type: 'person' }, 'imported', 'local', 'final'],
        ['quote', {}, 'imported', 'local', 'final'],
      ]),
    )
    expect(records.find(({ kind }) => kind === 'relation')).toMatchObject({ role: 'speaker' })
    expect(target.problems()).toEqual([])
  })

  it('adds nothing the second time', async () => {
    const target = datasetTarget()
    const items = [item(), item({ key: 'doc2', text: 'Other\r\nwords', annotations: [] })]
    valueOf(await target.take(items))
    const before = target.records()
    const { report, batch } = valueOf(await target.take(items))
    expect(batch).toBeNull()
    expect(report.counts.articles).toEqual({ added: 0, present: 2, different: 0, leftOut: 0 })
    expect(report.counts.annotations).toEqual({ added: 0, present: 1, different: 0, leftOut: 0 })
    expect(target.records()).toEqual(before)
  })

  it('keeps what was changed in the project since, and says so', async () => {
    const target = datasetTarget()
    valueOf(await target.take([item()]))
    const { report } = valueOf(await target.take([item({ annotations: [person({ note: 'new' })] })]))
    expect(report.counts.annotations).toMatchObject({ added: 0, different: 1 })
    expect(report.problems.items).toMatchObject([{ line: 1, message: expect.stringContaining('not the same') }])
    expect(annotationsOf(target.records()).map(({ note }) => note)).toEqual([''])
  })

  it('is undone and redone as one step', async () => {
    const target = datasetTarget()
    const before = target.records()
    const batch = valueOf(await target.take([item()])).batch ?? ''
    const after = target.records()
    expect(valueOf(target.service.overview()).history.undo.at(-1)?.change).toEqual({
      id: batch,
      title: 'Import data1.items',
      stored: true,
      batch: true,
    })
    valueOf(target.service.undoBatch(batch))
    expect(target.records()).toEqual(before)
    failureOf(target.service.undoBatch(batch), 'conflict')
    valueOf(target.service.redoBatch(batch))
    expect(target.records()).toEqual(after)
    expect(target.problems()).toEqual([])
  })

  it('shows exactly what it then does', async () => {
    const target = datasetTarget()
    const items = [
      item({ annotations: [person(), person({ key: 'T2', fragments: [{ start: 0, end: 4, quote: 'Lind' }] })] }),
    ]
    const looked = valueOf(await target.look(items, { relocate: true })).outcome
    expect(target.records().filter(({ kind }) => kind !== 'codebook')).toEqual([])
    const { report } = valueOf(await target.take(items, { relocate: true }))
    expect(report.counts).toEqual(looked.counts)
    expect(report.problems).toEqual(looked.problems)
    expect(report.codebookChanges).toEqual(looked.codebookChanges)
    expect(report.relocated).toBe(1)
  })
})

describe('places', () => {
  const wrong = { start: 0, end: 4, quote: 'Lind' }

  it('are never guessed: a quote that stands elsewhere is listed and left out', async () => {
    const target = datasetTarget()
    const { report } = valueOf(await target.take([item({ annotations: [person({ fragments: [wrong] })] })]))
    expect(report.counts.annotations).toMatchObject({ added: 0, leftOut: 1 })
    expect(report.misplaced.items).toMatchObject([{ quote: 'Lind', instead: 'Zoë ', distance: 7 }])
  })

  it('are taken where the quote stands when that is asked for', async () => {
    const target = datasetTarget()
    valueOf(await target.take([item({ annotations: [person({ fragments: [wrong] })] })], { relocate: true }))
    expect(annotationsOf(target.records())[0]?.fragments).toMatchObject([at('Lind')])
  })

  it.each([
    ['beyond the text', [{ start: 900, end: 905, quote: null }], 'not in the text'],
    ['of no text', [{ start: 3, end: 3, quote: null }], 'covers no text'],
    ['inside a character', [{ start: 5, end: 8, quote: null }], 'not in the text'],
    ['that overlap', [at('Lind'), at('Lind spoke')], 'overlap'],
    ['of a quote that is nowhere', [{ start: 0, end: 4, quote: 'Berlin' }], 'not near its place'],
  ])('%s are a problem with its line', async (_what, fragments, words) => {
    const target = datasetTarget()
    const { report } = valueOf(await target.take([item({ annotations: [person({ fragments })] })]))
    expect(report.counts.annotations).toMatchObject({ added: 0, leftOut: 1 })
    expect(report.problems.items).toMatchObject([{ line: 1, message: expect.stringContaining(words) }])
  })

  it('law: whatever line ends and unit the file has, the quote is what was tagged', async () => {
    const piece = fc.constantFrom('a', 'ß ', '🙂', '\r\n', '\r', '\n', 'e\u0301', '東京')
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 3, maxLength: 12 }),
        fc.nat(20),
        fc.nat(20),
        fc.constantFrom('codepoint' as const, 'utf8' as const, 'utf16' as const),
        async (pieces, first, second, unit) => {
          const [from, to] = [first % pieces.length, second % pieces.length].toSorted((a, b) => a - b) as [
            number,
            number,
          ]
          const before = pieces.slice(0, from).join('')
          const quote = pieces.slice(from, to + 1).join('')
          const text = pieces.join('')
          // A line end that is cut in two is no place in the file's text.
          fc.pre(
            !(before.endsWith('\r') && quote.startsWith('\n')) &&
              !(quote.endsWith('\r') && text[before.length + quote.length] === '\n'),
          )
          const size = (of: string): number =>
            unit === 'utf16' ? of.length : unit === 'utf8' ? Buffer.byteLength(of) : Array.from(of).length
          const fragments = [{ start: size(before), end: size(before) + size(quote), quote }]
          const target = datasetTarget()
          const { report } = valueOf(await target.take([item({ text, unit, annotations: [person({ fragments })] })]))
          expect(report.problems.items).toEqual([])
          const [annotation] = annotationsOf(target.records())
          expect(annotation?.fragments.map((fragment) => fragment.quote)).toEqual([quote.replaceAll(/\r\n?/g, '\n')])
          expect(target.problems()).toEqual([])
          target.service.close()
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('people and entries', () => {
  it('annotators are found by name, and made where nobody has the name', async () => {
    const target = datasetTarget()
    const annotations = [
      person({ annotator: 'Grace' }),
      person({ key: 'T2', annotator: 'Ada' }),
      person({ key: 'T3', annotator: 'a1' }),
    ]
    const annotator: DatasetItem = { kind: 'annotator', annotator: { id: 'a1', name: 'Tagger', type: 'model' } }
    const { report } = valueOf(await target.take([annotator, item({ annotations })]))
    expect(report.counts.annotators.added).toBe(2)
    const records = target.records()
    const names = new Map(records.flatMap((record) => (record.kind === 'annotator' ? [[record.id, record.name]] : [])))
    expect(
      annotationsOf(records)
        .map(({ annotator: id }) => names.get(id) ?? id)
        .toSorted(),
    ).toEqual(['Ada', 'Tagger', 'local'])
  })

  it('entities are found by Wikidata item, then by name and type; mentions and relations lead to them', async () => {
    const entity = (id: string, name: string, wikidata: string | null): DatasetItem => ({
      kind: 'entity',
      entity: { id, name, type: 'PERSON', aliases: [], wikidata, attributes: {} },
    })
    const target = datasetTarget()
    valueOf(await target.take([entity('x', 'Ada Lind', 'Q1'), entity('y', 'Bo Berg', null)]))
    const known = target.records().filter(({ kind }) => kind === 'entity')
    expect(known).toMatchObject([{ type: 'person' }, { type: 'person' }])
    const quote = foreignAnnotation({ key: 'Q1', type: 'quote', fragments: [at('"No."')], place: '' })
    const relation = foreignRelation({ key: 'R', role: 'speaker', source: 'Q1', target: { entity: 'E2' }, place: '' })
    const { report } = valueOf(
      await target.take([
        entity('E1', 'A. Lind', 'Q1'),
        entity('E2', 'Bo Berg', null),
        item({ annotations: [person({ type: 'entity', attributes: { entity: 'E1' } }), quote], relations: [relation] }),
      ]),
    )
    expect(report.counts.entities).toMatchObject({ added: 0, present: 2 })
    const records = target.records()
    const idOf = (name: string) => records.find((record) => record.kind === 'entity' && record.name === name)?.id
    expect(annotationsOf(records).map(({ attributes }) => attributes.entity)).toContain(idOf('Ada Lind'))
    expect(records.find(({ kind }) => kind === 'relation')).toMatchObject({ target: { entity: idOf('Bo Berg') } })
    expect(target.problems()).toEqual([])
  })
})

describe('what cannot be kept is told, and the rest goes on', () => {
  it('a relation without ends, or that does not fit', async () => {
    const target = datasetTarget()
    const relations = [
      foreignRelation({ key: 'R1', role: 'x', source: 'T1', target: { annotation: 'T9' }, place: 'line 5' }),
      foreignRelation({ key: 'R2', role: 'x', source: 'T1', target: { annotation: 'T1' }, place: 'line 6' }),
    ]
    const { report } = valueOf(await target.take([item({ relations })]))
    expect(report.counts.relations).toMatchObject({ added: 0, leftOut: 2 })
    expect(report.problems.items).toMatchObject([{ line: 6 }, { line: 5 }])
  })

  it('zero characters, halves of characters and a name that objects cannot have are replaced, wherever they are', async () => {
    const target = datasetTarget()
    const attributes = Object.fromEntries([['__proto__', 'x']])
    const half = person({ type: 'PER\ud83d', note: 'a\0b', attributes })
    const cut = item({ key: 'doc2', text: 'Cut \ud83d here', title: '\udc00', annotations: [] })
    const items = [item({ annotations: [half] }), cut]
    const { report } = valueOf(await target.take(items))
    expect(report.counts).toMatchObject({ articles: { added: 2 }, annotations: { added: 1, leftOut: 0 } })
    expect(report.problems).toMatchObject({ total: 2 })
    expect(report.problems.items[0]?.message).toContain('was replaced')
    expect(annotationsOf(target.records())).toMatchObject([{ note: 'a\ufffdb', fragments: [{ quote: 'Lind' }] }])
    expect(target.problems()).toEqual([])
    expect(valueOf(await target.take(items)).batch).toBeNull()
  })

  it('an annotator whose name is empty', async () => {
    const target = datasetTarget()
    const items = [item({ annotations: [person({ annotator: '' })] })]
    for (const format of ['items', 'own']) {
      const { report } = valueOf(await target.take(items, {}, format))
      expect(report.counts.annotations.leftOut).toBe(0)
    }
    expect(target.problems()).toEqual([])
  })

  it('an annotation that is there twice', async () => {
    const target = datasetTarget()
    const { report } = valueOf(await target.take([item({ annotations: [person(), person()] })]))
    expect(report.counts.annotations).toMatchObject({ added: 1, leftOut: 1 })
  })
})

describe('law: import(export(project)) = project', () => {
  it('through the JSON dataset, into an empty project; and a second time nothing is added', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const { items } = await roundTrip(jsonExporter, jsonReader, sourceOf(project))
        const target = datasetTarget({ ...newsAttribution, id: 'other', name: 'Other' })
        const { report } = valueOf(await target.take(items, {}, 'own'))
        expect(report.problems.items).toEqual([])
        const records = target.records()
        const of = (kind: string) => records.filter((record) => record.kind === kind)
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
        expect(of('annotation')).toEqual(project.annotations.toSorted(byId))
        expect(of('relation')).toEqual(project.relations.toSorted(byId))
        expect(of('entity')).toEqual(project.entities.toSorted(byId))
        expect(of('annotator')).toEqual(project.annotators.toSorted(byId))
        expect(of('codebook')).toEqual([newsAttribution])
        const articles = project.articles.map(({ article }) => ({ ...article, body: expect.any(String) }))
        expect(of('article')).toEqual(articles.toSorted(byId))
        expect(target.problems()).toEqual([])
        expect(valueOf(await target.take(items, {}, 'own')).batch).toBeNull()
        target.service.close()
      }),
      { numRuns: 25 },
    )
  })
})
