import { expect, test } from 'vitest'
import { isOwnFrame } from '../../../main/shell/app-files.ts'

const isApp = (url: string): boolean => url.startsWith('app://')

test('only the main frame that shows the page is our own', () => {
  const main = { url: 'app://standoff/index.html' }
  expect(isOwnFrame(main, main, isApp)).toBe(true)
  expect(isOwnFrame({ ...main }, main, isApp)).toBe(false)
  expect(isOwnFrame(null, null, isApp)).toBe(false)
  const navigated = { url: 'https://example.org/' }
  expect(isOwnFrame(navigated, navigated, isApp)).toBe(false)
})
