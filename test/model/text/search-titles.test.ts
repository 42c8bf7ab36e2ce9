import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForTitles, searchTitles, titleScore } from '../../../model/text/search-titles.ts'

const word = fc.string({ unit: fc.constantFrom(...'abcdeéÅøßİﬁ'), minLength: 1, maxLength: 6 })
const title = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))

describe('searching titles', () => {
  it('a title is found by itself, by beginnings of its words in any order, and by its initials', () => {
    fc.assert(
      fc.property(title, fc.infiniteStream(fc.nat(5)), (text, lengths) => {
        expect(titleScore(text, text)).not.toBeNull()
        const words = text.split(' ')
        const beginnings = words.map((item) =>
          Array.from(item)
            .slice(0, (lengths.next().value ?? 0) + 1)
            .join(''),
        )
        expect(titleScore(beginnings.toReversed().join('  '), text)).not.toBeNull()
        expect(titleScore(words.map((item) => foldForTitles(item).charAt(0)).join(''), text)).not.toBeNull()
      }),
    )
  })

  it('case and diacritics make no difference', () => {
    fc.assert(
      fc.property(title, title, (query, text) => {
        const score = titleScore(query, text)
        expect(titleScore(foldForTitles(query), text)).toBe(score)
        expect(titleScore(query.toUpperCase(), foldForTitles(text).toUpperCase())).toBe(score)
        expect(titleScore(query.normalize('NFD'), text.normalize('NFC'))).toBe(score)
      }),
    )
  })

  it('what is found are items of the list, all of them for nothing typed, and fewer the more is typed', () => {
    fc.assert(
      fc.property(fc.array(title), word, word, (items, first, second) => {
        const self = (text: string): string => text
        expect(searchTitles(' ', items, self)).toEqual(items)
        const found = searchTitles(first, items, self)
        expect(found.every((item) => items.includes(item))).toBe(true)
        expect(searchTitles(`${first} ${second}`, items, self).every((item) => found.includes(item))).toBe(true)
      }),
    )
  })

  it.each([
    ['rem', ['Remove annotation', 'Do remember', 'Premature', 'Rename article']],
    ['nq', ['Next quote without a speaker', 'Next annotation, or question']],
    ['tag q', ['Tag the selection as quote', 'Stage quota']],
    ['tg', ['Tag all hits', 'Shrink the selection the way it grew']],
    ['exp', ['Export dataset…', 'An expert', 'Edit XML pages', 'Unexpected', 'Extra places']],
  ])('%s finds %o in this order', (query, titles) => {
    expect(searchTitles(query, titles.toReversed(), (item) => item)).toEqual(titles)
  })

  it('letters from the middles of several words find nothing', () => {
    expect(titleScore('entit', 'Shrink the selection the way it grew')).toBeNull()
    expect(titleScore('redo', 'Rejected suggestions')).toBeNull()
    expect(titleScore('sug', 'Set the status to in progress')).toBeNull()
    expect(titleScore('slctn', 'Shrink the selection')).not.toBeNull()
  })

  it('letters in no order find nothing', () => {
    expect(titleScore('zzz', 'Next annotation')).toBeNull()
    expect(titleScore('txen', 'Next annotation')).toBeNull()
  })
})
