import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasetReaders, exporters } from '../../../main/formats/index.ts'
import { createLossLog, SUGGESTIONS_LOSS } from '../../../main/formats/kit/losses.ts'
import type { ForeignArticle } from '../../../main/formats/kit/reader.ts'
import { OFFSET_UNITS } from '../../../model/text/offsets.ts'
import { NOW } from '../../support/article.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, type SmallProject, sourceOf, withSuggestions } from '../../support/project.ts'
import { valueOf } from '../../support/result.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip, spansOf } from '../../support/round-trip.ts'
import { suggestionsOf, suggestionsRead } from '../../support/suggestions.ts'

/* Our own formats: JSON and JSON Lines lose nothing; CSV loses what its report says. */

const pair = (id: string) => [valueOf(exporters.find(id, null)).exporter, valueOf(datasetReaders.byId(id))] as const

/** The annotations of a project in the words of what a reader gives. */
function annotationsOf({ annotations }: SmallProject, article: string) {
  return annotations
    .filter((annotation) => annotation.article === article)
    .map(({ kind: _kind, id, article: _article, fragments, ...rest }) =>
      Object.assign(rest, { key: id, spans: fragments.map(({ start, end }) => [start, end]) }),
    )
}

const readBack = (article: ForeignArticle) => {
  const spans = spansOf(article)
  return article.annotations.flatMap(({ place: _place, suggestion, fragments: _fragments, ...rest }, position) =>
    suggestion ? [] : [Object.assign(rest, { spans: spans[position]?.spans })],
  )
}

describe.each(['json', 'jsonl'])('%s', (id) => {
  it.each(OFFSET_UNITS)('law: what is read is what was written, to the last id and time, in %s', async (offsets) => {
    const [exporter, reader] = pair(id)
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const source = sourceOf(project)
        const { items, articles, problems, losses } = await roundTrip(exporter, reader, source, { offsets })
        expect([problems, losses]).toEqual([[], []])
        const ofKind = (kind: string) => items.filter((item) => item.kind === kind)
        expect(ofKind('project')).toEqual([{ kind: 'project', project: without(source.project) }])
        expect(ofKind('codebook')).toEqual([{ kind: 'codebook', codebook: source.codebook }])
        expect(ofKind('entity')).toEqual(
          project.entities.map((entity) => ({ kind: 'entity', entity: without(entity) })),
        )
        expect(ofKind('annotator')).toEqual(
          project.annotators.map((annotator) => ({ kind: 'annotator', annotator: without(annotator) })),
        )
        expect(articles.map(({ key, text, textSha256 }) => [key, text, textSha256])).toEqual(
          project.articles.map(({ article, text }) => [article.id, text, article.textSha256]),
        )
        for (const [position, article] of articles.entries()) {
          const { article: record } = project.articles[position]!
          const { title, language, metadata, source: from, status, createdAt } = article
          expect({ title, language, metadata, source: from, status, createdAt }).toEqual({
            title: record.title,
            language: record.language,
            metadata: record.metadata,
            source: record.source,
            status: record.status,
            createdAt: NOW,
          })
          expect(readBack(article)).toEqual(annotationsOf(project, record.id))
        }
        const relations = articles.flatMap((article) => article.relations.map(({ place: _place, ...rest }) => rest))
        expect(relations.toSorted(byKey)).toEqual(
          project.relations
            .map(({ kind: _kind, article: _article, id: key, ...rest }) => ({ ...rest, key }))
            .toSorted(byKey),
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe.each(['json', 'jsonl'])('suggestions in %s', (id) => {
  it.each(OFFSET_UNITS)('law: what is read is what was written, in %s', async (offsets) => {
    const [exporter, reader] = pair(id)
    await fc.assert(
      fc.asyncProperty(smallProject.map(withSuggestions), async (project) => {
        const { articles, problems, losses } = await roundTrip(exporter, reader, sourceOf(project), { offsets })
        expect([problems, losses]).toEqual([[], []])
        for (const [position, article] of articles.entries()) {
          const { article: record } = project.articles[position]!
          expect(suggestionsRead(article)).toEqual(suggestionsOf(project, record.id))
          expect(readBack(article)).toEqual(annotationsOf(project, record.id))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('are not named where there are none: such a file is as it was before there were any', async () => {
    const [exporter, reader] = pair(id)
    const [project] = fc.sample(smallProject, { seed: 3, numRuns: 1 })
    const { files } = await roundTrip(exporter, reader, sourceOf(project!))
    for (const [name, content] of files) if (name.startsWith('dataset.')) expect(String(content)).not.toContain('"sugg')
  })
})

it.each(exporters.all.filter(({ suggestions }) => !suggestions))('$id counts suggestions as lost', async (exporter) => {
  const [project] = fc.sample(smallProject.filter(({ annotations }) => annotations.length > 2).map(withSuggestions), {
    seed: 5,
    numRuns: 1,
  })
  const losses = createLossLog(exporter.losses)
  await datasetFiles(exporter, sourceOf(project!), exportOptions(exporter), losses)
  const lost = losses.losses().find(({ kind }) => kind === SUGGESTIONS_LOSS.id)
  expect(lost?.count).toBe(project!.suggestions!.length)
})

const without = <T extends { readonly kind: string }>({ kind: _kind, ...rest }: T): Omit<T, 'kind'> => rest
const byKey = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : 1)

describe('csv', () => {
  it.each(['raw', 'excel'])(
    'law: what is read is what was written, but for what the report counts (%s)',
    async (profile) => {
      const [exporter, reader] = pair('csv')
      await fc.assert(
        fc.asyncProperty(smallProject, fc.constantFrom(...OFFSET_UNITS), async (project, offsets) => {
          const { articles, problems, losses } = await roundTrip(exporter, reader, sourceOf(project), {
            offsets,
            profile,
          })
          expect(problems).toEqual([])
          expect(articles.map(({ key, textSha256 }) => [key, textSha256])).toEqual(
            project.articles.map(({ article }) => [article.id, article.textSha256]),
          )
          for (const article of articles) {
            const text = project.articles.find(({ article: record }) => record.id === article.key)?.text ?? ''
            const written = annotationsOf(project, article.key).map((annotation) =>
              Object.assign(annotation, { codebookVersion: null }),
            )
            expect(readBack({ ...article, text })).toEqual(written)
          }
          const ends = (list: readonly { readonly source: string; readonly role: string; readonly target: object }[]) =>
            list.map(({ source, role, target }) => JSON.stringify([source, role, target])).toSorted()
          expect(ends(articles.flatMap(({ relations }) => relations))).toEqual(ends(project.relations))
          expect(losses.find(({ kind }) => kind === 'relation')?.ids.toSorted() ?? []).toEqual(
            project.relations.map(({ id }) => id).toSorted(),
          )
        }),
        { numRuns: 60 },
      )
    },
  )

  it('says which rows it cannot use, and goes on', async () => {
    const [, reader] = pair('csv')
    const rows = [
      'article_id,article_title,annotation_id,type,start,end,quote,fragments,status,confidence,note',
      'a,Vote,x1,entity,0,3,Ann,,final,,',
      'a,Vote,,entity,0,3,Ann,,final,,',
      'a,Vote,x2,entity,zero,3,"An',
      'n",,final,,',
      'a,Vote,x3,quote,0,9,Ann … b,0-3;8-9,final,2,',
    ]
    const { articles, problems } = await readAll(reader, memoryInput(new Map([['d.csv', rows.join('\r\n')]])))
    expect(articles[0]?.annotations.map(({ key }) => key)).toEqual(['x1', 'x3'])
    expect(articles[0]?.annotations[1]).toMatchObject({
      confidence: null,
      fragments: [{ quote: 'Ann' }, { quote: 'b' }],
    })
    expect(problems.map(({ line }) => line)).toEqual([null, 3, 4])
  })
})

it('a CSV table that was edited may have line ends of both kinds', async () => {
  const [, reader] = pair('csv')
  const head = 'article_id,article_title,annotation_id,type,start,end,quote,fragments,status,confidence,note\r\n'
  const rows = 'a,Vote,x1,entity,0,3,Ann,,final,,\na,Vote,x2,entity,0,3,Ann,,final,,\n'
  const { articles } = await readAll(reader, memoryInput(new Map([['d.csv', head + rows]])))
  expect(articles[0]?.annotations.map(({ key }) => key)).toEqual(['x1', 'x2'])
})

describe('what is not a dataset', () => {
  it.each([
    ['json', '{"format": "standoff-dataset", "version": 1, "articles": [}', 'damaged-file'],
    ['json', '{"format": "standoff-dataset", "version": 7}', 'newer-project'],
    ['json', '{"format": "standoff-dataset", "version": 1}', 'invalid-record'],
    ['csv', 'article_id,article_title\n"a', 'damaged-file'],
    ['csv', 'article_id,article_title\na"b",c', 'damaged-file'],
  ])('%s: %s', async (id, content, code) => {
    const [, reader] = pair(id)
    await expect(readAll(reader, memoryInput(new Map([['d', content]])))).rejects.toMatchObject({ failure: { code } })
  })

  it('a line that is no article is told with its number, and the others are read', async () => {
    const [exporter, reader] = pair('jsonl')
    const [project] = fc.sample(
      smallProject.filter(({ articles }) => articles.length > 1),
      { seed: 7, numRuns: 1 },
    )
    const { files } = await roundTrip(exporter, reader, sourceOf(project!))
    const [first = '', ...rest] = String(files.get('dataset.jsonl')).split('\n')
    const broken = new Map<string, string>([['dataset.jsonl', [first, '{"a": 1', '{"format": 2}', ...rest].join('\n')]])
    const { articles, problems } = await readAll(reader, memoryInput(broken))
    expect(problems.map(({ line }) => line)).toEqual([null, 2, 3])
    expect(articles).toHaveLength(project!.articles.length)
  })

  it('a project file beside the lines that is no JSON ends the read with its name', async () => {
    const [, reader] = pair('jsonl')
    const files = new Map([
      ['d.jsonl', ''],
      ['d.project.json', '{"format": '],
    ])
    await expect(readAll(reader, memoryInput(files))).rejects.toMatchObject({
      failure: { code: 'damaged-file', message: expect.stringContaining('d.project.json') },
    })
  })

  it('is told apart by its beginning', () => {
    const sniffed = (path: string, content: string) =>
      datasetReaders.sniff([path], headOf(new Map([[path, content]]))).map(({ id }) => id)
    expect(sniffed('x.json', '{\n"format": "standoff-dataset",')).toEqual(['json'])
    expect(sniffed('x.jsonl', '{"format":"standoff-dataset-article",')).toEqual(['jsonl'])
    expect(sniffed('x.csv', '\ufeffarticle_id,article_title,annotation_id,type,start')).toEqual(['csv'])
    expect(sniffed('x.csv', 'name,age\n')).toEqual([])
  })
})
