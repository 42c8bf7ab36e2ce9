import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countWhile, lowerBound, ownKey, upperBound } from '../../../model/value/sorted.ts'

const sortedNumbers = fc.array(fc.integer({ min: 0, max: 30 })).map((list) => list.sort((a, b) => a - b))
const value = fc.integer({ min: -1, max: 31 })

test('bounds are where counting one by one finds them', () => {
  fc.assert(
    fc.property(sortedNumbers, value, (list, sought) => {
      expect(lowerBound(list, sought, ownKey)).toBe(list.filter((item) => item < sought).length)
      expect(upperBound(list, sought, ownKey)).toBe(list.filter((item) => item <= sought).length)
      expect(upperBound(Int32Array.from(list), sought, ownKey)).toBe(upperBound(list, sought, ownKey))
    }),
  )
})

test('a list is searched by the keys of its items', () => {
  const list = [{ at: 1 }, { at: 3 }, { at: 3 }, { at: 8 }]
  const at = (item: { readonly at: number }): number => item.at
  expect([lowerBound(list, 3, at), upperBound(list, 3, at)]).toEqual([1, 3])
  expect([lowerBound([], 3, at), upperBound([], 3, at)]).toEqual([0, 0])
})

test('the turning point of a million positions takes at most 20 questions', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (point) => {
      let asked = 0
      const found = countWhile(1_000_000, (position) => {
        asked++
        return position < point
      })
      expect(found).toBe(point)
      expect(asked).toBeLessThanOrEqual(20)
    }),
  )
})
