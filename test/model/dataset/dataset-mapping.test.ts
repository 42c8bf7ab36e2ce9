import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Codebook, codebookProblems, findType } from '../../../model/record/codebook.ts'
import { type DatasetMapping, mapDataset, type MappingInput } from '../../../model/dataset/dataset-mapping.ts'
import type { ForeignAttribute, ForeignType } from '../../../model/dataset/dataset-vocabulary.ts'
import { codebookSchema, decodeWith } from '../../../model/record/schemas.ts'
import { conll2003 } from '../../../model/presets/conll-2003.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { labelOf } from '../../../model/codebook/labels.ts'
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

const NOTHING_CHOSEN = { types: [], attributes: [], roles: [], words: 'alike' } as const

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

  it('are as many as there are words; those for which no letter is left do without', () => {
    const words = Array.from({ length: 30 }, (_, number) => `T${number}`)
    const mapping = map(
      words.map((word) => type(word)),
      { codebook: blank },
    )
    expect(mapping.codebook.types.map(({ id }) => id)).toEqual(words)
    expect(mapping.codebook.types.filter(({ key }) => key !== undefined)).toHaveLength(26)
    expect(codebookProblems(mapping.codebook)).toEqual([])
  })

  it('are parts of the codebook only where the word is their label, unless what is alike is asked for', () => {
    const words = ['Content', 'CITY', 'Quote', 'quote', 'Name_Calling,Labeling', 'giv:act', ' quote']
    const mapping = map(
      words.map((word) => type(word)),
      { choices: { ...NOTHING_CHOSEN, words: 'same' } },
    )
    expect(mapping.types.map(({ to }) => to.kind)).toEqual(['new', 'new', 'new', 'existing', 'new', 'new', 'new'])
    const labels = mapping.types.map(({ becomes }) => labelOf(findType(mapping.codebook, becomes ?? '') ?? { id: '' }))
    expect(labels).toEqual(words)
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
    expect(relationProblem(mapping.codebook, { role: route ?? '' }, source, { id: 'b', type: 'claim' })).toBeNull()
    expect(relationProblem(mapping.codebook, { role: route ?? '' }, source, null)).toBeNull()
  })

  it('that lead to what is left out only are left out', () => {
    const types = [['claim', { kind: 'leave-out' }]] as const
    const role = { name: 'new role', count: 1, targets: ['claim'] }
    const mapping = map([type('quote', { roles: [role] }), type('claim')], { choices: { ...NOTHING_CHOSEN, types } })
    expect(mapping.route('quote')?.role('new role')).toBeNull()
    expect(mapping.codebook).toBe(newsAttribution)
  })

  it('are as many as there are words', () => {
    const roles = Array.from({ length: 40 }, (_, n) => ({ name: `r${n}`, count: 1, targets: ['X'] }))
    const mapping = map([type('X', { roles })], { codebook: blank })
    expect(mapping.route('X')?.role('r39')).toBe('r39')
    expect(findType(mapping.codebook, 'X')?.roles).toHaveLength(40)
  })
})

describe('law: whatever a dataset calls things', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      'PER',
      'quote',
      'Quote',
      'QUOTE',
      '__proto__',
      'constructor',
      'type',
      'a/b',
      'a-b',
      'Ä',
      '',
      ' ',
      ' a',
    ),
  )
  const foreignAttribute = fc.record({
    name: fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom('entity', 'mode', 'Mode') }),
    values: fc.uniqueArray(word, { maxLength: 40 }),
  })
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

  const CODEBOOKS = fc.constantFrom(newsAttribution, conll2003, blank)

  it('the codebook is sound, knows every value, and a second import leaves it alone', () => {
    fc.assert(
      fc.property(vocabulary, CODEBOOKS, fc.constantFrom('same', 'alike'), (types, codebook, words) => {
        const choices = { ...NOTHING_CHOSEN, words }
        const mapping = map(types, { codebook, choices })
        valueOf(decodeWith(codebookSchema, mapping.codebook, 'The codebook'))
        for (const foreign of types) {
          const route = mapping.route(foreign.name)
          if (!route) continue
          for (const { name, values } of foreign.attributes) {
            const goesTo = route.attribute(name)
            for (const { value } of values) {
              if (goesTo && value !== '') expect(goesTo.value(value)).not.toBeNull()
            }
          }
          for (const { name, targets } of foreign.roles) {
            const role = route.role(name)
            for (const target of targets) {
              const end = target === null ? null : mapping.route(target)
              if (!role || (target !== null && !end)) continue
              const to = end ? { id: 'b', type: end.id } : null
              expect(relationProblem(mapping.codebook, { role }, { id: 'a', type: route.id }, to)).toBeNull()
            }
          }
        }
        const again = map(types, { codebook: mapping.codebook, choices })
        expect(again.codebookChanges).toEqual([])
        expect(again.types.map(({ becomes }) => becomes)).toEqual(mapping.types.map(({ becomes }) => becomes))
      }),
      { numRuns: 200 },
    )
  })

  it('every word is the label of the part that it becomes, and no two words are one', () => {
    fc.assert(
      fc.property(vocabulary, CODEBOOKS, (types, codebook) => {
        const mapping = map(types, { codebook, choices: { ...NOTHING_CHOSEN, words: 'same' } })
        for (const { name, attributes, roles } of types) {
          const route = mapping.route(name)
          const made = findType(mapping.codebook, route?.id ?? '')
          if (!route || !made) throw new Error(`${name} was left out`)
          if (name !== '') expect(labelOf(made)).toBe(name)
          for (const foreign of attributes) {
            const goesTo = route.attribute(foreign.name)
            const attributeMade = made.attributes.find(({ id }) => id === goesTo?.id)
            const isNumbered = attributeMade !== undefined && attributeMade.name.endsWith(' 2')
            if (foreign.name !== '' && attributeMade && !isNumbered) expect(labelOf(attributeMade)).toBe(foreign.name)
            if (attributeMade?.input !== 'choice') continue
            for (const { value } of foreign.values) {
              if (value === '') continue
              const id = goesTo?.value(value)
              expect(labelOf(attributeMade.values.find((item) => item.id === id) ?? { id: '' })).toBe(value)
            }
          }
          for (const role of roles) {
            const id = route.role(role.name)
            const roleMade = made.roles.find((item) => item.id === id)
            if (role.name !== '' && roleMade) expect(labelOf(roleMade)).toBe(role.name)
          }
        }
        const ids = types.map(({ name }) => mapping.route(name)?.id)
        expect(new Set(ids).size).toBe(types.length)
      }),
      { numRuns: 150 },
    )
  })
})
