import { expect, test } from 'vitest'
import { formatPublished } from '../../../renderer/components/format.ts'

test.each([
  ['2024-11-03', 'Nov 3, 2024'],
  // The day of the outlet, wherever it is read.
  ['2024-11-03T23:30:00-05:00', 'Nov 3, 2024'],
  ['2024-11-03 00:10', 'Nov 3, 2024'],
  // No day is made up.
  ['2024', '2024'],
  ['2024-11', '2024-11'],
  ['yesterday', 'yesterday'],
  ['2024-13-45', '2024-13-45'],
])('an article published %s is of %s', (value, shown) => expect(formatPublished(value)).toBe(shown))
