import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCharacterBoundary } from '../../../model/text/characters.ts'
import { compileFind, findAll, type FindQuery, PLAIN_QUERY, searchedText } from '../../../model/text/find.ts'
import { foldForFind } from '../../../model/text/fold.ts'
import { hitAt, hitCount, hitFrom, hitsOf } from '../../../model/text/hits.ts'
import { splitsSurrogatePair } from '../../../model/text/span.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A character with its folds: as it is, without case, without accents, without both. */
const CHARACTERS: readonly (readonly [string, string, string, string, string])[] = [
  ['a', 'a', 'a', 'a', 'a'],
  ['A', 'A', 'a', 'A', 'a'],
  ['e', 'e', 'e', 'e', 'e'],
  ['\u00e9', '\u00e9', '\u00e9', 'e', 'e'],
  ['e\u0301', '\u00e9', '\u00e9', 'e', 'e'],
  ['E\u0301', '\u00c9', '\u00e9', 'E', 'e'],
  ['x\u0301\u0323', 'x\u0323\u0301', 'x\u0323\u0301', 'x', 'x'],
  ['s', 's', 's', 's', 's'],
  ['S', 'S', 's', 'S', 's'],
  ['\u00df', '\u00df', 'ss', '\u00df', 'ss'],
  ['\u1e9e', '\u1e9e', 'ss', '\u1e9e', 'ss'],
  ['\ufb01', 'fi', 'fi', 'fi', 'fi'],
  ['f', 'f', 'f', 'f', 'f'],
  ['i', 'i', 'i', 'i', 'i'],
  ['I', 'I', 'i', 'I', 'i'],
  ['\u0130', '\u0130', 'i', 'I', 'i'],
  ['\u0131', '\u0131', 'i', 'i', 'i'],
  ['\u03c3', '\u03c3', '\u03c3', '\u03c3', '\u03c3'],
  ['\u03c2', '\u03c2', '\u03c3', '\u03c2', '\u03c3'],
  ['\u00f8', '\u00f8', '\u00f8', 'o', 'o'],
  ['o', 'o', 'o', 'o', 'o'],
  [' ', ' ', ' ', ' ', ' '],
  ['\u00a0', ' ', ' ', ' ', ' '],
  ['\n', ' ', ' ', ' ', ' '],
  ['\u2019', "'", "'", "'", "'"],
  ["'", "'", "'", "'", "'"],
  ['\u201c', '"', '"', '"', '"'],
  ['\u00ad', '', '', '', ''],
  ['\u2026', '...', '...', '...', '...'],
  ['.', '.', '.', '.', '.'],
  ['\u6771', '\u6771', '\u6771', '\u6771', '\u6771'],
  ['\u304c', '\u304c', '\u304c', '\u304c', '\u304c'],
  ['\u304b', '\u304b', '\u304b', '\u304b', '\u304b'],
  ['\ud55c', '\ud55c', '\ud55c', '\ud55c', '\ud55c'],
  ['\u1112\u1161\u11ab', '\ud55c', '\ud55c', '\ud55c', '\ud55c'],
  ['\ud83d\udc69', '\ud83d\udc69', '\ud83d\udc69', '\ud83d\udc69', '\ud83d\udc69'],
  ['\ud83d\ude80', '\ud83d\ude80', '\ud83d\ude80', '\ud83d\ude80', '\ud83d\ude80'],
  ...['\ud83d\udc69\u200d\ud83d\ude80', '\ud83d\udc4d\ud83c\udffd', '\ud83c\udde9\ud83c\uddea'].map(
    (emoji) => [emoji, emoji, emoji, emoji, emoji] as const,
  ),
  ['\u2764\ufe0f', '\u2764', '\u2764', '\u2764', '\u2764'],
  ['\u2764', '\u2764', '\u2764', '\u2764', '\u2764'],
]

const FOLDS = new Map(CHARACTERS.map(([character, ...folds]) => [character, folds]))

const foldOf = (character: string, { matchCase, ignoreDiacritics }: FindQuery): string =>
  FOLDS.get(character)?.[(matchCase ? 0 : 1) + (ignoreDiacritics ? 2 : 0)] ?? ''

const characters = (maxLength: number, minLength = 0) =>
  fc.array(fc.constantFrom(...CHARACTERS.map(([character]) => character)), { minLength, maxLength })

const options = fc.record({ matchCase: fc.boolean(), ignoreDiacritics: fc.boolean() })

const WORD = /[\p{L}\p{N}]/u
/** The first letter or the last of some characters, without those that have no width. */
const seen = (list: readonly string[]): readonly string[] => list.filter((character) => character !== '\u00ad')
const isLetter = (character: string | undefined): boolean =>
  character !== undefined && WORD.test(character) && !/[\u3040-\u30ff\u4e00-\u9fff]/u.test(character)

/** Every start, every end: the definition, without any cleverness. */
function naiveFind(list: readonly string[], wanted: readonly string[], query: FindQuery): string[] {
  const needle = wanted.map((character) => foldOf(character, query)).join('')
  const found: string[] = []
  const edge = (at: number): boolean => !(isLetter(seen(list.slice(0, at)).at(-1)) && isLetter(seen(list.slice(at))[0]))
  if (needle === '') return found
  for (let from = 0; from < list.length; from++) {
    let folded = ''
    if (foldOf(list[from] ?? '', query) === '') continue
    for (let to = from + 1; to <= list.length && folded.length < needle.length; to++) {
      folded += foldOf(list[to - 1] ?? '', query)
      if (folded !== needle || (query.wholeWord && !(edge(from) && edge(to)))) continue
      const start = list.slice(0, from).join('').length
      found.push(`${start}-${start + list.slice(from, to).join('').length}`)
      from = to - 1
      break
    }
  }
  return found
}

const spansOf = (text: string, query: FindQuery): string[] => {
  const hits = valueOf(findAll(text, query))
  return Array.from({ length: hitCount(hits) }, (_, i) => {
    const { start, end } = hitAt(hits, i)
    return `${start}-${end}`
  })
}

const found = (text: string, pattern: string, edit: Partial<FindQuery> = {}): string[] => {
  const hits = valueOf(findAll(text, { ...PLAIN_QUERY, pattern, ...edit }))
  return Array.from({ length: hitCount(hits) }, (_, i) => text.slice(hitAt(hits, i).start, hitAt(hits, i).end))
}

/** Sorted, disjoint, not empty, on whole characters. */
function expectSound(text: string, query: FindQuery): void {
  const hits = valueOf(findAll(text, query))
  let last = 0
  for (let i = 0; i < hitCount(hits); i++) {
    const { start, end } = hitAt(hits, i)
    expect(start).toBeGreaterThanOrEqual(last)
    expect(end).toBeGreaterThan(start)
    for (const at of [start, end]) {
      expect(splitsSurrogatePair(text, at)).toBe(false)
      expect(isCharacterBoundary(text, at)).toBe(true)
    }
    last = end
  }
  expect(last).toBeLessThanOrEqual(text.length)
}

describe('characters', () => {
  const anything = fc
    .array(fc.oneof(fc.constantFrom(...CHARACTERS.map(([character]) => character)), fc.string({ unit: 'grapheme' })), {
      maxLength: 12,
    })
    .map((parts) => parts.join(''))

  it('end where Unicode says so', () => {
    fc.assert(
      fc.property(characters(14), (list) => {
        const text = list.join('')
        const edges = new Set([...graphemes.segment(text)].map(({ index }) => index).concat(text.length))
        for (let at = 0; at <= text.length; at++)
          expect([at, isCharacterBoundary(text, at)]).toEqual([at, edges.has(at)])
      }),
      { numRuns: 400 },
    )
  })

  it('never end inside a surrogate pair or before a mark', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (let at = 1; at < text.length; at++) {
          if (!isCharacterBoundary(text, at)) continue
          expect(splitsSurrogatePair(text, at)).toBe(false)
          const before = text.charAt(at - 1)
          const marked = /^\p{M}/u.test(text.slice(at)) && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(before)
          expect(marked).toBe(false)
        }
      }),
    )
  })
})

describe('plain search', () => {
  it('finds what the definition finds', () => {
    fc.assert(
      fc.property(characters(16), characters(3, 1), options, fc.boolean(), (list, wanted, folding, wholeWord) => {
        // Parts of a text can become one character when they stand together; the definition is about whole ones.
        const text = list.join('')
        const whole = [...graphemes.segment(text)].map(({ segment }) => segment)
        fc.pre(whole.every((character) => FOLDS.has(character)))
        fc.pre([...graphemes.segment(wanted.join(''))].length === wanted.length)
        const query = { ...PLAIN_QUERY, ...folding, wholeWord, pattern: wanted.join('') }
        expect(spansOf(text, query)).toEqual(naiveFind(whole, wanted, query))
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds a part of any text, and every hit folds to what was looked for', () => {
    const text = fc
      .array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 10 })
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), options, (whole, a, b, folding) => {
        const segments = [...graphemes.segment(whole)]
        const from = a % segments.length
        const to = from + 1 + (b % Math.min(4, segments.length - from))
        const pattern = segments
          .slice(from, to)
          .map(({ segment }) => segment)
          .join('')
        const query = { ...PLAIN_QUERY, ...folding, pattern }
        const folded = foldForFind(pattern, folding).folded
        const hits = valueOf(findAll(whole, query))
        for (let i = 0; i < hitCount(hits); i++) {
          const { start, end } = hitAt(hits, i)
          expect(foldForFind(whole.slice(start, end), folding).folded).toBe(folded)
        }
        expectSound(whole, query)
        const first = foldForFind(pattern.slice(0, 1), folding).folded
        if (folded !== '' && first !== '' && isCharacterBoundary(whole, segments[from]?.index ?? 0)) {
          expect(hitCount(hits)).toBeGreaterThan(0)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['case', 'The MINISTER and the minister', 'Minister', ['MINISTER', 'minister']],
    ['ß and SS', 'STRASSE, Straße', 'straße', ['STRASSE', 'Straße']],
    ['dotted and dotless i', 'İstanbul ISTANBUL ıstanbul', 'istanbul', ['İstanbul', 'ISTANBUL', 'ıstanbul']],
    ['final sigma', 'ΟΔΟΣ οδος', 'οδοσ', ['ΟΔΟΣ', 'οδος']],
    ['composed and decomposed', 'Zoe\u0308 Zo\u00eb Zoe', 'Zo\u00eb', ['Zoe\u0308', 'Zo\u00eb']],
    ['a ligature in a word', 'of\ufb01ce', 'office', ['of\ufb01ce']],
    ['a ligature for its letters', 'the \ufb01nal', 'FIN', ['\ufb01n']],
    ['not a part of a ligature', 'the \ufb01nal', 'inal', []],
    ['full width', 'ＮＡＴＯ', 'nato', ['ＮＡＴＯ']],
    ['curly quotation marks', 'don’t “stop”', 'don\'t "stop', ['don’t “stop']],
    ['no-break spaces and line ends', '40\u00a0percent, 40\npercent', '40 percent', ['40\u00a0percent', '40\npercent']],
    ['soft hyphens', 'Donau\u00addampf', 'donaudampf', ['Donau\u00addampf']],
    ['Persian non-joiners', 'می\u200cخواهم', 'میخواهم', ['می\u200cخواهم']],
    ['not a part of an emoji', '👩‍🚀 👩', '👩', ['👩']],
    ['not half a flag', '🇩🇪🇫🇷', '🇪🇫', []],
    ['one look of an emoji for the other', '❤\ufe0f ❤', '❤', ['❤\ufe0f', '❤']],
    ['what repeats from left to right', 'aaaaa', 'aa', ['aa', 'aa']],
  ])('%s', (_what, text, pattern, expected) => {
    expect(found(text, pattern)).toEqual(expected)
  })

  it.each([
    ['Łódź and Lodz', 'lodz', ['Łódź', 'Lodz']],
    ['Jørgen æ', 'jorgen ae', ['Jørgen æ']],
    ['é e\u0301 e', 'E', ['é', 'e\u0301', 'e']],
    ['שָׁלוֹם', 'שלום', ['שָׁלוֹם']],
    ['かが', 'か', ['か']],
    ['हिंदी हद', 'हद', ['हद']],
    ['a ´ b', ' ', [' ', ' ']],
  ])('without accents, in “%s” %s', (text, pattern, expected) => {
    expect(found(text, pattern, { ignoreDiacritics: true })).toEqual(expected)
  })

  it.each([
    ['Lind, Lindhaven, Lind’s, Lind-Berg, Ada Lind', 'lind', 4],
    ['vote votes devote vote_1 voté', 'vote', 1],
    ['東京都 東京 東京tower', '東京', 3],
    ['C++ is C', 'c++', 1],
    ['Donau\u00addampf', 'donau', 0],
    ['e\u0301a e\u0301', 'é', 1],
  ])('whole words, in “%s” %s %d times', (text, pattern, count) => {
    expect(found(text, pattern, { wholeWord: true })).toHaveLength(count)
  })

  it('tells case apart when asked', () => {
    expect(found('Us and us and US', 'US', { matchCase: true })).toEqual(['US'])
    expect(found('ß SS', 'ss', { matchCase: true })).toEqual([])
  })

  it('finds nothing for nothing, and nothing for what has no width', () => {
    for (const pattern of ['', '\u00ad', '\u200b']) expect(found('any\u00ad text', pattern)).toEqual([])
    expect(found('e\u0301', '\u0301', { ignoreDiacritics: true })).toEqual([])
  })
})

describe('regular expressions', () => {
  const find = (text: string, pattern: string, edit: Partial<FindQuery> = {}) =>
    found(text, pattern, { regex: true, ...edit })

  it('are sound whatever they match', () => {
    const patterns = ['.', '.?', 'a*', '(?=e)', '\\p{M}', '\\b', '[^a]', '\\S+', '$', '^.', '\\u{1F680}', '(?:)', 's?s']
    fc.assert(
      fc.property(characters(14), fc.constantFrom(...patterns), fc.boolean(), (list, pattern, wholeWord) => {
        expectSound(list.join(''), { ...PLAIN_QUERY, regex: true, pattern, wholeWord })
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['40 percent, 5 percent', '\\d+ percent', ['40 percent', '5 percent']],
    ['one\ntwo', '^t\\w+$', ['two']],
    ['Ada ADA', 'ada', ['Ada', 'ADA']],
    ['aXb', 'x*', ['X']],
    ['👩‍🚀e\u0301', '.', ['👩‍🚀', 'e\u0301']],
    ['Lin Lind', 'Lin|Lind', ['Lin', 'Lin']],
    ['don’t', "n't", []],
  ])('in “%s” %s', (text, pattern, expected) => {
    expect(find(text, pattern)).toEqual(expected)
  })

  it('as whole words try every way to match', () => {
    expect(find('Lin Lind Linden', 'Lin|Lind', { wholeWord: true })).toEqual(['Lin', 'Lind'])
    expect(find('東京都', '東京', { wholeWord: true })).toEqual(['東京'])
    expect(find('ab ab', '(a)b|\\1', { wholeWord: true })).toEqual(['ab', 'ab'])
  })

  it.each(['(', '[a', '*', '(?<a>b)(?<a>c)', '\\', ')(', '\\p{Nonsense}'])(
    '%s is refused with a sentence',
    (pattern) => {
      for (const wholeWord of [false, true]) {
        const failure = failureOf(
          compileFind({ ...PLAIN_QUERY, regex: true, pattern, wholeWord }),
          'invalid-expression',
        )
        expect(failure.message).toMatch(/^This is not a regular expression: [a-z\\].*\.$/)
      }
    },
  )

  it('start from the beginning at each use', () => {
    const finder = valueOf(compileFind({ ...PLAIN_QUERY, regex: true, pattern: 'a' }))
    const text = searchedText('banana')
    expect(finder(text)).toEqual(finder(text))
    expect(hitCount(finder(text))).toBe(3)
  })
})

describe('lists of hits', () => {
  it('say which comes next', () => {
    const hits = hitsOf([
      { start: 2, end: 4 },
      { start: 4, end: 6 },
      { start: 9, end: 12 },
    ])
    expect([0, 2, 3, 4, 6, 9, 11, 12].map((at) => hitFrom(hits, at))).toEqual([0, 0, 0, 1, 2, 2, 2, 3])
  })
})
