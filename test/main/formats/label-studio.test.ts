import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelStudioExporter as exporter } from '../../../main/formats/label-studio/write.ts'
import { labelStudioReader as reader } from '../../../main/formats/label-studio/read.ts'
import type { ForeignArticle } from '../../../main/formats/kit/reader.ts'
import { parseXml, childrenOf, descendantsOf } from '../../../main/files/xml.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, type SmallProject, sourceOf, withSuggestions } from '../../support/project.ts'
import { valueOf } from '../../support/result.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip, spansOf } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'
import { suggestionsOf, suggestionsRead } from '../../support/suggestions.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

/** What the reader gets for a single file. */
const read = (tasks: unknown) => readAll(reader, memoryInput(new Map([['tasks.json', JSON.stringify(tasks)]])))

/** Of all files, the one with the tasks: the configuration is no dataset. */
async function roundTripTasks(source: typeof sampleSource) {
  const both = await roundTrip(
    exporter,
    { ...reader, read: (input) => reader.read({ ...input, paths: input.paths.slice(0, 1) }) },
    source,
  )
  return both
}

describe('Label Studio', () => {
  it('golden files', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    expect([...files.keys()]).toEqual(['dataset.json', 'dataset.config.xml'])
    expectGolden('label-studio.json', String(files.get('dataset.json')))
    expectGolden('label-studio.config.xml', String(files.get('dataset.config.xml')))
    expect(reader.sniff(['dataset.json'], headOf(files))).toBe(true)
  })

  it('law: results give the project back without what the report says', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const both = await roundTripTasks(sourceOf(project))
        expect(both.problems).toEqual([])
        expectKept(project, both, {
          annotations: ['whole-article'],
          relations: ['to-entry', 'lost-end', 'between-annotators'],
        })
      }),
      RUNS,
    )
  })

  it('law: predictions give suggestions back without what the report says', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject.map(withSuggestions), async (project) => {
        const both = await roundTripTasks(sourceOf(project))
        expect(both.problems).toEqual([])
        const annotations = (article: ForeignArticle) =>
          Object.assign({}, article, {
            annotations: article.annotations.filter(({ suggestion }) => !suggestion),
            relations: article.relations.filter(({ source }) => !source.startsWith('suggested-')),
          })
        expectKept(
          project,
          { articles: both.articles.map(annotations), losses: both.losses },
          { annotations: ['whole-article'], relations: ['to-entry', 'lost-end', 'between-annotators'] },
        )
        const sources = new Map(project.suggestions?.map(({ prediction: { id, source } }) => [id, source]))
        for (const article of both.articles) {
          const kept = suggestionsOf(project, article.key)
            .filter(({ spans }) => spans.length > 0)
            .map((item) => {
              const { links, rejected, source } = item
              const inTask = ([, target = '']: readonly string[]): boolean =>
                isWritten(project, target) && sources.get(target) === source
              const named = rejected && { annotator: 'Ada', createdAt: rejected.createdAt }
              return Object.assign(item, { links: links.filter(inTask), rejected: named })
            })
          expect(suggestionsRead(article).map(sorted).toSorted(byKey)).toEqual(kept.map(sorted).toSorted(byKey))
        }
        const lost = both.losses.find(({ kind }) => kind === 'suggestions')?.ids ?? []
        for (const { prediction } of project.suggestions ?? []) {
          if (prediction.fragments.length === 0) expect(lost).toContain(prediction.id)
        }
      }),
      RUNS,
    )
  })

  it('law: every result refers to a control of the configuration, and quotes its text', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject.map(withSuggestions), async (project) => {
        const files = await datasetFiles(exporter, sourceOf(project), exportOptions(exporter))
        const config = valueOf(parseXml(String(files.get('dataset.config.xml')), 'config'))
        const named = new Map([...descendantsOf(config)].map((element) => [element.attributes.get('name'), element]))
        const tasks = JSON.parse(String(files.get('dataset.json')))
        for (const task of tasks) {
          const points = Array.from(task.data.text as string)
          const sets = [...task.annotations, ...task.predictions]
          for (const result of sets.flatMap(({ result: list }) => list)) {
            if (result.type === 'relation') continue
            const control = named.get(result.from_name)
            expect(control?.name.toLowerCase()).toBe(result.type)
            const values = childrenOf(control!).map((element) => element.attributes.get('value'))
            if (result.type !== 'textarea') expect(values).toContain(result.value[result.type][0])
            if (result.type === 'labels')
              expect(points.slice(result.value.start, result.value.end).join('')).toBe(result.value.text)
          }
        }
      }),
      RUNS,
    )
  })

  it('names annotators only where it is asked to', async () => {
    const of = async (annotators: string) => {
      const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter, { settings: { annotators } }))
      return JSON.parse(String(files.get('dataset.json')))[0].annotations.map(
        (annotation: { completed_by?: unknown }) => annotation.completed_by,
      )
    }
    expect(await of('own')).toEqual([undefined, undefined])
    expect(await of('accounts')).toEqual([{ email: 'Ada' }, { email: 'Parser 2' }])
  })
})

const isWritten = ({ suggestions = [] }: SmallProject, id: string): boolean =>
  suggestions.some(({ prediction }) => prediction.id === id && prediction.fragments.length > 0)

const byKey = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : 1)

/** Links in no order: several between the same ends are one result. */
const sorted = <T extends { readonly links: readonly (readonly string[])[] }>(item: T) =>
  Object.assign({}, item, { links: item.links.map((link) => link.join(' ')).toSorted() })

const region = (id: string, start: number, end: number, text: string, ...labels: string[]) => ({
  id,
  from_name: 'ner',
  to_name: 'text',
  type: 'labels',
  value: { start, end, text, labels },
})

describe('what others write', () => {
  it('annotators, their answers, relations in both directions, and predictions as suggestions', async () => {
    const { articles, items, problems } = await read([
      {
        id: 4,
        data: { text: '🙂 Ann hit Bob', source: 'wire', link: 'https://example.org' },
        annotations: [
          {
            completed_by: { id: 3, email: 'ada@example.org', first_name: 'Ada', last_name: 'L' },
            created_at: '2024-01-30T02:40:43.893565Z',
            result: [
              region('a', 2, 5, 'Ann', 'PER', 'HERO'),
              region('b', 10, 13, 'Bob', 'PER'),
              {
                id: 'b',
                from_name: 'PER.sex',
                to_name: 'text',
                type: 'choices',
                value: { start: 10, end: 13, choices: ['m'] },
              },
              { id: 'x', from_name: 'tone', to_name: 'text', type: 'choices', value: { choices: ['cold', 'dry'] } },
              { type: 'relation', from_id: 'a', to_id: 'b', direction: 'left', labels: ['hit-by', 'met'] },
              { type: 'relation', from_id: 'a', to_id: 'gone', direction: 'right' },
            ],
          },
          { completed_by: 4, result: [region('a', 2, 5, 'Ann', 'ORG')] },
          { completed_by: 5, was_cancelled: true, result: [region('c', 2, 5, 'Ann', 'ORG')] },
        ],
        predictions: [{ model_version: 'm1', score: 0.75, result: [region('p', 6, 9, 'hit', 'CUE')] }],
      },
    ])
    const [found] = articles
    expect(found).toMatchObject({ key: 'tasks.json:task 4', metadata: { source: 'wire', link: 'https://example.org' } })
    expect(
      found!.annotations.map(({ type, annotator, suggestion, attributes }) => [
        type,
        annotator,
        suggestion?.source ?? null,
        attributes,
      ]),
    ).toEqual([
      ['tone', 'account 3', null, { value: 'cold; dry' }],
      ['PER', 'account 3', null, {}],
      ['HERO', 'account 3', null, {}],
      ['PER', 'account 3', null, { sex: 'm' }],
      ['ORG', 'account 4', null, {}],
      ['CUE', null, 'Label Studio: m1', {}],
    ])
    expect(found!.annotations[5]!.confidence).toBe(0.75)
    expect(found!.annotations[1]!.createdAt).toBe('2024-01-30T02:40:43.893Z')
    expect(spansOf(found!)[1]!.spans).toEqual([[3, 6]])
    expect(new Set(found!.annotations.map(({ key }) => key)).size).toBe(6)
    const [, ann, , bob] = found!.annotations
    expect(found!.relations.map(({ role, source, target }) => [role, source, target])).toEqual([
      ['hit-by', bob!.key, { annotation: ann!.key }],
      ['met', bob!.key, { annotation: ann!.key }],
    ])
    expect(items.flatMap((item) => (item.kind === 'annotator' ? [item.annotator.name] : []))).toEqual([
      'Ada L',
      'Account 4',
    ])
    expect(problems).toHaveLength(2)
    for (const { message } of problems) expect(message).toMatch(/^[A-Z].*\.$/s)
  })

  it('takes the text that the quotes are in', async () => {
    const { articles } = await read([
      { data: { text: 'no', body: 'Ann hit Bob' }, annotations: [{ result: [region('a', 8, 11, 'Bob', 'PER')] }] },
    ])
    expect(articles[0]).toMatchObject({ text: 'Ann hit Bob', metadata: { text: 'no' } })
  })

  it('hypertext by its global offsets, a conversation by its rows', async () => {
    const { articles, problems } = await read([
      {
        data: { html: '<p>Ann <b>hit</b></p><script>1</script><p>Bob</p>' },
        annotations: [
          {
            result: [
              {
                id: 'h',
                from_name: 'ner',
                to_name: 'html',
                type: 'hypertextlabels',
                value: {
                  start: '/p[2]/text()[1]',
                  end: '/p[2]/text()[1]',
                  startOffset: 0,
                  endOffset: 3,
                  globalOffsets: { start: 7, end: 10 },
                  text: 'Bob',
                  hypertextlabels: ['PER'],
                },
              },
            ],
          },
        ],
      },
      {
        data: {
          talk: [
            { author: 'A', text: 'Hi there' },
            { author: 'B', text: 'Yes' },
          ],
        },
        annotations: [
          {
            result: [
              {
                id: 'p',
                from_name: 'l',
                to_name: 'talk',
                type: 'paragraphlabels',
                value: {
                  start: '0',
                  end: '1',
                  startOffset: 3,
                  endOffset: 3,
                  text: 'there\nYes',
                  paragraphlabels: ['X'],
                },
              },
            ],
          },
        ],
      },
    ])
    expect(articles.flatMap((article) => spansOf(article).map(({ spans }) => spans))).toEqual([[[7, 10]], [[3, 12]]])
    expect(problems.map(({ message }) => message.slice(0, 24))).toEqual([
      'In item 1: The text is h',
      'In item 2: The text is a',
    ])
  })

  it('nothing that is no text stops it', async () => {
    const { articles, problems } = await read([
      5,
      { data: { image: 'https://example.org/a.png' } },
      {
        data: { text: 'a' },
        annotations: 'no',
        predictions: [null, { result: [{ type: 'rectanglelabels', value: {} }] }],
      },
      {},
    ])
    expect(articles).toHaveLength(1)
    expect(problems).toHaveLength(3)
  })
})
