import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import { isKnownAs, isRejected, joinSuggestions, predictedSuggestions } from '../../../model/suggest/predicted.ts'
import type { Suggestion } from '../../../model/suggest/suggestion.ts'
import { annotate, NOW } from '../../support/article.ts'
import { lines, suggestIn } from './suggest-in.ts'

const TEXT = '“We agree,” said Ada Lind. Lind left. “No,” said Tom.'

const at = (words: string, from = 0) => {
  const start = TEXT.indexOf(words, from)
  return { start, end: start + words.length }
}

let made = 0
const prediction = (type: string, words: string | null, edit: Partial<Prediction> = {}): Prediction => ({
  kind: 'prediction',
  id: `prediction-${String(++made).padStart(4, '0')}`,
  article: 'article-0001',
  type,
  fragments: words === null ? [] : [makeFragment(TEXT, at(words))],
  attributes: {},
  links: [],
  source: 'ner-3',
  score: null,
  note: '',
  createdAt: NOW,
  ...edit,
})

const tagged = (type: string, ...words: string[]) =>
  annotate(
    TEXT,
    'article-0001',
    type,
    words.map((item) => at(item)),
    `annotation-${++made}`,
  )

const suggested = (predictions: readonly Prediction[], annotations: ReturnType<typeof tagged>[] = []) =>
  predictedSuggestions(predictions, {
    codebook: newsAttribution,
    index: AnnotationIndex.empty.addAll(annotations),
  })

const shown = (...args: Parameters<typeof suggested>): string[] => lines(TEXT, suggested(...args))

describe('predictions as suggestions', () => {
  it('come in reading order, with what they are linked to', () => {
    const speaker = prediction('entity', 'Ada Lind', { attributes: { type: 'person' } })
    const quote = prediction('quote', '“We agree,”', {
      links: [
        { role: 'speaker', target: speaker.id },
        { role: 'cue', target: speaker.id },
        { role: 'speaker', target: 'gone' },
      ],
    })
    const list = suggested([speaker, quote, prediction('stance', null, { score: 0.2 })])
    expect(lines(TEXT, list)).toEqual(['stance  ?', 'quote “We agree,” [speaker Ada Lind]', 'entity Ada Lind'])
    expect(list[1]?.links).toEqual([
      { role: 'speaker', type: 'entity', span: at('Ada Lind'), attributes: { type: 'person' } },
    ])
  })

  it('of one type and place are one, as the surest program said it', () => {
    const said = (score: number | null, source: string, type: string) =>
      prediction('entity', 'Ada Lind', { score, source, attributes: { type }, note: type })
    const [one, ...more] = suggested([
      said(null, 'c', 'event'),
      said(0.4, 'b', 'location'),
      said(0.8, 'a', 'person'),
      said(0.1, 'b', 'work'),
    ])
    expect(more).toEqual([])
    expect(one).toMatchObject({ attributes: { type: 'person' }, sure: true })
    expect(one?.predicted).toEqual({ sources: ['a', 'b', 'c'], score: 0.8, note: 'person', ruleKey: null })
    expect(shown([prediction('cue', 'said'), prediction('quote', 'said')])).toHaveLength(2)
  })

  it('are not made where the type stands, nor of a type that is not offered', () => {
    const predictions = [
      prediction('entity', 'Ada Lind'),
      prediction('stance', null),
      prediction('entity', null),
      prediction('ORG', 'Tom'),
    ]
    expect(shown(predictions)).toEqual(['stance ', 'entity Ada Lind'])
    expect(shown(predictions, [tagged('entity', 'Lind')])).toEqual(['stance '])
    expect(shown(predictions, [tagged('stance', 'Lind'), tagged('cue', 'Ada Lind')])).toEqual([
      'stance ',
      'entity Ada Lind',
    ])
    expect(shown(predictions, [tagged('stance'), tagged('quote', 'Tom')])).toEqual(['entity Ada Lind'])
  })

  it('are one with what a rule proposes at the same place, and rejected with it', () => {
    const proposed = suggestIn(TEXT)
    const quote = prediction('quote', '“No,”', { attributes: { attitude: 'assertion' }, score: 0.1 })
    const joined = joinSuggestions(proposed, suggested([quote, prediction('cue', 'left')]))
    expect(joined).toHaveLength(proposed.length + 1)
    const both = joined.find(({ predicted }) => predicted?.ruleKey)
    const rule = proposed.find(({ spans }) => spans[0]?.start === at('“No,”').start)
    expect(both).toMatchObject({ attributes: { ...rule?.attributes, attitude: 'assertion' }, sure: true })
    expect(both?.links).toEqual(rule?.links)
    for (const key of [both!.key, rule!.key]) {
      expect(isKnownAs(both!, key)).toBe(true)
      expect(isRejected(both!, new Map([[key, true]]))).toBe(true)
    }
    expect(isRejected(both!, new Map([['quotes:0-1', true]]))).toBe(false)
  })

  it('law: joining keeps every key once, in reading order, and nothing comes twice for a type and place', () => {
    const words = fc.constantFrom('“We agree,”', 'Ada Lind', 'Lind', '“No,”', 'Tom', null)
    const predicted = fc.array(fc.tuple(fc.constantFrom('quote', 'entity', 'stance', 'cue'), words, fc.nat(1)))
    fc.assert(
      fc.property(predicted, (list) => {
        const predictions = list.map(([type, quote, score]) => prediction(type, quote, { score }))
        const joined = joinSuggestions(suggestIn(TEXT), suggested(predictions))
        const place = ({ type, spans }: Suggestion): string => JSON.stringify([type, spans])
        expect(new Set(joined.map(place)).size).toBe(joined.length)
        expect(new Set(joined.map(({ key }) => key)).size).toBe(joined.length)
        const starts = joined.map(({ spans }) => spans[0]?.start ?? 0)
        expect(starts).toEqual(starts.toSorted((a, b) => a - b))
        for (const { key } of suggestIn(TEXT)) expect(joined.some((item) => isKnownAs(item, key))).toBe(true)
      }),
    )
  })
})
