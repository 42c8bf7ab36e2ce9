import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginningOf, bothEndsOf } from '../../../model/text/shorten.ts'

const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', '😀', '👩‍👩‍👧', '語'), maxLength: 300 })
const flat = (value: string): string => value.replaceAll(/\s+/g, ' ')
const size = (value: string): number => Array.from(value).length

describe('a shortened text', () => {
  it('is the text on one line where it is short', () => {
    expect(beginningOf('Two\n  lines', 20)).toBe('Two lines')
    expect(bothEndsOf('Two\n  lines', 20)).toBe('Two lines')
    expect(beginningOf('', 5)).toBe('')
  })

  it('says that there is more', () => {
    expect(beginningOf('abcdef', 3)).toBe('abc…')
    expect(bothEndsOf('abcdefgh', 2)).toBe('ab … gh')
    expect(beginningOf('“Not now,” … “not ever.”', 13)).toBe('“Not now,”…')
    expect(beginningOf(`a${' '.repeat(500)}b`, 3)).toBe('a …')
  })

  it('law: never cuts through a character, and is a part of the text of the length asked for', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (value, longest) => {
        for (const short of [beginningOf(value, longest), bothEndsOf(value, longest)]) {
          expect(short.isWellFormed()).toBe(true)
        }
        const beginning = beginningOf(value, longest)
        expect(size(beginning)).toBeLessThanOrEqual(longest + 1)
        expect(flat(value).startsWith(beginning.replace(/…$/, ''))).toBe(true)
        expect(size(bothEndsOf(value, longest))).toBeLessThanOrEqual(2 * longest + 3)
      }),
    )
  })

  it('costs the same for a book', () => {
    const book = 'word '.repeat(2_000_000)
    const start = performance.now()
    for (let i = 0; i < 1_000; i++) if (beginningOf(book, 80) === bothEndsOf(book, 40)) throw new Error('Equal')
    // Reading it once takes longer than this.
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
