import { expect, test } from 'vitest'
import { whenInWords } from '../../../model/past/when.ts'

test('a moment is told by its day while that is near, and by its date later', () => {
  const now = new Date(2026, 2, 12, 9, 0)
  const told = (day: number, hour = 14): string => whenInWords(new Date(2026, 2, day, hour, 32), now)
  expect(told(12, 8)).toBe('today 08:32')
  expect(told(11)).toBe('yesterday 14:32')
  expect(told(10)).toBe('Tuesday 14:32')
  expect(told(5)).toBe('Thursday, 5 March 2026, 14:32')
  expect(told(13)).toBe('Friday, 13 March 2026, 14:32')
})
