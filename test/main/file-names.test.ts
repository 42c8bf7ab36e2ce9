import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportName, withExtension } from '../../main/file-names.ts'

test.each([
  ['data', 'csv', 'data.csv'],
  ['data.csv', 'csv', 'data.csv'],
  ['data.CSV', 'csv', 'data.CSV'],
  ['data.csv', 'excel.csv', 'data.excel.csv'],
  ['data', 'excel.csv', 'data.excel.csv'],
  ['data.excel.csv', 'excel.csv', 'data.excel.csv'],
  ['data.v2', 'json', 'data.v2.json'],
])('%s as %s is %s', (path, extension, expected) => {
  expect(withExtension(path, extension)).toBe(expected)
})

test('an export has a name that every file system takes, whatever the article is called', () => {
  expect(exportName('Is it "over"? A/B: <yes>', 'csv')).toBe('Is it over A B yes.csv')
  expect(exportName(' . ', 'json')).toBe('Dataset.json')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (subject) => {
      const name = exportName(subject, 'csv')
      expect(name).toMatch(/^[^\p{Cc}<>:"/\\|?*]+\.csv$/u)
      expect([...name].length).toBeLessThanOrEqual(84)
      // No character is cut in two: encoding the name as UTF-8 loses nothing.
      expect(Buffer.from(name).toString()).toBe(name)
    }),
  )
})
