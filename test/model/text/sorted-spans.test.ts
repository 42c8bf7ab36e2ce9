import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstEndingAfter, firstStartingFrom, overlapsAny } from '../../../model/text/sorted-spans.ts'

/** Disjoint spans in order; some touch. */
const spans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 })), { maxLength: 12 })
  .map((steps) => {
    let at = 0
    return steps.map(([gap, length]) => {
      const start = at + gap
      at = start + length
      return { start, end: at }
    })
  })
const span = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }))
  .map(([start, length]) => ({ start, end: start + length }))

test('positions and overlaps are those that a look at every span finds', () => {
  fc.assert(
    fc.property(spans, span, (list, { start, end }) => {
      expect(firstEndingAfter(list, start)).toBe(list.filter((item) => item.end <= start).length)
      expect(firstStartingFrom(list, start)).toBe(list.filter((item) => item.start < start).length)
      expect(overlapsAny(list, { start, end })).toBe(list.some((item) => item.start < end && start < item.end))
    }),
  )
})
