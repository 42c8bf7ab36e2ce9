import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bratExporter as exporter } from '../../../main/formats/brat/write.ts'
import { bratName, linePieces } from '../../../main/formats/brat/shared.ts'
import { unsafeName } from '../../../main/formats/kit/names/safe-name.ts'
import { bratReader as reader } from '../../../main/formats/brat/read.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip, spansOf } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

const read = (files: Readonly<Record<string, string>>) => readAll(reader, memoryInput(new Map(Object.entries(files))))

const ANN = '0001-a-yes-a-no.ann'

describe('a byte-order mark', () => {
  it.each([
    ['is counted, as brat does', 'T1\tPER 1 9\tAda Lind\nT2\tLOC 19 28\tLindhaven\n'],
    ['is not counted', 'T1\tPER 0 8\tAda Lind\nT2\tLOC 18 27\tLindhaven\n'],
  ])('%s', async (_what, ann) => {
    const { articles } = await read({ 'a.txt': '\ufeffAda Lind spoke in Lindhaven.\n', 'a.ann': ann })
    expect(articles[0]?.text).toBe('Ada Lind spoke in Lindhaven.\n')
    expect(spansOf(articles[0]!).map(({ spans }) => spans)).toEqual([[[0, 8]], [[18, 27]]])
  })

  it('that is the first character of an article comes back', async () => {
    const [project] = fc.sample(
      smallProject.filter(({ annotations }) => annotations.length > 2),
      { seed: 3, numRuns: 1 },
    )
    const { articles, annotations } = project!
    const moved = {
      ...project!,
      articles: articles.map(({ article, text }) => {
        const marked = `\ufeff${text}`
        const textSha256 = createHash('sha256').update(marked).digest('hex')
        return { article: { ...article, textSha256, textLength: marked.length }, text: marked }
      }),
      annotations: annotations.map((annotation) =>
        Object.assign({}, annotation, {
          fragments: annotation.fragments.map((fragment) =>
            Object.assign({}, fragment, { start: fragment.start + 1, end: fragment.end + 1 }),
          ),
        }),
      ),
    }
    const both = await roundTrip(exporter, reader, sourceOf(moved))
    expectKept(moved, both, { annotations: ['whole-article'], relations: ['to-entry', 'lost-end'] })
  })
})

describe('brat', () => {
  it('golden files', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    expect([...files.keys()]).toEqual([
      'annotation.conf',
      'visual.conf',
      '0001-a-yes-a-no.txt',
      ANN,
      '0001-a-yes-a-no.standoff.json',
      '0002-home.txt',
      '0002-home.ann',
      '0002-home.standoff.json',
      'standoff.project.json',
    ])
    expectGolden('brat.ann', String(files.get(ANN)))
    expectGolden('brat.standoff.json', String(files.get('0001-a-yes-a-no.standoff.json')))
    expectGolden('brat.annotation.conf', String(files.get('annotation.conf')))
    expectGolden('brat.visual.conf', String(files.get('visual.conf')))
    const events = await datasetFiles(
      exporter,
      sampleSource,
      exportOptions(exporter, { settings: { relations: 'events' } }),
    )
    expectGolden('brat-events.ann', String(events.get(ANN)))
    expectGolden('brat-events.annotation.conf', String(events.get('annotation.conf')))
    expect(reader.sniff([...files.keys()], headOf(files))).toBe(true)
    expect(reader.sniff(['a.txt'], () => 'T1\t')).toBe(false)
  })

  it.each(['relations', 'events'])(
    'law: what is read is what was written, but for what the report counts (%s)',
    async (relations) => {
      await fc.assert(
        fc.asyncProperty(smallProject, async (project) => {
          const source = sourceOf(project)
          const both = await roundTrip(exporter, reader, source, { settings: { relations } })
          expect(both.problems).toEqual([])
          expectKept(project, both, { annotations: ['whole-article'], relations: ['to-entry', 'lost-end'] })
          const whole = project.annotations.filter(({ fragments }) => fragments.length === 0).map(({ id }) => id)
          expect(both.losses.find(({ kind }) => kind === 'whole-article')?.ids.toSorted() ?? []).toEqual(
            whole.toSorted(),
          )
          expect(both.items.flatMap((item) => (item.kind === 'entity' ? [item.entity.id] : []))).toEqual(
            project.entities.map(({ id }) => id),
          )
          expect(both.items).toContainEqual({ kind: 'codebook', codebook: source.codebook })
        }),
        RUNS,
      )
    },
  )

  it('law: the files alone say types, places, attributes and relations', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, fc.constantFrom('relations', 'events'), async (project, relations) => {
        const files = await datasetFiles(
          exporter,
          sourceOf(project),
          exportOptions(exporter, { settings: { relations } }),
        )
        const alone = new Map([...files].filter(([path]) => /\.(?:ann|txt)$/.test(path)))
        const { articles, problems } = await readAll(reader, memoryInput(alone))
        expect(problems).toEqual([])
        const spanned = project.annotations.filter(({ fragments }) => fragments.length > 0)
        const inLines = (said: string) => said.replaceAll(/[\n\t\u2028]/g, ' ')
        expect(articles.flatMap(spansOf).map(({ type, spans }) => [type, spans])).toEqual(
          spanned.map(({ type, fragments, article }) => {
            const text = project.articles.find(({ article: { id } }) => id === article)?.text ?? ''
            const pieces = fragments.flatMap((fragment) => linePieces(text, fragment))
            return [type, pieces.map(({ start, end }) => [start, end])]
          }),
        )
        const found = articles.flatMap(({ annotations }) => annotations)
        expect(found.map(({ attributes, note }) => [attributes, note])).toEqual(
          spanned.map(({ attributes, note }) => [
            Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, inLines(value)])),
            inLines(note),
          ]),
        )
        const idOf = new Map(found.map(({ key }, i) => [key, spanned[i]?.id]))
        const ids = new Set(spanned.map(({ id }) => id))
        const links = articles.flatMap((article) =>
          article.relations.map(({ role, source, target }) =>
            [role, idOf.get(source), 'annotation' in target && idOf.get(target.annotation)].join(' '),
          ),
        )
        const written = project.relations.flatMap(({ role, source, target }) =>
          ids.has(source) && 'annotation' in target && ids.has(target.annotation)
            ? [[role, source, target.annotation].join(' ')]
            : [],
        )
        expect(links.toSorted()).toEqual(written.toSorted())
      }),
      RUNS,
    )
  })

  it('law: every line of an .ann file is one that brat reads', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, fc.constantFrom('relations', 'events'), async (project, relations) => {
        const files = await datasetFiles(
          exporter,
          sourceOf(project),
          exportOptions(exporter, { settings: { relations } }),
        )
        for (const [path, content] of files) {
          if (!path.endsWith('.ann')) continue
          const points = Array.from(String(files.get(path.replace(/ann$/, 'txt'))))
          // As Python reads lines, which is not how JavaScript does.
          // oxlint-disable-next-line no-control-regex
          const lines = String(content).split(/[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/)
          expect(lines.pop()).toBe('')
          for (const line of lines) {
            expect(line).toMatch(
              /^(?:T\d+\t[\w-]+ \d+ \d+(?:;\d+ \d+)*\t.+|R\d+\t[\w-]+ Arg1:[TE]\d+ Arg2:[TE]\d+\t|E\d+\t[\w-]+:T\d+(?: [\w-]+:[TE]\d+)*|A\d+\t[\w-]+ [TE]\d+ [\w-]+|N\d+\tReference [TE]\d+ \w+:[\w-]+\t.+|#\d+\t[\w-]+ [TE]\d+\t.*)$/s,
            )
            const [, spans, quote] = /^T\d+\t\S+ ([\d ;]+)\t(.*)$/s.exec(line) ?? []
            if (spans === undefined) continue
            const pieces = spans
              .split(';')
              .map((pair) => points.slice(...(pair.split(' ').map(Number) as [number, number])).join(''))
            expect(pieces.join(' ')).toBe(quote)
          }
        }
      }),
      RUNS,
    )
  })

  it('law: names are brat’s and come back', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('_x0020_', '_x0020 a', 'a b', 'Größe', '')),
        (name) => {
          expect(bratName(name)).toMatch(/^[\w-]*$/)
          expect(unsafeName(bratName(name))).toBe(name)
        },
      ),
    )
  })
})

describe('what others write', () => {
  const text = 'Ann met Bob\r\nin Oslo 🙂 and Rome.'
  const ann = [
    'T1\tPerson 0 3\tAnn',
    'T2\tPerson 8 11\tBob',
    'T3\tMeet 4 7\tmet',
    'T4\tPlace 16 20;27 31\tOslo Rome',
    'E1\tMeet:T3 Who:T1 Who2:T2 Where:T4',
    'E2\tLeave:T3 Who:T2',
    'R1\tKnows Arg1:T1 Arg2:T2\t',
    '*\tAlias T1 T2 T4',
    'A1\tNegation E1',
    'M2\tLevel E1 High',
    'N1\tReference T1 Wikidata:Q42\tAnn Lee',
    'N2\tReference T2 Wikipedia:Bob:7\tBob',
    '#1\tAnnotatorNotes R1\tsure?',
    '#2\tAnnotatorNotes T2\tone',
    '#3\tNormalization T2\ttwo\tthree',
  ].join('\r\n')

  it('events, equivalences, references, comments; carriage returns count', async () => {
    const { articles, items, problems } = await read({
      'news/a.ann': ann,
      'news/a.txt': text,
      'annotation.conf': '[entities]',
    })
    expect(problems).toEqual([])
    const [article] = articles
    expect(article).toMatchObject({ key: 'news/a', text, unit: 'codepoint' })
    expect(spansOf(article!).map(({ key, type, spans }) => [key, type, spans])).toEqual([
      ['news/a#T1', 'Person', [[0, 3]]],
      ['news/a#T2', 'Person', [[8, 11]]],
      ['news/a#T3', 'Meet', [[4, 7]]],
      ['news/a#E2', 'Leave', [[4, 7]]],
      [
        'news/a#T4',
        'Place',
        [
          [16, 20],
          [28, 32],
        ],
      ],
    ])
    const byKey = new Map(
      article!.annotations.map((annotation) => [annotation.key.slice('news/a#'.length), annotation]),
    )
    expect(byKey.get('T3')).toMatchObject({ attributes: { Negation: 'true', Level: 'High' }, place: 'line 3, T3 E1' })
    expect(byKey.get('T1')!.attributes).toEqual({ entity: 'Wikidata:Q42' })
    expect(byKey.get('T2')).toMatchObject({
      attributes: { entity: 'Wikipedia:Bob:7' },
      note: 'one\nNormalization: two\tthree',
    })
    expect(
      article!.relations.map(({ role, source, target }) =>
        [role, source, target]
          .map((part) => JSON.stringify(part))
          .join(' ')
          .replaceAll('news/a#', ''),
      ),
    ).toEqual([
      '"Who" "T3" {"annotation":"T1"}',
      '"Who" "T3" {"annotation":"T2"}',
      '"Where" "T3" {"annotation":"T4"}',
      '"Who" "E2" {"annotation":"T2"}',
      '"Knows" "T1" {"annotation":"T2"}',
      '"Alias" "T1" {"annotation":"T2"}',
      '"Alias" "T2" {"annotation":"T4"}',
    ])
    expect(article!.relations[4]!.attributes).toEqual({ note: 'sure?' })
    expect(
      items.flatMap((item) =>
        item.kind === 'entity' ? [[item.entity.id, item.entity.name, item.entity.wikidata]] : [],
      ),
    ).toEqual([
      ['Wikidata:Q42', 'Ann Lee', 'Q42'],
      ['Wikipedia:Bob:7', 'Bob', null],
    ])
  })

  it('says which lines it cannot use, and goes on', async () => {
    const bad = [
      'T1\tPerson 0 3\tAnn',
      'T1\tPerson 8 11\tBob',
      'T2 Person 0 3',
      'R1\tKnows Arg1:T1 Arg2:T9',
      'X',
      'E1\tMeet:T8 Who:T1',
      'A1\tX',
    ]
    const { articles, problems } = await read({ 'a.ann': bad.join('\n'), 'a.txt': text, 'b.ann': '', 'c.txt': 'x' })
    expect(articles.map(({ key, annotations }) => [key, annotations.length])).toEqual([
      ['a', 1],
      ['c', 0],
    ])
    expect(problems.map(({ path, line }) => [path, line])).toEqual([
      ['a.ann', 3],
      ['a.ann', 5],
      ['a.ann', 7],
      ['a.ann', 2],
      ['a.ann', 6],
      ['a.ann', 4],
      ['b.ann', null],
      ['c.txt', null],
    ])
  })

  it('a quote that does not fit is passed on, so that it is found out', async () => {
    const { articles } = await read({ 'a.ann': 'T1\tP 0 2;4 7\tAnn met', 'a.txt': text })
    expect(articles[0]!.annotations[0]!.fragments).toEqual([
      { start: 0, end: 2, quote: 'Ann met' },
      { start: 4, end: 7, quote: null },
    ])
  })

  it('what was changed in brat counts; what brat has no word for stays', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    const changed = String(files.get(ANN))
      .replace('mode T3 direct', 'mode T3 mixed')
      .replace('AnnotatorNotes T3\tcut in two; "twice"', 'AnnotatorNotes T3\tchecked')
      .replace('T1\tentity', 'T1\tcue')
      .concat('T99\tentity 0 1\t🙂\n')
    const { articles } = await readAll(
      reader,
      memoryInput(new Map<string, string | Buffer>([...files, [ANN, changed]])),
    )
    const found = articles[0]!.annotations
    expect(found.find(({ attributes }) => attributes.mode === 'mixed')).toMatchObject({
      key: 'annotation-1-0003',
      note: 'checked',
      confidence: 0.5,
      status: 'final',
      updatedAt: null,
    })
    expect(found.find(({ key }) => key === 'annotation-1-0001')).toMatchObject({ type: 'cue', status: 'draft' })
    expect(found.at(-1)).toMatchObject({ key: 'article-0001#T99', status: null })
  })
})
