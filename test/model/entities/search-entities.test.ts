import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entity } from '../../../model/record/entity.ts'
import { foldName } from '../../../model/text/fold-name.ts'
import { EXACT_SCORE, searchEntities } from '../../../model/entities/search-entities.ts'

const entity = (name: string, ...aliases: string[]): Entity => ({
  kind: 'entity',
  id: `id of ${name}`,
  name,
  type: 'person',
  aliases,
  wikidata: null,
  attributes: {},
})

const REGISTER = [
  entity('Zoë Müller-Łukasz', 'ZML'),
  entity('Anastasia Delacroix'),
  entity('Ana Ruiz', 'The minister'),
  entity('Gómez Ruiz'),
  entity('Straße und Maß e.V.'),
  entity('Harbour Board', 'HB'),
]

const found = (text: string): string[] => searchEntities(REGISTER, text).map((item) => item.entity.name)

describe('folding a name', () => {
  test.each([
    ['Zoë  MÜLLER', 'zoe muller'],
    ['Łukasz Ørsted', 'lukasz orsted'],
    ['STRASSE', foldName('Straße')],
    ['ΟΔΥΣΣΕΥΣ', foldName('οδυσσευς')],
    ['O’Brien', "o'brien"],
    ['ŉ', foldName('ʼn')],
    ['Ｆｕｌｌ　width', 'full width'],
  ])('%s becomes %s', (name, folded) => expect(foldName(name)).toBe(folded))

  test('law: folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name))
      }),
    )
  })
})

describe('searching the register by name', () => {
  test('the same name comes first, then beginnings, words, parts and scattered letters', () => {
    expect(found('ana ruiz')[0]).toBe('Ana Ruiz')
    expect(found('ana')).toEqual(['Ana Ruiz', 'Anastasia Delacroix'])
    expect(found('ruiz ana')).toEqual(['Ana Ruiz'])
    expect(found('croix')).toEqual(['Anastasia Delacroix'])
    expect(found('gru')[0]).toBe('Gómez Ruiz')
    expect(found('hbd')).toEqual(['Harbour Board'])
    expect(found('xyz')).toEqual([])
  })

  test('case, accents and aliases', () => {
    expect(found('muller lukasz')).toEqual(['Zoë Müller-Łukasz'])
    expect(found('STRASSE')).toEqual(['Straße und Maß e.V.'])
    const [alias] = searchEntities(REGISTER, 'the Minister')
    expect(alias).toMatchObject({ name: 'The minister', entity: { name: 'Ana Ruiz' } })
    expect(alias?.score).toBeLessThan(EXACT_SCORE)
  })

  test('without a text all entries, by name', () => {
    expect(found('  ')).toEqual([
      'Ana Ruiz',
      'Anastasia Delacroix',
      'Gómez Ruiz',
      'Harbour Board',
      'Straße und Maß e.V.',
      'Zoë Müller-Łukasz',
    ])
  })

  test('law: an entry is found first by its own name, whatever the others are', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => foldName(text) !== '')
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { selector: foldName, minLength: 1, maxLength: 12 }),
        fc.nat(),
        (names, which) => {
          const entities = names.map((item) => entity(item))
          const wanted = names[which % names.length] ?? ''
          expect(searchEntities(entities, wanted)[0]?.entity.name).toBe(wanted)
        },
      ),
    )
  })
})
