import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entity } from '../../../model/record/entity.ts'
import {
  cleanAliases,
  lookalikes,
  nameProblem,
  wikidataFrom,
  wikidataProblem,
} from '../../../model/entities/entity-problems.ts'
import { isExact, proposeEntities } from '../../../model/entities/propose-entities.ts'
import { inSentence } from '../../../model/text/sentence.ts'

const entity = (name: string, edit: Partial<Entity> = {}): Entity => ({
  kind: 'entity',
  id: `id of ${name}`,
  name,
  type: 'person',
  aliases: [],
  wikidata: null,
  attributes: {},
  ...edit,
})

const REGISTER = [
  entity('Ada Lind', { aliases: ['The mayor'] }),
  entity('Åsa Lind'),
  entity('Council of the North', { type: 'organization' }),
  entity('U.S. Senate', { type: 'organization' }),
  entity('Tom Berg'),
]

const proposed = (text: string, kind: string | null = null, uses: readonly (readonly [string, string])[] = []) =>
  proposeEntities(REGISTER, { text, kind }, new Map(uses)).map(({ entity: { name }, reason }) => [name, reason])

describe('what is proposed for a mention', () => {
  test.each([
    ['ADA  LIND', 'Ada Lind', 'name'],
    ['Asa Lind', 'Åsa Lind', 'name'],
    ['the Mayor', 'Ada Lind', 'alias'],
    ['US Senate', 'U.S. Senate', 'spelling'],
    ['the U.S. Senate', 'U.S. Senate', 'spelling'],
    ['Tom Berg’s', 'Tom Berg', 'spelling'],
    ['Chairman Tom Berg', 'Tom Berg', 'inside'],
    ['Berg', 'Tom Berg', 'last-name'],
    ['T. Berg', 'Tom Berg', 'initials'],
    ['Berg, Tom', 'Tom Berg', 'spelling'],
    ['Berg, T.', 'Tom Berg', 'initials'],
    ['CN', 'Council of the North', 'initials'],
    ['the Council', 'Council of the North', 'part'],
    ['Mrs Berg', 'Tom Berg', 'same-end'],
  ])('%s: %s, by %s', (text, name, reason) => expect(proposed(text)[0]).toEqual([name, reason]))

  test('nothing for nothing, and for what nothing resembles', () => {
    expect(proposed(' ')).toEqual([])
    expect(proposed('“”')).toEqual([])
    expect(proposed('Zebra crossing')).toEqual([])
  })

  test('of one name the one used last comes first; of vague ones that of the same kind', () => {
    const twins = ['a', 'b', 'c'].map((id) => entity('Ada Lind', { id, aliases: ['Lind'] }))
    const found = (text: string, uses: readonly (readonly [string, string])[]) =>
      proposeEntities(twins, { text, kind: null }, new Map(uses)).map(({ entity: { id } }) => id)
    expect(found('Ada Lind', [])).toEqual(['a', 'b', 'c'])
    expect(
      found('Ada Lind', [
        ['c', '2026-01-02'],
        ['b', '2026-01-01'],
      ]),
    ).toEqual(['c', 'b', 'a'])
    // A name and an alias are equally sure: what was meant last decides.
    const mixed = [entity('Lind', { id: 'name' }), entity('Ada Lind', { id: 'alias', aliases: ['Lind'] })]
    const [first] = proposeEntities(mixed, { text: 'Lind', kind: null }, new Map([['alias', '2026-01-01']]))
    expect(first?.entity.id).toBe('alias')
    const kinds = [entity('Port of Lind', { type: 'location' }), entity('Eva Lind')]
    const best = (kind: string) => proposeEntities(kinds, { text: 'Lind', kind }, new Map())[0]?.entity.name
    expect([best('person'), best('location')]).toEqual(['Eva Lind', 'Port of Lind'])
  })

  test('law: the very name is always proposed, as exact and before everything that is not', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 8 }), fc.nat(), (names, which) => {
        const entities = names.map((text, i) => entity(text, { id: String(i) }))
        const text = names[which % names.length] ?? ''
        const found = proposeEntities(entities, { text: `  ${text.toLowerCase()} `, kind: null }, new Map())
        fc.pre(found.length > 0)
        expect(found.some((item) => item.entity.name === text && isExact(item))).toBe(true)
        const exact = found.map(isExact)
        expect(exact).toEqual(exact.toSorted((a, b) => Number(b) - Number(a)))
      }),
    )
  })
})

describe('what an entry may hold', () => {
  test.each([
    ['Q42', 'Q42'],
    [' q7 ', 'Q7'],
    ['https://www.wikidata.org/wiki/Q42', 'Q42'],
    ['http://www.wikidata.org/entity/Q42', 'Q42'],
    ['Q0', null],
    ['42', null],
    ['Q42x', null],
    ['', null],
  ])('Wikidata: %s is %s', (text, item) => {
    expect(wikidataFrom(text)).toBe(item)
    expect(wikidataProblem(text) === null).toBe(item !== null || text === '')
  })

  test('names and aliases', () => {
    expect(nameProblem('  ')).toMatch(/name/)
    expect(nameProblem('Ada')).toBeNull()
    expect(cleanAliases([' Lind ', '', 'Lind', 'Ada'], 'Ada')).toEqual(['Lind'])
  })

  test('entries that may be the same thing', () => {
    const twin = entity('ADA LIND', { id: 'twin' })
    const item = entity('Someone', { wikidata: 'Q1' })
    const named = (of: Entity) => lookalikes([...REGISTER, twin, item], of).map(({ name }) => name)
    expect(named(twin)).toEqual(['Ada Lind'])
    expect(named(entity('Mayor', { aliases: ['the mayor'] }))).toEqual(['Ada Lind'])
    expect(named(entity('Other', { wikidata: 'Q1' }))).toEqual(['Someone'])
  })
})

describe('a span in its sentence', () => {
  const text = 'Title\n\nFirst one. Ada Lind spoke. Last one.'
  const body = {
    text,
    blocks: [
      { kind: 'heading' as const, start: 0, end: 5, level: 1 },
      { kind: 'paragraph' as const, start: 7, end: text.length },
    ],
  }
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

  test('is the sentence, never the next paragraph', () => {
    expect(inSentence(body, at('Ada Lind'), 'en')).toEqual({ before: '', quote: 'Ada Lind', after: ' spoke.' })
    expect(inSentence(body, at('Title'), 'no such language')).toEqual({ before: '', quote: 'Title', after: '' })
    expect(inSentence(body, at('one. Ada'), null)).toEqual({
      before: 'First ',
      quote: 'one. Ada',
      after: ' Lind spoke.',
    })
  })

  test('law: the parts stand together in the text; long sides are cut between whole characters', () => {
    const word = fc.constantFrom('word', '🙂', 'Zoë.', '\n', 'x'.repeat(300), '🙂'.repeat(200))
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 30 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (words, from, length) => {
          const whole = words.join(' ')
          const start = from % whole.length
          const span = { start, end: Math.min(whole.length, start + length) }
          fc.pre(!/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(whole.slice(span.start, span.end)))
          const shown = inSentence({ text: whole, blocks: [] }, span, 'en')
          expect(shown.quote).toBe(whole.slice(span.start, span.end))
          const before = shown.before.replace(/^… /, '')
          const after = shown.after.replace(/ …$/, '')
          expect(whole.slice(0, span.start).endsWith(before)).toBe(true)
          expect(whole.slice(span.end).startsWith(after)).toBe(true)
          expect(`${shown.before}|${shown.after}`).not.toMatch(/\p{Surrogate}/u)
          expect(Math.max(before.length, after.length)).toBeLessThanOrEqual(240)
        },
      ),
    )
  })
})
