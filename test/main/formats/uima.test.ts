import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uimaJsonExporter } from '../../../main/formats/uima/write-json.ts'
import { uimaXmiExporter } from '../../../main/formats/uima/write-xmi.ts'
import { uimaJsonReader } from '../../../main/formats/uima/read-json.ts'
import { uimaXmiReader } from '../../../main/formats/uima/read-xmi.ts'
import { childrenOf, descendantsOf, parseXml, textOf } from '../../../main/files/xml.ts'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, type SmallProject, sourceOf } from '../../support/project.ts'
import { valueOf } from '../../support/result.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip, spansOf } from '../../support/round-trip.ts'
import { expectGolden, sampleProject, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }
const BOTH = [
  { name: 'XMI', exporter: uimaXmiExporter, reader: uimaXmiReader, ending: '.xmi' },
  { name: 'JSON', exporter: uimaJsonExporter, reader: uimaJsonReader, ending: '.json' },
]

const isOfFormat = (path: string): boolean => !/standoff\.(?:project\.)?json$/.test(path)

describe.each(BOTH)('UIMA CAS $name', ({ exporter, reader, ending }) => {
  it('golden files', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    expectGolden(`uima${ending}`, String(files.get(`0001-a-yes-a-no${ending}`)))
    if (ending === '.xmi') expectGolden('uima.TypeSystem.xml', String(files.get('TypeSystem.xml')))
    expect(reader.sniff([...files.keys()], headOf(files))).toBe(true)
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

  it('law: the files alone say texts, types, places, attributes, notes and relations', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const files = await datasetFiles(exporter, sourceOf(project), exportOptions(exporter))
        const { articles, problems } = await readAll(
          reader,
          memoryInput(new Map([...files].filter(([path]) => isOfFormat(path)))),
        )
        expect(problems).toEqual([])
        expect(articles.map(({ text }) => text)).toEqual(project.articles.map(({ text }) => text))
        const spans = new Map(articles.flatMap(spansOf).map(({ key, spans: list }) => [key, list]))
        const found = articles.flatMap(({ annotations }) => annotations)
        expect(
          found.map(({ key, type, attributes, note, status, confidence }) => ({
            key,
            type,
            attributes,
            note,
            status,
            confidence,
            spans: spans.get(key),
          })),
        ).toEqual(
          project.annotations.map(({ id, type, attributes, note, status, confidence, fragments }) => ({
            key: id,
            type,
            attributes,
            note,
            status,
            confidence,
            spans: fragments.map(({ start, end }) => [start, end]),
          })),
        )
        const links = articles.flatMap(({ relations }) =>
          relations.map(({ key, role, source, target }) => [key, { role, source, target }] as const),
        )
        expect(Object.fromEntries(links)).toEqual(
          Object.fromEntries(project.relations.map(({ id, role, source, target }) => [id, { role, source, target }])),
        )
      }),
      RUNS,
    )
  })

  it('control characters are kept, and counted where the format does not hold them', async () => {
    const project = withControlCharacters()
    const both = await roundTrip(exporter, reader, sourceOf(project))
    expect(both.problems).toEqual([])
    expectKept(project, both)
    expect(both.losses.map(({ kind, count }) => [kind, count])).toEqual(ending === '.xmi' ? [['characters', 2]] : [])
  })

  it('says what it cannot read, and goes on', async () => {
    const files = new Map([
      [`a${ending}`, ending === '.xmi' ? '<xmi:XMI' : '{'],
      [`b${ending}`, ending === '.xmi' ? '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>' : '[]'],
    ])
    const { articles, problems } = await readAll(reader, memoryInput(files))
    expect([articles.length, problems.map(({ path }) => path)]).toEqual([0, [`a${ending}`, `b${ending}`]])
  })

  it('a relation to an annotation of another article is kept by its id', async () => {
    const [first, second] = sampleProject.articles
    const [, e1, , q1] = sampleProject.annotations
    const other = sampleProject.annotations.find(({ article }) => article === second!.article.id)!
    const relation = { ...sampleProject.relations[0]!, source: q1!.id, target: { annotation: other.id } }
    const { articles } = await roundTrip(exporter, reader, sourceOf({ ...sampleProject, relations: [relation] }))
    expect([articles[0]!.key, e1!.article]).toEqual([first!.article.id, first!.article.id])
    expect(articles[0]!.relations).toMatchObject([{ key: relation.id, target: { annotation: other.id } }])
  })
})

/** A text that no XML can hold, with an annotation on it and one in its note. */
function withControlCharacters(): SmallProject {
  const [first] = sampleProject.articles
  const text = '\u0001 Ann\u0000 met\uffff Bob.\r'
  const annotation = {
    ...sampleProject.annotations[1]!,
    fragments: [makeFragment(text, { start: 2, end: 6 })],
    note: 'a\u0002b',
  }
  return { ...sampleProject, articles: [{ article: first!.article, text }], annotations: [annotation], relations: [] }
}

describe('the type system', () => {
  it('law: every structure has a type that is declared, with the features that are', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const source = sourceOf(project)
        const xmi = await datasetFiles(uimaXmiExporter, source, exportOptions(uimaXmiExporter))
        const declared = new Map<string, Set<string>>()
        const supertypes = new Map<string, string>()
        for (const type of descendantsOf(valueOf(parseXml(String(xmi.get('TypeSystem.xml')), 'TypeSystem.xml')))) {
          if (type.name !== 'typeDescription') continue
          const [name = '', , supertype = ''] = childrenOf(type).map(textOf)
          const features = [...descendantsOf(type)]
            .filter((each) => each.name === 'featureDescription')
            .map((each) => textOf(childrenOf(each)[0]!))
          declared.set(name, new Set(features))
          supertypes.set(name, supertype)
        }
        const has = (type: string, feature: string): boolean =>
          (declared.get(type)?.has(feature) ?? false) || (supertypes.has(type) && has(supertypes.get(type)!, feature))
        const json = await datasetFiles(uimaJsonExporter, source, exportOptions(uimaJsonExporter))
        for (const [path, content] of json) {
          if (!isOfFormat(path)) continue
          const cas = JSON.parse(String(content))
          const ids = cas['%FEATURE_STRUCTURES'].map((structure: { '%ID': number }) => structure['%ID'])
          expect(new Set(ids).size).toBe(ids.length)
          for (const structure of cas['%FEATURE_STRUCTURES']) {
            if (structure['%TYPE'].startsWith('uima.')) continue
            expect(cas['%TYPES']).toHaveProperty([structure['%TYPE']])
            for (const [name, value] of Object.entries(structure)) {
              if (name.startsWith('%') || /^(?:@sofa|begin|end)$/.test(name)) continue
              expect(has(structure['%TYPE'], name.replace('@', ''))).toBe(true)
              if (name.startsWith('@')) expect(ids).toContain(value)
            }
          }
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('what others write', () => {
  const NAMESPACES =
    'xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:a="http:///org/example/a.ecore" xmlns:b="http:///org/example/b.ecore" xmlns:seg="http:///de/x/segmentation/type.ecore"'
  const xmi = `<?xml version="1.0"?><xmi:XMI ${NAMESPACES} xmi:version="2.0"><cas:NULL xmi:id="0"/>
    <seg:Token xmi:id="20" sofa="1" begin="0" end="3"/>
    <a:Name xmi:id="2" sofa="1" begin="0" end="3" kind="PER" size="21"/>
    <a:Name xmi:id="3" sofa="1" begin="8" end="11"><also>x</also><also>y</also></a:Name>
    <b:Name xmi:id="4" sofa="1" begin="4" end="7" who="2" ends="6 7"/>
    <b:Link xmi:id="6" role="agent" target="2"/><b:Link xmi:id="7" target="3"/>
    <b:Knows xmi:id="8" sofa="1" begin="8" end="11" Governor="2" Dependent="3" how="well"/>
    <b:Knows xmi:id="9" sofa="1" begin="8" end="11" Governor="20" Dependent="3"/>
    <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="Ann met&#13;Bob"/>
    <cas:View sofa="1" members="2 3 4 8"/></xmi:XMI>`

  it('XMI without a type system: annotations, references, links, relations', async () => {
    const { articles, problems } = await readAll(uimaXmiReader, memoryInput(new Map([['x/a.xmi', xmi]])))
    const [article] = articles
    expect(article).toMatchObject({ key: 'x/a', text: 'Ann met\rBob', unit: 'utf16' })
    expect(
      spansOf(article!).map(({ key, type, spans }, i) => [key, type, spans[0], article!.annotations[i]!.attributes]),
    ).toEqual([
      ['x/a#2', 'org.example.a.Name', [0, 3], { kind: 'PER', size: '21' }],
      ['x/a#3', 'org.example.a.Name', [8, 11], { also: 'x; y' }],
      ['x/a#4', 'org.example.b.Name', [4, 7], {}],
    ])
    expect(
      article!.relations.map(({ role, source, target, attributes }) => [
        role,
        source,
        'annotation' in target && target.annotation,
        attributes,
      ]),
    ).toEqual([
      ['Knows', 'x/a#2', 'x/a#3', { how: 'well' }],
      ['who', 'x/a#4', 'x/a#2', {}],
      ['agent', 'x/a#4', 'x/a#2', {}],
      ['ends', 'x/a#4', 'x/a#3', {}],
    ])
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('TypeSystem.xml'),
      expect.stringContaining('1 tokens'),
      expect.stringContaining('"Knows"'),
    ])
  })

  it('a type system says what is a reference', async () => {
    const types = `<typeSystemDescription><types><typeDescription><name>org.example.b.Name</name><supertypeName>uima.tcas.Annotation</supertypeName>
      <features><featureDescription><name>who</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>
      <featureDescription><name>ends</name><rangeTypeName>uima.cas.FSArray</rangeTypeName></featureDescription></features></typeDescription></types></typeSystemDescription>`
    const { articles } = await readAll(
      uimaXmiReader,
      memoryInput(
        new Map([
          ['a.xmi', xmi],
          ['TypeSystem.xml', types],
        ]),
      ),
    )
    expect(articles[0]!.annotations[2]!.attributes).toEqual({ who: '2' })
  })

  it('JSON with offsets as anchors, structures by id, arrays of texts', async () => {
    const cas = {
      '%TYPES': {},
      '%FEATURE_STRUCTURES': {
        '1': { '%TYPE': 'uima.cas.Sofa', sofaID: '_InitialView', sofaString: '🙂 Ann' },
        '2': { '%TYPE': 'custom.Name', '@sofa': 1, '^begin': 3, '^end': 6, '@also': 3, '@next': 4, '#score': 'NaN' },
        '3': { '%TYPE': 'uima.cas.StringArray', '%ELEMENTS': ['x', 'y'] },
        '4': { '%TYPE': 'custom.Name', '@sofa': 1, '^begin': 0, '^end': 2 },
      },
    }
    const { articles, problems } = await readAll(
      uimaJsonReader,
      memoryInput(new Map([['a.json', JSON.stringify(cas)]])),
    )
    expect(problems).toEqual([])
    expect(
      articles[0]!.annotations.map(({ type, attributes, fragments }) => [type, attributes, fragments[0]!.quote]),
    ).toEqual([
      ['Name', { also: 'x; y', score: 'NaN' }, 'Ann'],
      ['Name', {}, '🙂'],
    ])
    expect(articles[0]!.relations).toMatchObject([{ role: 'next', source: 'a#2', target: { annotation: 'a#4' } }])
  })
})
