import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sectionGeometry } from '../../../renderer/editor/text/section-geometry.ts'

const height = fc.integer({ min: 1, max: 500 })

describe('the geometry of sections', () => {
  test('law: equals adding up the heights, whatever changed before', () => {
    const boxes = fc.array(height, { minLength: 1, maxLength: 30 })
    const changes = fc.array(fc.tuple(fc.nat(29), height, fc.integer({ min: -100, max: 4000 }), fc.nat(1500)))
    fc.assert(
      fc.property(boxes, changes, (heights, steps) => {
        const geometry = sectionGeometry(heights.length)
        heights.forEach((value, section) => geometry.setHeight(section, value))
        for (const [at, value, from, length] of steps) {
          const section = at % heights.length
          heights[section] = value
          geometry.setHeight(section, value)
          const { first, end } = geometry.within(from, from + length)
          let top = 0
          heights.forEach((each, i) => {
            const bottom = top + each
            expect(i >= first && i < end).toBe(bottom > from && top < from + length)
            expect(geometry.distance(i, from)).toBe(from < top ? top - from : Math.max(0, from - bottom))
            top = bottom
          })
        }
      }),
    )
  })

  test('knows no height before one is set', () => {
    const geometry = sectionGeometry(2)
    geometry.setHeight(1, 20)
    expect([geometry.heightOf(0), geometry.heightOf(1)]).toEqual([undefined, 20])
    expect(geometry.within(0, 10)).toEqual({ first: 1, end: 2 })
  })
})
