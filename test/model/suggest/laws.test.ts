import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { normaliseSpan } from '../../../model/text/span.ts'
import { suggester } from '../../../model/suggest/index.ts'
import { suggestionKey } from '../../../model/record/suggestion-key.ts'
import type { KnownSpan, Suggestion } from '../../../model/suggest/suggestion.ts'
import { LANGUAGES } from './paragraphs.ts'
import { blocksOf, entity, suggestIn } from './suggest-in.ts'

const REGISTER = [
  entity('1', 'Ada Lind', ['Lind']),
  entity('2', '🙂 Berg', ['Берг', '李明']),
  entity('3', ' Karl  Odum '),
]

/** Pieces that make the rules work hard, in any order. */
const MARKS = ['“', '”', '„', '‘', '’', "'", '"', '«', '»', '«\u00a0', '\u00a0»', '‚', '「', '」']
const SIGNS = [' ', ' ', ', ', '. ', ': ', '! ', ' – ', '\n', '\u00a0', '🙂', '👩‍🚀', '\ud83d', 'é', 'e\u0301']
const WORDS = ['said ', 'told ', 'Ada Lind', 'Lind', ' Berg', '李明', 'the mayor ', 'he ', 'According to ', 'laut ']
const piece = fc.constantFrom(...MARKS, ...SIGNS, ...WORDS, 'dit-il', 'no way', 'a b c d')
const noise = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))
const language = fc.constantFrom('en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ru', null)

const plain = LANGUAGES.flatMap(({ language: id, seen, unseen, hard }) =>
  [...seen, ...unseen, ...hard].map((tagged) => ({ id, text: tagged.replaceAll(/<[^>]+>/g, '') })),
)

/** A paragraph without a full stop, in no language, between two others. */
const BETWEEN = '\nXyz\n'

const spansOf = ({ spans, links }: Suggestion) => [...spans, ...links.map(({ span }) => span)]

const known = fc.array(
  fc.record({
    start: fc.nat(80),
    length: fc.integer({ min: 1, max: 20 }),
    type: fc.constantFrom('quote', 'entity', 'cue', 'claim'),
  }),
  { maxLength: 6 },
)

const toKnown = (list: readonly { start: number; length: number; type: string }[]): KnownSpan[] =>
  list.map(({ start, length, type }) => ({ start, end: start + length, type, entity: null }))

describe('laws of suggestions', () => {
  it('spans are in the text, trimmed, sorted, apart, and on whole characters', () => {
    fc.assert(
      fc.property(noise, language, known, (article, tag, tagged) => {
        const options = { language: tag, entities: REGISTER, known: toKnown(tagged) }
        for (const suggestion of suggestIn(article, options)) {
          // Nothing but start and end: a rejection keeps them.
          for (const span of spansOf(suggestion)) expect(normaliseSpan(article, span)).toStrictEqual(span)
          suggestion.spans.slice(1).forEach(({ start }, i) => {
            expect(start).toBeGreaterThan(suggestion.spans[i]?.end ?? Number.POSITIVE_INFINITY)
          })
        }
      }),
      { numRuns: 500 },
    )
  })

  it('keys are unique and say rule and place; the order is that of reading', () => {
    fc.assert(
      fc.property(noise, language, (article, tag) => {
        const made = suggestIn(article, { language: tag, entities: REGISTER })
        expect(new Set(made.map(({ key }) => key)).size).toBe(made.length)
        for (const { key, rule, spans } of made) expect(key).toBe(suggestionKey(rule, spans))
        const starts = made.map(({ spans }) => spans[0]?.start ?? -1)
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
      }),
    )
  })

  it('the same input gives the same, in whatever order annotations and register come', () => {
    fc.assert(
      fc.property(noise, language, known, (article, tag, tagged) => {
        const spans = toKnown(tagged)
        const one = suggestIn(article, { language: tag, entities: REGISTER, known: spans })
        const entities = REGISTER.toReversed()
        expect(suggestIn(article, { language: tag, entities, known: spans.toReversed() })).toEqual(one)
      }),
    )
  })

  it('nothing is proposed over an annotation of its type', () => {
    fc.assert(
      fc.property(noise, known, (article, tagged) => {
        const spans = toKnown(tagged)
        for (const { type, spans: proposed } of suggestIn(article, { entities: REGISTER, known: spans })) {
          for (const { start, end } of proposed) {
            expect(spans.some((span) => span.type === type && span.start < end && start < span.end)).toBe(false)
          }
        }
      }),
    )
  })

  it('a paragraph is read as if it stood alone', () => {
    const shift = (suggestions: readonly Suggestion[], by: number): string[] =>
      suggestions.map((item) =>
        JSON.stringify({
          ...item,
          key: '',
          spans: item.spans.map(({ start, end }) => [start + by, end + by]),
          links: item.links.map((link) => ({ ...link, span: [link.span.start + by, link.span.end + by] })),
        }),
      )
    for (const id of ['en', 'de', 'fr', 'es', 'ru']) {
      const paragraphs = plain.filter((item) => item.id === id).map((item) => item.text)
      fc.assert(
        fc.property(fc.shuffledSubarray(paragraphs, { minLength: 2 }), (chosen) => {
          const options = { language: id, entities: REGISTER }
          const expected: string[] = []
          let start = 0
          for (const paragraph of chosen) {
            expected.push(...shift(suggestIn(paragraph, options), start))
            start += paragraph.length + BETWEEN.length
          }
          expect(shift(suggestIn(chosen.join(BETWEEN), options), 0)).toEqual(expected)
        }),
        { numRuns: 20 },
      )
    }
  })
})

describe('text that nobody wrote', () => {
  // A rule that looked at a stretch again for every mark would not come to an end within the time of a test.
  it.each([
    ['opening marks', '“'],
    ['straight marks', '"'],
    ['apostrophes', "'"],
    ['all marks', '“‘«„"‚»’”'],
    ['short quotes', '"a" '],
    ['quotes that are never closed', '“a said '],
    ['a mark on every line', '"\n'],
    ['verbs', 'said '],
    ['phrases', 'according to '],
    ['commas inside a quote', '« a, dit, '],
  ])(
    '1 MB of %s is read once',
    (_name, unit) => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
      const whole = [{ start: 0, end: text.length, kind: 'paragraph' as const }]
      const blocks = unit.includes('\n') ? blocksOf(text) : whole
      // French also looks for who speaks inside the marks.
      const tag = unit.includes('dit') ? 'fr' : 'en'
      suggester.suggest({ text, blocks, language: tag, entities: REGISTER, known: [], codebook: newsAttribution })
    },
    60_000,
  )
})
