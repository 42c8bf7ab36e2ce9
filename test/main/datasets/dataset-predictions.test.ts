import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { predictedRule, type Prediction } from '../../../model/record/prediction.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import { jsonExporter } from '../../../main/formats/json/write.ts'
import { jsonReader } from '../../../main/formats/json/read.ts'
import {
  type DatasetItem,
  type ForeignAnnotation,
  foreignAnnotation,
  foreignArticle,
  foreignRelation,
} from '../../../main/formats/kit/reader.ts'
import { datasetTarget } from '../../support/dataset.ts'
import { smallProject, sourceOf, withSuggestions } from '../../support/project.ts'
import { valueOf } from '../../support/result.ts'
import { roundTrip } from '../../support/round-trip.ts'

const TEXT = 'Zoë 🙂 Lind spoke.\nThe minister said: "No." '

const at = (quote: string) => ({ start: TEXT.indexOf(quote), end: TEXT.indexOf(quote) + quote.length, quote })

const predicted = (type: string, quote: string | null, edit: Partial<ForeignAnnotation> = {}) =>
  foreignAnnotation({
    key: `${type} ${quote}`,
    type,
    fragments: quote === null ? [] : [at(quote)],
    place: 'line 1',
    confidence: 0.75,
    suggestion: { source: 'Tagger: 3', rejected: null },
    ...edit,
  })

const relation = (source: string, role: string, target: string) =>
  foreignRelation({ key: `${source}-${role}`, role, source, target: { annotation: target }, place: 'line 2' })

const item = (
  annotations: readonly ForeignAnnotation[],
  relations: readonly ReturnType<typeof relation>[] = [],
): DatasetItem => ({
  kind: 'article',
  article: foreignArticle({ key: 'doc1', title: 'Vote', text: TEXT, unit: 'utf16', annotations, relations }),
})

const ofKind = <Kind extends ProjectRecord['kind']>(records: readonly ProjectRecord[], kind: Kind) =>
  records.filter((record): record is Extract<ProjectRecord, { kind: Kind }> => record.kind === kind)

const quotes = (predictions: readonly Prediction[]): string[] =>
  predictions.map(({ type, fragments }) => `${type} ${fragments.map(({ quote }) => quote).join(' … ')}`).toSorted()

const ALIKE = { words: 'alike' } as const

describe('what programs predicted', () => {
  it('becomes suggestions in words of the codebook, and neither annotations nor annotators', async () => {
    const target = datasetTarget()
    const items = [item([predicted('PER', 'Lind '), predicted('Stance', null, { note: 'perhaps' })])]
    const { report, batch } = valueOf(await target.take(items, ALIKE))
    expect(report.counts).toMatchObject({
      annotations: { added: 0, leftOut: 0 },
      suggestions: { added: 2, leftOut: 0 },
      annotators: { added: 0 },
    })
    const records = target.records()
    expect(ofKind(records, 'annotation')).toEqual([])
    const predictions = ofKind(records, 'prediction')
    expect(quotes(predictions)).toEqual(['entity Lind', 'stance '])
    expect(predictions.find(({ type }) => type === 'entity')).toMatchObject({
      attributes: { type: 'person' },
      source: 'Tagger: 3',
      score: 0.75,
    })
    expect(target.problems()).toEqual([])
    // A second time adds nothing, and it is undone with the import.
    const again = valueOf(await target.take(items, ALIKE))
    expect(again.batch).toBeNull()
    expect(again.report.counts.suggestions).toEqual({ added: 0, present: 2, different: 0, leftOut: 0 })
    valueOf(target.service.undoBatch(batch ?? ''))
    expect(ofKind(target.records(), 'prediction')).toEqual([])
  })

  it('is left out where that is asked for, and where it is nowhere in the text', async () => {
    const target = datasetTarget()
    const { report } = valueOf(await target.take([item([predicted('PER', 'Lind')])], { predictions: 'leave-out' }))
    expect(report.counts).toMatchObject({ suggestions: { added: 0, leftOut: 1 }, annotations: { leftOut: 0 } })
    const blank = predicted('PER', ' ', { fragments: [{ start: 3, end: 4, quote: ' ' }] })
    const gone = predicted('PER', 'Lind', { key: 'g', fragments: [{ start: 0, end: 4, quote: 'Oslo' }] })
    const told = valueOf(await target.take([item([blank, gone, predicted('Stance', null, { confidence: 7 })])])).report
    expect(told.counts.suggestions).toMatchObject({ added: 0, leftOut: 3 })
    expect(told.problems.items.map(({ message }) => message)).toEqual([
      'The suggestion line 1 (PER) covers nothing but white space, and was left out.',
      'The suggestion line 1 (PER) quotes “Oslo”, which is not near its place, and was left out.',
      expect.stringMatching(/^The suggestion line 1 \(Stance\) cannot be kept \(score: .*, and was left out\.$/),
    ])
  })

  it('keeps its links, and tells those between a suggestion and what is none', async () => {
    const target = datasetTarget()
    const person = predicted('PER', 'Lind')
    const quote = predicted('Quotation', '"No."')
    const mine = foreignAnnotation({ key: 'mine', type: 'PER', fragments: [at('The minister')], place: 'line 1' })
    const relations = [
      relation(quote.key, 'Speaker', person.key),
      relation(quote.key, 'Speaker', person.key),
      relation(quote.key, 'Speaker', 'mine'),
    ]
    const items = [item([person, quote, mine], relations)]
    const { report } = valueOf(await target.take(items))
    const predictions = ofKind(target.records(), 'prediction')
    const [id] = predictions.flatMap((prediction) => (prediction.type === 'PER' ? [prediction.id] : []))
    expect(predictions.flatMap(({ links }) => links)).toEqual([{ role: 'Speaker', target: id }])
    expect(report.counts.relations).toMatchObject({ added: 0, leftOut: 1 })
    expect(report.problems.items).toHaveLength(1)
    expect(valueOf(await target.take(items)).batch).toBeNull()
  })

  it('is told where it is in the project already and otherwise', async () => {
    const target = datasetTarget()
    valueOf(await target.take([item([predicted('PER', 'Lind')])]))
    const { report } = valueOf(await target.take([item([predicted('PER', 'Lind', { confidence: 0.1 })])]))
    expect(report.counts.suggestions).toMatchObject({ added: 0, different: 1 })
    expect(report.problems.items).toMatchObject([{ message: expect.stringContaining('not the same') }])
  })

  it('stays rejected where the file says that it is, once for all that predict the same', async () => {
    const target = datasetTarget()
    const no = (source: string) => ({ source, rejected: { annotator: 'Ada', createdAt: null } })
    const items = [
      item([
        predicted('PER', 'Lind', { key: 'a', suggestion: no('one') }),
        predicted('PER', 'Lind', { key: 'b', suggestion: no('two') }),
      ]),
    ]
    valueOf(await target.take(items))
    const records = target.records()
    const ada = ofKind(records, 'annotator').find(({ name }) => name === 'Ada')
    const { start, end } = at('Lind')
    expect(ofKind(records, 'rejection')).toMatchObject([
      { rule: predictedRule('PER'), spans: [{ start, end }], annotator: ada?.id },
    ])
    expect(target.problems()).toEqual([])
    expect(valueOf(await target.take(items)).batch).toBeNull()
  })

  it('keeps the codebook from being taken over: its types are in use', async () => {
    const target = datasetTarget()
    valueOf(await target.take([item([predicted('PER', 'Lind')])]))
    const codebook = { ...newsAttribution, id: 'other' }
    const { outcome } = valueOf(await target.look([{ kind: 'codebook', codebook }, item([])]))
    expect(outcome.mayTakeOver).toBe(false)
  })
})

describe('law: import(export(project)) = project, with suggestions', () => {
  it('through the JSON dataset, into an empty project; and a second time nothing is added', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject.map(withSuggestions), async (project) => {
        const { items } = await roundTrip(jsonExporter, jsonReader, sourceOf(project))
        const target = datasetTarget({ ...newsAttribution, id: 'other', name: 'Other' })
        const { report } = valueOf(await target.take(items, {}, 'own'))
        expect(report.problems.items).toEqual([])
        const records = target.records()
        const { suggestions = [] } = project
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
        expect(ofKind(records, 'prediction').toSorted(byId)).toEqual(
          suggestions.map(({ prediction }) => prediction).toSorted(byId),
        )
        const places = (list: readonly Extract<ProjectRecord, { kind: 'rejection' }>[]) =>
          [...new Set(list.map(({ article, rule, spans }) => JSON.stringify([article, rule, spans])))].toSorted()
        expect(places(ofKind(records, 'rejection'))).toEqual(
          places(suggestions.flatMap(({ rejection }) => rejection ?? [])),
        )
        expect(target.problems()).toEqual([])
        expect(valueOf(await target.take(items, {}, 'own')).batch).toBeNull()
        target.service.close()
      }),
      { numRuns: 15 },
    )
  })
})
