import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Codebook, codebookProblems, findType } from '../../../model/record/codebook.ts'
import { type DatasetMapping, mapDataset, type MappingInput } from '../../../model/dataset/dataset-mapping.ts'
import type { ForeignAttribute, ForeignType } from '../../../model/dataset/dataset-vocabulary.ts'
import { codebookSchema, decodeWith } from '../../../model/record/schemas.ts'
import { conll2003 } from '../../../model/presets/conll-2003.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { relationProblem } from '../../../model/codebook/role-fit.ts'
import { valueOf } from '../../support/result.ts'

const attribute = (
  name: string,
  values: readonly string[],
  edit: Partial<ForeignAttribute> = {},
): ForeignAttribute => ({
  name,
  count: values.length,
  values: values.map((value) => ({ value, count: 1 })),
  moreValues: false,
  longest: Math.max(0, ...values.map(({ length }) => length)),
  entities: 0,
  ...edit,
})

const type = (name: string, edit: Partial<ForeignType> = {}): ForeignType => ({
  name,
  count: 1,
  wholeArticle: 0,
  attributes: [],
  roles: [],
  ...edit,
})

const NOTHING_CHOSEN = { types: [], attributes: [], roles: [] }

const map = (vocabulary: readonly ForeignType[], edit: Partial<MappingInput> = {}): DatasetMapping =>
  mapDataset({
    codebook: newsAttribution,
    own: null,
    takeOver: false,
    vocabulary,
    choices: NOTHING_CHOSEN,
    ...edit,
  })

const blank: Codebook = { ...newsAttribution, id: 'blank', types: [] }

describe('types', () => {
  it.each([
    ['quote', 'quote', {}],
    ['Quote', 'quote', {}],
    ['PER', 'entity', { type: 'person' }],
    ['PERSON', 'entity', { type: 'person' }],
    ['GPE', 'entity', { type: 'geopolitical' }],
    ['B-PER', 'entity', { type: 'person' }],
    ['WORK_OF_ART', 'entity', { type: 'work' }],
    ['MISC', 'entity', { type: 'other' }],
    ['Quotation', 'quote', {}],
    ['named entity', 'entity', {}],
  ])('%s belongs to %s', (word, id, set) => {
    const mapping = map([type(word)])
    expect(mapping.route(word)).toMatchObject({ id, set })
    expect(mapping.codebook).toBe(newsAttribution)
    expect(mapping.codebookChanges).toEqual([])
  })

  it('that nothing is like become new ones, with their word as id and a letter of their own', () => {
    const mapping = map([type('Frame'), type('Claim element', { wholeArticle: 1 })])
    expect(mapping.types.map(({ to, becomes }) => [to.kind, becomes])).toEqual([
      ['new', 'Frame'],
      ['new', 'claim-element'],
    ])
    expect(findType(mapping.codebook, 'claim-element')).toMatchObject({ name: 'Claim element', spanless: true })
    expect(mapping.codebook.version).toBe(newsAttribution.version + 1)
    expect(mapping.codebookChanges.join()).toContain('“Frame” was added')
  })

  it('are one where only the space around their words differs, as in the next import', () => {
    const types = [type(' Frame'), type('Frame', { wholeArticle: 1 })]
    const mapping = map(types)
    expect(mapping.types.map(({ becomes }) => becomes)).toEqual(['Frame', 'Frame'])
    expect(findType(mapping.codebook, 'Frame')).toMatchObject({ spanless: true })
    expect(map(types, { codebook: mapping.codebook }).codebookChanges).toEqual([])
  })

  it('go where a person says; what does not fit is passed over', () => {
    const types = [
      ['PER', { kind: 'new' }],
      ['LOC', { kind: 'leave-out' }],
      ['ORG', { kind: 'existing', id: 'claim' }],
      ['GPE', { kind: 'existing', id: 'gone' }],
    ] as const
    const mapping = map(
      types.map(([word]) => type(word)),
      { choices: { ...NOTHING_CHOSEN, types } },
    )
    expect(mapping.types.map(({ becomes }) => becomes)).toEqual(['PER', null, 'claim', 'entity'])
    expect(mapping.route('LOC')).toBeNull()
  })

  it('beyond the letters share one, which holds their word', () => {
    const words = Array.from({ length: 30 }, (_, number) => `T${number}`)
    const mapping = map(
      words.map((word) => type(word)),
      { codebook: blank },
    )
    expect(mapping.codebook.types).toHaveLength(26)
    expect(mapping.route('T3')).toMatchObject({ id: 'T3', set: {} })
    expect(mapping.route('T29')).toMatchObject({ id: 'label', set: { label: 'T29' } })
    expect(codebookProblems(mapping.codebook)).toEqual([])
  })

  it('of the dataset’s own codebook are taken over with all that they say', () => {
    const vocabulary = [type('PER', { attributes: [], roles: [] })]
    const mapping = map(vocabulary, { codebook: blank, own: conll2003 })
    const { key: _key, ...definition } = findType(conll2003, 'PER') ?? { key: '' }
    expect(findType(mapping.codebook, 'PER')).toMatchObject({ ...definition, roles: expect.any(Array) })
  })

  it('of a codebook that is taken over are its own, and it stays as it is', () => {
    const mapping = map([type('PER')], { codebook: blank, own: conll2003, takeOver: true })
    expect(mapping.codebook).toBe(conll2003)
    expect(mapping.codebookChanges).toHaveLength(1)
  })
})

describe('attributes', () => {
  const one = (foreign: ForeignAttribute, edit: Partial<MappingInput> = {}) => {
    const mapping = map([type('quote', { count: foreign.count, attributes: [foreign] })], edit)
    const route = mapping.route('quote')?.attribute(foreign.name)
    return { mapping, route, value: (said: string) => route?.value(said) }
  }

  it('keep their values where the codebook has them, and add those it lacks', () => {
    const { route, value, mapping } = one(attribute('Mode', ['Direct', 'free indirect']))
    expect(route?.id).toBe('mode')
    expect([value('Direct'), value('free indirect'), value(' ')]).toEqual(['direct', 'free-indirect', null])
    expect(mapping.codebook.version).toBe(2)
  })

  it.each([
    [attribute('tone', ['calm', 'angry']), 'choice'],
    [attribute('tone', ['calm', 'Calm']), 'text'],
    [
      attribute(
        'tone',
        Array.from({ length: 31 }, (_, n) => `v${n}`),
      ),
      'text',
    ],
    [attribute('link', ['https://a.example', 'http://b.example']), 'url'],
    [attribute('who', ['e1', 'e2'], { entities: 2 }), 'entity'],
    [attribute('who', ['e1', 'e2'], { entities: 1 }), 'choice'],
  ])('that are new take what their values are: %#', (foreign, input) => {
    expect(one(foreign).route?.input).toBe(input)
  })

  it('that a choice cannot hold go to a text beside it, and to the same one the next time', () => {
    const foreign = attribute(
      'mode',
      Array.from({ length: 50 }, (_, n) => `v${n}`),
    )
    const first = one(foreign)
    expect(first.route).toMatchObject({ id: 'mode-2', input: 'text' })
    const again = one(foreign, { codebook: first.mapping.codebook })
    expect(again.route?.id).toBe('mode-2')
    expect(again.mapping.codebook).toBe(first.mapping.codebook)
  })

  it('are left out where a person says so', () => {
    const attributes = [['quote', 'mode', { kind: 'leave-out' }]] as const
    expect(one(attribute('mode', ['direct']), { choices: { ...NOTHING_CHOSEN, attributes } }).route).toBeNull()
  })
})

describe('roles', () => {
  it('are widened to what they lead to, so that every relation fits', () => {
    const role = { name: 'speaker', count: 1, targets: ['claim', null] }
    const mapping = map([type('quote', { roles: [role] }), type('claim')])
    const route = mapping.route('quote')?.role('speaker')
    const source = { id: 'a', type: 'quote' }
    expect(relationProblem(mapping.codebook, { role: route?.id ?? '' }, source, { id: 'b', type: 'claim' })).toBeNull()
    expect(relationProblem(mapping.codebook, { role: route?.id ?? '' }, source, null)).toBeNull()
  })

  it('that lead to what is left out only are left out', () => {
    const types = [['claim', { kind: 'leave-out' }]] as const
    const role = { name: 'new role', count: 1, targets: ['claim'] }
    const mapping = map([type('quote', { roles: [role] }), type('claim')], { choices: { ...NOTHING_CHOSEN, types } })
    expect(mapping.route('quote')?.role('new role')).toBeNull()
    expect(mapping.codebook).toBe(newsAttribution)
  })

  it('beyond the letters share one, which holds their word', () => {
    const roles = Array.from({ length: 40 }, (_, n) => ({ name: `r${n}`, count: 1, targets: ['X'] }))
    const mapping = map([type('X', { roles })], { codebook: blank })
    expect(mapping.route('X')?.role('r39')).toMatchObject({ id: 'link', set: { role: 'r39' } })
    expect(findType(mapping.codebook, 'X')?.roles).toHaveLength(26)
  })
})

describe('law: whatever a dataset calls things', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('PER', 'quote', 'Quote', 'QUOTE', '__proto__', 'constructor', 'type', 'a/b', 'Ä', ''),
  )
  const foreignAttribute = fc.record({ name: word, values: fc.uniqueArray(word, { maxLength: 40 }) })
  const vocabulary = fc
    .uniqueArray(
      fc.record({
        name: word,
        attributes: fc.uniqueArray(foreignAttribute, { maxLength: 4, selector: ({ name }) => name }),
        roles: fc.uniqueArray(word, { maxLength: 30 }),
        whole: fc.nat(1),
      }),
      { maxLength: 32, selector: ({ name }) => name },
    )
    .map((types) =>
      types.map(({ name, attributes, roles, whole }, position) =>
        type(name, {
          wholeArticle: whole,
          attributes: attributes.map((item) => attribute(item.name, item.values)),
          roles: roles.map((role, number) => ({
            name: role,
            count: 1,
            targets: [types[(position + number) % types.length]?.name ?? null, ...(number % 3 === 0 ? [null] : [])],
          })),
        }),
      ),
    )

  it('the codebook is sound, knows every value, and a second import leaves it alone', () => {
    fc.assert(
      fc.property(vocabulary, fc.constantFrom(newsAttribution, conll2003, blank), (types, codebook) => {
        const mapping = map(types, { codebook })
        valueOf(decodeWith(codebookSchema, mapping.codebook, 'The codebook'))
        for (const foreign of types) {
          const route = mapping.route(foreign.name)
          if (!route) continue
          for (const { name, values } of foreign.attributes) {
            const goesTo = route.attribute(name)
            for (const { value } of values) {
              if (goesTo && value.trim() !== '') expect(goesTo.value(value)).not.toBeNull()
            }
          }
          for (const { name, targets } of foreign.roles) {
            const role = route.role(name)
            for (const target of targets) {
              const end = target === null ? null : mapping.route(target)
              if (!role || (target !== null && !end)) continue
              const to = end ? { id: 'b', type: end.id } : null
              expect(relationProblem(mapping.codebook, { role: role.id }, { id: 'a', type: route.id }, to)).toBeNull()
            }
          }
        }
        const again = map(types, { codebook: mapping.codebook })
        expect(again.codebookChanges).toEqual([])
        expect(again.types.map(({ becomes }) => becomes)).toEqual(mapping.types.map(({ becomes }) => becomes))
      }),
      { numRuns: 200 },
    )
  })
})
