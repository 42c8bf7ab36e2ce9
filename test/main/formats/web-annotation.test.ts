import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { webAnnotationExporter as exporter } from '../../../main/formats/web-annotation/write.ts'
import { idOfIri, iriOf } from '../../../main/formats/web-annotation/shared.ts'
import { webAnnotationReader as reader } from '../../../main/formats/web-annotation/read.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

const readJson = (value: unknown) => readAll(reader, memoryInput(new Map([['a.jsonld', JSON.stringify(value)]])))
const CONTEXT = 'http://www.w3.org/ns/anno.jsonld'

describe('W3C Web Annotation', () => {
  it('golden files', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    expect([...files.keys()]).toEqual(['dataset.jsonld', 'dataset.articles.jsonl', 'dataset.project.json'])
    expectGolden('web-annotation.jsonld', String(files.get('dataset.jsonld')))
    expectGolden('web-annotation.articles.jsonl', String(files.get('dataset.articles.jsonl')))
    expect(reader.sniff(['dataset.jsonld'], headOf(files))).toBe(true)
  })

  it('law: what is read is what was written', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const both = await roundTrip(exporter, reader, sourceOf(project))
        expect([both.problems, both.losses]).toEqual([[], []])
        expectKept(project, both)
      }),
      RUNS,
    )
  })

  it('law: without texts everything else is there', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const both = await roundTrip(exporter, reader, sourceOf(project), { texts: false })
        expect(both.problems).toEqual([])
        expect(both.articles.map(({ key, text, textSha256 }) => [key, text, textSha256])).toEqual(
          project.articles.map(({ article }) => [article.id, null, article.textSha256]),
        )
        const found = both.articles.flatMap(({ annotations }) => annotations)
        expect(
          found.map(({ key, fragments }) => JSON.stringify([key, fragments.map(({ quote }) => quote)])).toSorted(),
        ).toEqual(
          project.annotations
            .map(({ id, fragments }) => JSON.stringify([id, fragments.map(({ quote }) => quote)]))
            .toSorted(),
        )
        expect(String(both.files.get('dataset.articles.jsonl'))).not.toContain('"text":')
      }),
      RUNS,
    )
  })

  it('law: it holds what the model says must be', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const files = await datasetFiles(exporter, sourceOf(project), exportOptions(exporter))
        const collection = JSON.parse(String(files.get('dataset.jsonld')))
        expect(collection['@context'][0]).toBe(CONTEXT)
        expect([collection.type, collection.first.type, collection.last]).toEqual([
          'AnnotationCollection',
          'AnnotationPage',
          collection.first.id,
        ])
        const { items } = collection.first
        expect(collection.total).toBe(project.annotations.length + project.relations.length)
        expect(items).toHaveLength(collection.total)
        const isIri = (value: unknown) => expect(new URL(String(value)).protocol).toMatch(/^(?:urn|http):$/)
        expect(new Set(items.map(({ id }: { id: string }) => id)).size).toBe(items.length)
        for (const item of items) {
          isIri(item.id)
          expect(item.type).toBe('Annotation')
          for (const time of [item.created, item.modified]) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
          for (const body of item.body) {
            if (body.type === 'TextualBody') expect(typeof body.value).toBe('string')
            else isIri(body.source)
          }
          expect(item.body.length).toBeGreaterThan(0)
          for (const target of [item.target].flat()) {
            isIri(target.source ?? target)
            for (const selector of target.selector ?? []) {
              const text = project.articles.find(({ article }) => iriOf('article', article.id) === target.source)!.text
              if (selector.type === 'TextQuoteSelector')
                expect(text).toContain(selector.prefix + selector.exact + selector.suffix)
              else {
                expect(selector.type).toBe('TextPositionSelector')
                const quote = Array.from(text).slice(selector.start, selector.end).join('')
                expect(quote).toBe(target.selector[0].exact)
              }
            }
          }
        }
      }),
      RUNS,
    )
  })

  it('law: an id is found in its IRI', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.uuid()), (id) => {
        expect(() => new URL(iriOf('annotation', id))).not.toThrow()
        expect(idOfIri(iriOf('annotation', id))).toBe(id)
      }),
    )
    expect(idOfIri('https://example.org/a')).toBe(null)
    expect(idOfIri('urn:standoff:article:%E0%A4%A')).toBe(null)
  })
})

describe('what others write', () => {
  const page = {
    '@context': CONTEXT,
    type: 'AnnotationPage',
    id: 'urn:x:page',
    items: [
      {
        id: 'http://example.org/a1',
        type: 'Annotation',
        creator: { id: 'http://example.org/ada', name: 'Ada' },
        created: '2024-01-02T03:04:05Z',
        body: [
          { type: 'TextualBody', purpose: 'tagging', value: 'PER' },
          { type: 'TextualBody', purpose: 'tagging', value: 'hero' },
          { type: 'TextualBody', purpose: 'commenting', value: 'sure' },
          { source: 'http://www.wikidata.org/entity/Q42', purpose: 'identifying' },
        ],
        target: { source: 'http://example.org/1', selector: { type: 'TextPositionSelector', start: 6, end: 9 } },
      },
      {
        id: 'http://example.org/a2',
        type: ['Annotation'],
        motivation: 'tagging',
        bodyValue: 'LOC',
        target: {
          source: 'http://example.org/1',
          selector: {
            type: 'FragmentSelector',
            value: 'char=0,12',
            refinedBy: { type: 'TextQuoteSelector', exact: 'Ann' },
          },
        },
      },
      {
        id: 'http://example.org/r1',
        type: 'Annotation',
        motivation: 'linking',
        body: { type: 'TextualBody', purpose: 'tagging', value: 'knows' },
        target: [{ id: 'http://example.org/a1' }, { id: 'http://example.org/a2' }],
      },
      {
        id: 'http://example.org/r2',
        type: 'Annotation',
        motivation: 'replying',
        bodyValue: 'no',
        target: 'http://example.org/a1',
      },
      { id: 'http://example.org/a3', type: 'Annotation', motivation: 'bookmarking', target: 'http://example.org/2' },
      {
        id: 'http://example.org/a4',
        type: 'Annotation',
        target: { source: 'http://example.org/2', selector: { type: 'SvgSelector', value: '<svg/>' } },
      },
      {
        id: 'http://example.org/a5',
        type: 'Annotation',
        target: { source: 'http://example.org/2', selector: { type: 'TextQuoteSelector', exact: 'x' } },
      },
      { id: 'http://example.org/a6', type: 'Annotation' },
      { id: 'http://example.org/a7', type: 'Thing', target: 'http://example.org/2' },
    ],
  }

  it('tags, comments, links, several ways to say where', async () => {
    const { articles, problems, items } = await readJson(page)
    expect(
      articles.map(({ key, text: none, annotations }) => [key, none, annotations.map(({ key: id }) => id.slice(-2))]),
    ).toEqual([
      ['http://example.org/1', null, ['a1', 'a2']],
      ['http://example.org/2', null, ['a3']],
    ])
    const [a1, a2] = articles[0]!.annotations
    expect(a1).toMatchObject({
      type: 'PER',
      attributes: { tag: 'hero', identifying: 'http://www.wikidata.org/entity/Q42' },
      note: 'sure',
      annotator: 'http://example.org/ada',
      createdAt: '2024-01-02T03:04:05.000Z',
      fragments: [{ start: 6, end: 9, quote: null }],
    })
    expect(a2).toMatchObject({ type: 'LOC', fragments: [{ start: 0, end: 12, quote: 'Ann' }] })
    expect(articles[1]!.annotations[0]).toMatchObject({ type: 'bookmarking', fragments: [] })
    expect(articles[0]!.relations).toMatchObject([
      {
        key: 'http://example.org/r1',
        role: 'knows',
        source: 'http://example.org/a1',
        target: { annotation: 'http://example.org/a2' },
      },
    ])
    expect(items[0]).toMatchObject({ kind: 'annotator', annotator: { name: 'Ada', type: 'human' } })
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('the type Annotation'),
      expect.stringContaining('no target'),
      expect.stringContaining('r2'),
      expect.stringContaining('SvgSelector'),
      expect.stringContaining('exactly once'),
    ])
  })

  it('finds what is only quoted where the text is there', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    const iri = iriOf('article', 'article-0001')
    const quoted = (id: string, exact: string, prefix = '') => ({
      id: `http://example.org/${id}`,
      type: 'Annotation',
      target: { source: iri, selector: { type: 'TextQuoteSelector', exact, prefix } },
    })
    const list = [quoted('1', 'minister'), quoted('2', '1', '+'), quoted('3', '1'), quoted('4', 'nowhere')]
    const { articles, problems } = await readAll(
      reader,
      memoryInput(new Map<string, string | Buffer>([['dataset.jsonld', JSON.stringify(list)], ...[...files].slice(1)])),
    )
    expect(articles[0]!.annotations.map(({ fragments }) => fragments)).toEqual([
      [{ start: 6, end: 14, quote: 'minister' }],
      [{ start: 52, end: 53, quote: '1' }],
    ])
    expect(problems[0]!.message).toContain('2 places')
  })

  it.each(['{"a": ', '', '[1, "x"]'])('bad input never throws anything but a failure: %s', async (content) => {
    const reading = readAll(reader, memoryInput(new Map([['a.jsonld', content]])))
    if (content.startsWith('[')) expect((await reading).problems).toHaveLength(1)
    else await expect(reading).rejects.toMatchObject({ failure: { code: 'damaged-file' } })
  })
})
