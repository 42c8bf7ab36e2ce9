import { describe, expect, it } from 'vitest'
import type { AnnotationType, Codebook } from '../../../model/record/codebook.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { createSuggester } from '../../../model/suggest/registry.ts'
import { languageOf } from '../../../model/suggest/guess-language.ts'
import { suggester } from '../../../model/suggest/index.ts'
import { entity, knownAt, lines, type SuggestOptions, suggestIn } from './suggest-in.ts'

const found = (text: string, options?: SuggestOptions): string[] => lines(text, suggestIn(text, options))

const changed = (edit: (type: AnnotationType) => Partial<AnnotationType>): Codebook => ({
  ...newsAttribution,
  types: newsAttribution.types.map((type) => ({ ...type, ...edit(type) })),
})

describe('quotes', () => {
  it.each([
    [
      'in two halves around the attribution are one',
      '“A town,” she said, “remembers.”',
      ['quote “A town,” … “remembers.” [speaker she] [cue said]'],
    ],
    [
      'that go on in the next sentence are one as well',
      '“A town,” said Ada Lind on Monday. “It remembers.”',
      ['quote “A town,” … “It remembers.” [speaker Ada Lind] [cue said]'],
    ],
    [
      'with a verb each are two',
      '“No,” said Ada Lind. “Never,” she added.',
      ['quote “No,” [speaker Ada Lind] [cue said]', 'quote “Never,” [speaker she] [cue added]'],
    ],
    [
      'do not go on into words that are a part of the next sentence',
      '“No,” said Ada Lind. “High Tide” is her favourite book.',
      ['quote “No,” [speaker Ada Lind] [cue said]'],
    ],
    [
      'take the name between commas, not the noun before it',
      'Her spokesman, Karl Odum, said: “No.”',
      ['quote “No.” [speaker Karl Odum] [cue said]'],
    ],
    [
      'have the subject that a preposition parts from its verb',
      'Tom Berg of the harbour union called it “a bridge to nowhere at all”.',
      ['quote “a bridge to nowhere at all” [speaker Tom Berg] [cue called]'],
    ],
    [
      'after a colon at the end of a paragraph belong to it',
      'Ada Lind said:\n“We will not be rushed.”',
      ['quote “We will not be rushed.” [speaker Ada Lind] [cue said]'],
    ],
    ['of a sentence that follows are not given its verb', '“It does not leak.” She said that it would rain.', []],
    ['are not made of denials', 'Ada Lind did not say “never again and not here”.', []],
    ['without a verb are left alone', 'The “soft launch” of “High Tide” failed.', []],
    ['that nobody is seen to say are not sure', '“No,” one of the drivers said.', ['quote “No,” [cue said] ?']],
  ])('%s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('say direct or indirect, and what kind of mention the speaker is', () => {
    const text = '“No,” said Ada Lind. According to the mayor, the bridge stays closed all year.'
    const [direct, indirect] = suggestIn(text)
    expect(direct?.attributes).toEqual({ mode: 'direct' })
    expect(indirect?.attributes).toEqual({ mode: 'indirect' })
    expect(direct?.links.map(({ attributes }) => attributes)).toEqual([{ mention: 'name' }, {}])
    expect(indirect?.links[0]?.attributes).toEqual({ mention: 'nominal' })
  })

  it('find a speaker of the register in whatever form, with the entry', () => {
    const text = '“No,” said bell hooks of the LHT.'
    const [quote] = suggestIn(text, { entities: [entity('1', 'bell hooks')] })
    expect(quote?.links[0]?.attributes).toEqual({ type: 'person', mention: 'name', entity: '1' })
  })

  it('take the mention that is tagged already, as it is tagged', () => {
    const text = '“No,” said one of the drivers. “Never,” said Ada Lind.'
    const known = [knownAt(text, 'one of the drivers', 'entity', '7'), knownAt(text, 'Lind', 'entity')]
    expect(found(text, { known }).slice(0, 2)).toEqual([
      'quote “No,” [speaker one of the drivers] [cue said]',
      'quote “Never,” [speaker Lind] [cue said]',
    ])
  })
})

describe('what is tagged already', () => {
  const text = '“No,” said Ada Lind, and Ada Lind left.'
  const entities = [entity('1', 'Ada Lind')]

  it('is not proposed again', () => {
    expect(found(text, { entities })).toHaveLength(3)
    expect(found(text, { entities, known: [knownAt(text, 'No,', 'quote')] })).toEqual([
      'entity Ada Lind',
      'entity Ada Lind',
    ])
    expect(found(text, { entities, known: [knownAt(text, 'and Ada', 'entity')] })).toEqual([
      'quote “No,” [speaker Ada Lind] [cue said]',
      'entity Ada Lind',
    ])
  })

  it('as something else does not stand in the way', () => {
    expect(found(text, { entities, known: [knownAt(text, text, 'claim')] })).toHaveLength(3)
  })
})

describe('the codebook', () => {
  const text = '“No,” said Ada Lind.'
  const entities = [entity('1', 'Ada Lind')]

  it('says what a quote, its speaker and its cue are called', () => {
    const codebook: Codebook = {
      ...newsAttribution,
      types: newsAttribution.types.map((type) =>
        type.id === 'quote'
          ? {
              ...type,
              id: 'utterance',
              attributes: [],
              roles: type.roles.map((role) => (role.id === 'parent' ? { ...role, toTypes: [] } : role)),
            }
          : type,
      ),
    }
    const [quote] = suggestIn(text, { codebook })
    expect(quote).toMatchObject({ type: 'utterance', attributes: {} })
  })

  it.each<[string, Codebook]>([
    ['no quotes', { ...newsAttribution, types: newsAttribution.types.filter(({ id }) => id !== 'quote') }],
    ['no cues', { ...newsAttribution, types: newsAttribution.types.filter(({ id }) => id !== 'cue') }],
    ['retired quotes', changed(({ id }) => ({ retired: id === 'quote' }))],
    ['quotes without the role of a speaker', changed(() => ({ roles: [] }))],
  ])('with %s gets mentions only', (_name, codebook) => {
    expect(found(text, { codebook, entities })).toEqual(['entity Ada Lind'])
  })

  it('without a type for entries of the register gets no mentions', () => {
    expect(
      found(text, { codebook: changed(({ id }) => (id === 'entity' ? { attributes: [] } : {})), entities }),
    ).toEqual(['quote “No,” [speaker Ada Lind] [cue said]'])
  })
})

describe('the language', () => {
  it('is that of the article, whatever its region', () => {
    expect(languageOf('de-CH', '')?.id).toBe('de')
    expect(languageOf('ja', 'the of and to is that was')).toBeNull()
  })

  it.each([
    ['en', 'The harbour council said on Monday that it was not going to close the old market.'],
    ['de', 'Der Rat der Stadt hat am Montag beschlossen, dass der alte Markt nicht geschlossen wird.'],
    ['fr', 'Le conseil de la ville a décidé que le vieux marché ne sera pas fermé avant la fin de l’année.'],
    ['es', 'El consejo de la ciudad decidió el lunes que el viejo mercado no se cierra por ahora.'],
    ['it', 'Il consiglio della città ha deciso che il vecchio mercato non sarà chiuso per ora e che si aspetta.'],
    ['pt', 'O conselho da cidade decidiu na segunda-feira que o velho mercado não será fechado por ora.'],
    ['nl', 'De raad van de stad heeft maandag besloten dat de oude markt niet wordt gesloten.'],
    ['ru', 'Совет города решил в понедельник, что старый рынок не будет закрыт, и это его решение.'],
  ])('is guessed where nobody said it: %s', (id, text) => {
    expect(languageOf(null, text)?.id).toBe(id)
  })

  it('is not guessed from nothing', () => {
    expect(languageOf(null, '12 34')).toBeNull()
    expect(found('12 “34”', { language: null })).toEqual([])
  })
})

it('no two rules have the same id', () => {
  const [rule] = suggester.rules
  expect(() => createSuggester([rule!, rule!])).toThrow('two rules with the id "quotes"')
})
