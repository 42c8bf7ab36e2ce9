import { describe, expect, it } from 'vitest'
import type { Entity } from '../../../model/record/entity.ts'
import { nameMatcher } from '../../../model/suggest/rules/names.ts'

const entity = (name: string, ...aliases: string[]): Entity => ({
  kind: 'entity',
  id: name,
  name,
  type: 'person',
  aliases,
  wikidata: null,
  attributes: {},
})

const REGISTER = [
  entity('Ada Lind', 'Lind'),
  entity('Lindhaven Harbour Trust', 'LHT', 'the Trust'),
  entity('Lindhaven'),
  entity("Maeve O'Dowd"),
  entity('World Health Organization', 'WHO'),
  entity('Jean-Luc Favre', 'J.-L. Favre'),
  entity('Berg', 'Tom'),
  entity('Tom Hart', 'Tom'),
  entity('李明'),
  entity('김민수'),
]

const found = (text: string, register = REGISTER): string[] =>
  nameMatcher(register)
    .find(text, { start: 0, end: text.length })
    .map((name) => `${text.slice(name.start, name.end)} = ${name.entity.id}`)

describe('names of the register', () => {
  it.each([
    ['names and aliases', 'Ada Lind left; Lind stayed.', ['Ada Lind = Ada Lind', 'Lind = Ada Lind']],
    ['the longest one', 'The Lindhaven Harbour Trust met.', ['Lindhaven Harbour Trust = Lindhaven Harbour Trust']],
    ['whole words only', 'Linden, Lindsay, Blind, Lind-Berg, Neu-Lind', []],
    [
      'before a possessive and behind an elision',
      "Lind’s and Lind's, d'Ada Lind",
      Array(2).fill('Lind = Ada Lind').concat('Ada Lind = Ada Lind'),
    ],
    [
      'either apostrophe',
      "Maeve O’Dowd and Maeve O'Dowd",
      Array(2)
        .fill("Maeve O'Dowd = Maeve O'Dowd")
        .map((line: string, i) => (i === 0 ? line.replace("'", '’') : line)),
    ],
    [
      'any white space for a space',
      'Ada\u00a0Lind, Ada\nLind, Ada  Lind',
      ['Ada\u00a0Lind', 'Ada\nLind', 'Ada  Lind'].map((text) => `${text} = Ada Lind`),
    ],
    ['not over a blank line', 'Ada\n\nLind', ['Lind = Ada Lind']],
    [
      'capitals as they are written',
      'who? the WHO. ada lind, ADA LIND',
      ['WHO = World Health Organization', 'ADA LIND = Ada Lind'],
    ],
    [
      'hyphens and initials',
      'Jean-Luc Favre, J.-L. Favre, Jean Luc Favre',
      ['Jean-Luc Favre = Jean-Luc Favre', 'J.-L. Favre = Jean-Luc Favre'],
    ],
    ['no name that two entries share', 'Tom met Berg and Tom Hart.', ['Berg = Berg', 'Tom Hart = Tom Hart']],
    ['scripts without spaces', '昨日李明が来た。 김민수는 갔다.', ['李明 = 李明', '김민수 = 김민수']],
    ['beside an emoji', '🙂Lind🙂', ['Lind = Ada Lind']],
  ])('%s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('do not depend on the order of the register', () => {
    const text = 'Ada Lind of the Lindhaven Harbour Trust, LHT, met Tom, Berg and WHO in LINDHAVEN.'
    expect(found(text, REGISTER.toReversed())).toEqual(found(text))
  })

  it('of one letter or none are not looked for', () => {
    expect(found('A b ! A', [entity('A'), entity('!'), entity(' ')])).toEqual([])
  })
})
