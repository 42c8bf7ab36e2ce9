import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeWindow, SMALLEST } from '../../../main/shell/window-place.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 870 }
const beside = { x: 1440, y: -200, width: 1920, height: 1050 }
const place = { x: 1500, y: 100, width: 1000, height: 700, maximised: false }

test('a window comes back where it stood', () => {
  expect(placeWindow(place, [laptop, beside])).toEqual({ x: 1500, y: 100, width: 1000, height: 700 })
})

test('without a place, or where its display is gone, it opens in the middle of the first one and fits there', () => {
  expect(placeWindow(null, [laptop])).toEqual({ width: 1320, height: 860 })
  expect(placeWindow(place, [laptop])).toEqual({ width: 1320, height: 860 })
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 })
  expect(placeWindow(null, [])).toEqual({ width: 1320, height: 860 })
})

test('wherever it opens, its title bar can be grabbed and it is large enough to use', () => {
  const coordinate = fc.integer({ min: -6000, max: 6000 })
  const length = fc.integer({ min: 1, max: 6000 })
  fc.assert(
    fc.property(coordinate, coordinate, length, length, (x, y, width, height) => {
      const placed = placeWindow({ x, y, width, height, maximised: false }, [laptop, beside])
      expect(placed.width).toBeGreaterThanOrEqual(SMALLEST.width)
      expect(placed.height).toBeGreaterThanOrEqual(SMALLEST.height)
      if (placed.x === undefined || placed.y === undefined) return
      const { x: left, y: top } = placed
      const grabbed = [laptop, beside].some(
        (area) =>
          left + placed.width > area.x && left < area.x + area.width && top + 40 > area.y && top < area.y + area.height,
      )
      expect(grabbed).toBe(true)
    }),
  )
})
