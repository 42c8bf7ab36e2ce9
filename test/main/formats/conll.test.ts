import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conllExporter as exporter } from '../../../main/formats/conll/write.ts'
import { conllReader as reader } from '../../../main/formats/conll/read.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, type SmallProject, sourceOf } from '../../support/project.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip, spansOf } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }
const MISSING = ['whole-article', 'other-layer', 'fragments', 'overlap', 'inside-token']

const settings = fc.record({
  layer: fc.constantFrom('auto', 'quote', 'all'),
  attribute: fc.constantFrom('type', 'statement', 'mode', ''),
  tokens: fc.constantFrom('words', 'cut', 'characters'),
})

const readText = (content: string) => readAll(reader, memoryInput(new Map([['a.conll', content]])))
const labelsOf = async (content: string) =>
  (await readText(content)).articles.map((article) =>
    spansOf(article).map(({ type, spans: [span] }) => [type, article.text?.slice(...span!)]),
  )

describe('CoNLL', () => {
  it('golden files', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    expect([...files.keys()]).toEqual(['dataset.conll', 'dataset.standoff.jsonl', 'dataset.project.json'])
    expectGolden('conll.conll', String(files.get('dataset.conll')))
    expectGolden('conll.standoff.jsonl', String(files.get('dataset.standoff.jsonl')))
    const all = await datasetFiles(
      exporter,
      sampleSource,
      exportOptions(exporter, { settings: { layer: 'all', tokens: 'cut' } }),
    )
    expectGolden('conll-all.conll', String(all.get('dataset.conll')))
    expect(reader.sniff(['dataset.conll'], headOf(files))).toBe(true)
  })

  it('law: with the texts beside it, what is read is what was written, but for what the report counts', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, settings, async (project, chosen) => {
        const both = await roundTrip(exporter, reader, sourceOf(project), { settings: chosen })
        expect(both.problems).toEqual([])
        expectKept(project, both, { annotations: MISSING, relations: ['relations'] })
        expect(wronglyLost(project, chosen, new Map(both.losses.map(({ kind, ids }) => [kind, new Set(ids)])))).toEqual(
          [],
        )
      }),
      RUNS,
    )
  })

  it('law: the labels alone name the same words, and every token is in the text', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, settings, async (project, chosen) => {
        const both = await roundTrip(exporter, reader, sourceOf(project), { settings: chosen })
        const alone = await readText(String(both.files.get('dataset.conll')))
        expect(alone.articles.map(({ key }) => key)).toEqual(project.articles.map(({ article }) => article.id))
        const withoutSpace = (said: string): string => said.replaceAll(/\s+/g, '')
        for (const [i, article] of alone.articles.entries()) {
          const known = both.articles[i]!
          expect(withoutSpace(article.text ?? '')).toBe(withoutSpace(known.text ?? ''))
          expect(spansOf(article).map(({ spans: [span] }) => withoutSpace(article.text!.slice(...span!)))).toEqual(
            spansOf(known).map(({ spans: [span] }) => withoutSpace(known.text!.slice(...span!))),
          )
        }
      }),
      RUNS,
    )
  })

  it('law: it is IOB2, a token and a label in each line', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, settings, async (project, chosen) => {
        const files = await datasetFiles(exporter, sourceOf(project), exportOptions(exporter, { settings: chosen }))
        let before = 'O'
        for (const line of String(files.get('dataset.conll')).split('\n')) {
          if (line === '' || line.startsWith('-DOCSTART-')) before = 'O'
          else {
            expect(line).toMatch(/^\S+\t(?:O|[BI]-\S+)$/)
            const label = line.slice(line.indexOf('\t') + 1)
            if (label.startsWith('I-')) expect(before.slice(2)).toBe(label.slice(2))
            before = label
          }
        }
      }),
      RUNS,
    )
  })
})

/** Annotations that the report counts as lost without the reason that it names. */
function wronglyLost(
  project: SmallProject,
  { layer }: { layer: string },
  lost: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const wanted = layer === 'all' ? null : layer === 'auto' ? 'entity' : layer
  return project.annotations.flatMap(({ id, type, fragments, article }) => {
    const isIn = (kind: string): boolean => lost.get(kind)?.has(id) ?? false
    const inLayer = wanted === null || type === wanted
    const overlapped = project.annotations.some(
      (other) =>
        other.id !== id &&
        other.article === article &&
        other.fragments.length === 1 &&
        other.fragments[0]!.start < (fragments[0]?.end ?? 0) &&
        other.fragments[0]!.end > (fragments[0]?.start ?? 0) &&
        other.fragments[0]!.end - other.fragments[0]!.start >= fragments[0]!.end - fragments[0]!.start,
    )
    const right =
      isIn('other-layer') === !inLayer &&
      isIn('whole-article') === (inLayer && fragments.length === 0) &&
      isIn('fragments') === (inLayer && fragments.length > 1) &&
      (!isIn('overlap') || overlapped)
    return right ? [] : [id]
  })
}

describe('what others write', () => {
  it.each([
    ['IOB1', 'A I-P\nB I-P\nC B-P\nD O\nE I-L\nF I-P\n'],
    ['IOB2', 'A B-P\nB I-P\nC B-P\nD O\nE B-L\nF B-P\n'],
    ['IOBES', 'A B-P\nB E-P\nC S-P\nD O\nE S-L\nF S-P\n'],
    ['BILOU', 'A B-P\nB L-P\nC U-P\nD O\nE U-L\nF U-P\n'],
    ['many columns', 'A NN x B-P\nB NN x I-P\nC NN x B-P\nD NN x O\nE NN x B-L\nF NN x B-P\n'],
    ['counted tokens', '1\tA\tB-P\n2\tB\tI-P\n3\tC\tB-P\n4\tD\tO\n5\tE\tB-L\n6\tF\tB-P\n'],
  ])('%s', async (_name, content) => {
    expect(await labelsOf(content)).toEqual([
      [
        ['P', 'A B'],
        ['P', 'C'],
        ['L', 'E'],
        ['P', 'F'],
      ],
    ])
  })

  it('articles, sentences and signs that look like comments; a span ends with its sentence', async () => {
    const content =
      '-DOCSTART- -X- O O\n\nA NN O B-P\n\nB NN O I-P\n# NN O O\n\n-DOCSTART- -X- O O\r\n\r\n🙂 NN O B-X\r\n'
    const { articles, problems } = await readText(content)
    expect(articles.map(({ key, text }) => [key, text])).toEqual([
      ['a.conll:1', 'A\nB #'],
      ['a.conll:2', '🙂'],
    ])
    expect(await labelsOf(content)).toEqual([
      [
        ['P', 'A'],
        ['P', 'B'],
      ],
      [['X', '🙂']],
    ])
    expect(problems).toMatchObject([{ line: 1, message: expect.stringContaining('no text') }])
  })

  it('says which lines it cannot use', async () => {
    const { articles, problems } = await readText('A B-P\nB\nC PER\nD PER\n')
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 1])
    expect(spansOf(articles[0]!).map(({ type, spans }) => [type, spans])).toEqual([
      ['P', [[0, 1]]],
      ['PER', [[2, 5]]],
    ])
  })

  it('a label that was changed counts; where tokens were, the text is made anew', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    const content = String(files.get('dataset.conll')).replace('B-person', 'B-work').replace('Board', 'Boards')
    const { articles, problems } = await readAll(
      reader,
      memoryInput(new Map<string, string | Buffer>([...files, ['dataset.conll', content]])),
    )
    expect(articles[0]!.annotations[0]).toMatchObject({
      key: 'annotation-1-0001',
      type: 'work',
      attributes: { mention: 'nominal', entity: 'entity-1' },
      updatedAt: null,
    })
    expect(articles[1]).toMatchObject({ key: 'article-0002', text: '@ home\nThe Boards met', textSha256: null })
    expect(problems).toHaveLength(2)
  })
})
