import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doccanoExporter } from '../../../main/formats/doccano/write.ts'
import { prodigyExporter } from '../../../main/formats/prodigy/write.ts'
import { spacyExporter } from '../../../main/formats/spacy/write.ts'
import { tokensOf } from '../../../main/formats/kit/writing/tokens.ts'
import { doccanoReader } from '../../../main/formats/doccano/read.ts'
import { prodigyReader } from '../../../main/formats/prodigy/read.ts'
import { spacyReader } from '../../../main/formats/spacy/read.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip, spansOf } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

const FORMS = [
  ['doccano', doccanoExporter, doccanoReader, 'spans', 'words'],
  ['doccano', doccanoExporter, doccanoReader, 'relations', 'words'],
  ['spacy', spacyExporter, spacyReader, 'spans', 'words'],
  ['spacy', spacyExporter, spacyReader, 'ents', 'cut'],
  ['prodigy', prodigyExporter, prodigyReader, 'spans', 'words'],
  ['prodigy', prodigyExporter, prodigyReader, 'relations', 'cut'],
] as const

describe.each(FORMS)('%s', (id, exporter, reader, profile, tokens) => {
  const settings: Record<string, string> = id === 'doccano' ? {} : { tokens }

  it(`golden file of ${profile}`, async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter, { profile, settings }))
    expectGolden(`${id}-${profile}.jsonl`, String(files.get('dataset.jsonl')))
    expect(reader.sniff(['dataset.jsonl'], headOf(files))).toBe(true)
  })

  it(`law: what ${profile} holds comes back; what is missing is in the report`, async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const read = await roundTrip(exporter, reader, sourceOf(project), { profile, settings })
        expect(read.problems).toEqual([])
        expectKept(project, read, {
          annotations: ['whole-article', 'overlap'],
          relations: ['relations', 'to-entry', 'lost-end', 'tokenless-relation'],
        })
        const spanless = project.annotations.filter(({ fragments }) => fragments.length === 0)
        const missing = read.losses.find(({ kind }) => kind === 'whole-article')?.ids ?? []
        expect(new Set(missing)).toEqual(new Set(spanless.map(({ id: annotation }) => annotation)))
      }),
      RUNS,
    )
  })
})

describe('tokens', () => {
  it('law: tokens and the spaces after them are the text, and cuts are ends of tokens', () => {
    fc.assert(
      fc.property(smallProject, ({ articles, annotations }) => {
        for (const { article, text } of articles) {
          const spans = annotations.filter((item) => item.article === article.id).flatMap(({ fragments }) => fragments)
          const tokens = tokensOf(
            text,
            article.language,
            spans.flatMap(({ start, end }) => [start, end]),
          )
          expect(tokens.map(({ from, to, space }) => text.slice(from, to) + (space ? ' ' : '')).join('')).toBe(text)
          const points = Array.from(text)
          for (const { from, to, start, end } of tokens) {
            expect(points.slice(start, end).join('')).toBe(text.slice(from, to))
          }
          for (const { start, end } of spans) {
            const inside = tokens.some(({ from, to }) => (from < start && start < to) || (from < end && end < to))
            expect(inside).toBe(false)
          }
        }
      }),
      RUNS,
    )
  })

  it('keeps words whole and takes one space to the word before it', () => {
    expect(tokensOf('Don’t  stop, 東京!', 'en').map(({ from, to, space }) => [from, to, space])).toEqual([
      [0, 5, true],
      [6, 7, false],
      [7, 11, false],
      [11, 12, true],
      [13, 15, false],
      [15, 16, false],
    ])
  })

  it('takes any language tag', () => {
    for (const language of ['en', 'zh-Hant', 'xx-?', '', 'not a tag', 'i-klingon'])
      expect(tokensOf('a b', language)).toHaveLength(2)
  })
})

const read = (reader: typeof doccanoReader, ...lines: string[]) =>
  readAll(reader, memoryInput(new Map([['a.jsonl', `${lines.join('\n')}\n`]])))

describe('what others write', () => {
  it('doccano: triples, classes, metadata, and lines that are wrong', async () => {
    const { articles, problems } = await read(
      doccanoReader,
      '{"id": 7, "text": "🙂 Ann left", "label": [[2, 5, "PER"]], "meta": {"page": 1}, "desk": "a"}',
      '{"label": [[0, 1, "PER"]]}',
      '{"text": "b", "labels": ["good", "short"], "Comments": ["hm"]}',
      'no json',
      '{"text": "c", "label": [[0, "PER"]]}',
    )
    expect(articles.map(({ key, title, metadata }) => [key, title, metadata])).toEqual([
      ['a.jsonl:7', '🙂 Ann left', { page: '1', desk: 'a' }],
      ['a.jsonl:line 3', 'b', {}],
      ['a.jsonl:line 5', 'c', {}],
    ])
    expect(spansOf(articles[0]!)[0]).toMatchObject({ type: 'PER', spans: [[3, 6]] })
    expect(articles[1]!.annotations.map(({ type, fragments }) => [type, fragments])).toEqual([
      ['good', []],
      ['short', []],
    ])
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5])
    for (const { message } of problems) expect(message).toMatch(/^[A-Z].*\.$/s)
  })

  it('doccano: a relation to what is not there is told, the others stay', async () => {
    const { articles, problems } = await read(
      doccanoReader,
      '{"text": "Ann hit Bob", "entities": [{"id": 0, "start_offset": 0, "end_offset": 3, "label": "P"}, {"id": 1, "start_offset": 8, "end_offset": 11, "label": "P"}], "relations": [{"from_id": 0, "to_id": 1, "type": "hit"}, {"from_id": 0, "to_id": 9, "type": "hit"}, {"type": "hit"}]}',
    )
    expect(articles[0]!.relations).toMatchObject([
      {
        role: 'hit',
        source: articles[0]!.annotations[0]!.key,
        target: { annotation: articles[0]!.annotations[1]!.key },
      },
    ])
    expect(problems).toHaveLength(1)
    expect(problems[0]!.message).toContain('in 2 places')
  })

  it('doccano: after labels were moved, what still fits is what it was', async () => {
    const files = await datasetFiles(doccanoExporter, sampleSource, exportOptions(doccanoExporter))
    const [line] = String(files.get('dataset.jsonl')).split('\n')
    const value = JSON.parse(line!) as { label: [number, number, string][] }
    const [entity, cue, ...others] = value.label
    const changed = { ...value, label: [[entity![0], entity![1], 'ORG'], cue, ...others] }
    const { articles } = await read(doccanoReader, JSON.stringify(changed))
    expect(articles[0]!.annotations.map(({ type, key }) => [type, key])).toEqual([
      ['ORG', 'article-0001#1'],
      ['cue', 'annotation-1-0002'],
      ['quote', 'annotation-1-0003'],
      ['claim', 'annotation-1-0005'],
      ['entity', 'annotation-1-0004'],
    ])
  })

  it('spaCy: entities, groups and categories', async () => {
    const { articles } = await read(
      spacyReader,
      '{"text": "Ann met Bo", "ents": [{"start": 0, "end": 3, "label": "PER", "kb_id": "Q1"}], "spans": {"sc": [{"start": 0, "end": 3, "label": "PER"}, {"start": 0, "end": 7, "label": "X"}, {"start": 0, "end": 7, "label": "X"}]}, "cats": {"NEWS": 0.9, "AD": 0.0}}',
    )
    expect(articles[0]!.annotations.map(({ type, confidence, attributes }) => [type, confidence, attributes])).toEqual([
      ['NEWS', 0.9, {}],
      ['PER', null, { kb_id: 'Q1' }],
      ['X', null, {}],
      ['X', null, {}],
    ])
  })

  it('Prodigy: only what was accepted is annotated; without an answer it is a suggestion', async () => {
    const task = (answer: string | null) =>
      JSON.stringify({
        text: `Ann ${answer}`,
        spans: [{ start: 0, end: 3, label: 'PER', source: 'web_sm', token_start: 0, token_end: 0 }],
        ...(answer !== null && { answer }),
        _annotator_id: 'ner-ada',
        meta: { source: 'wire' },
      })
    const { articles, problems } = await read(prodigyReader, task('accept'), task('reject'), task('ignore'), task(null))
    expect(
      articles.map(({ annotations }) =>
        annotations.map(({ suggestion, annotator }) => [suggestion?.source, annotator]),
      ),
    ).toEqual([[[undefined, 'ner-ada']], [], [], [['Prodigy: web_sm', 'ner-ada']]])
    expect(articles[0]!.metadata).toEqual({ source: 'wire' })
    expect(problems.map(({ line }) => line)).toEqual([2, 3])
  })

  it('Prodigy: relations find their spans', async () => {
    const span = (start: number, end: number) => ({ start, end, label: 'P', token_start: 0, token_end: 0 })
    const { articles, problems } = await read(
      prodigyReader,
      JSON.stringify({
        text: 'Ann hit Bob',
        spans: [span(0, 3), span(8, 11)],
        relations: [
          { head: 0, child: 2, head_span: span(0, 3), child_span: span(8, 11), label: 'hit' },
          { head: 0, child: 1, head_span: span(0, 3), child_span: span(4, 7), label: 'hit' },
        ],
        answer: 'accept',
      }),
    )
    expect(articles[0]!.relations).toMatchObject([{ role: 'hit', source: 'a.jsonl:line 1#1' }])
    expect(problems).toHaveLength(1)
  })

  it('a JSON list instead of lines, and one that is cut off', async () => {
    const list = '[{"text": "Ann", "label": [[0, 3, "PER"]]}, 5]'
    expect((await read(doccanoReader, list)).articles).toHaveLength(1)
    expect((await read(doccanoReader, list)).problems).toHaveLength(1)
    expect((await read(doccanoReader, list.slice(0, 20))).problems[0]!.message).toContain('not valid JSON')
    const object = '{\n"text": "Ann",\n"label": [[0, 3, "PER"]]\n}'
    expect((await read(doccanoReader, object)).articles).toHaveLength(1)
  })
})
