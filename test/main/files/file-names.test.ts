import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportName, originalName, withExtension } from '../../../main/files/file-names.ts'
import { importers } from '../../../main/articles-in/index.ts'

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

test.each([
  ['press/2024/vote.html', 'vote.html'],
  ['Vote.PDF', 'Vote.pdf'],
  ['C:\\press\\vote.docx', 'vote.docx'],
  ['no ending', 'no ending.txt'],
  // What a system would run, or take for an order to run something.
  ['vote.txt.desktop', 'vote.txt.desktop.txt'],
  ['vote.exe', 'vote.exe.txt'],
  ['vote.html.', 'vote.html.txt'],
  ['vote.sh ', 'vote.sh.txt'],
  ['vote.bat', 'vote.bat.txt'],
  // What is no name at all.
  ['..', 'Dataset.txt'],
  ['', 'Dataset.txt'],
  ['a/..\\..', 'Dataset.txt'],
  ['.html', 'Dataset.html'],
  [`${'x'.repeat(300)}.eml`, `${'x'.repeat(80)}.eml`],
])('the copy of the original file "%s" is called "%s"', (fileName, expected) => {
  expect(
    originalName(
      fileName,
      importers.all.flatMap(({ extensions }) => extensions),
    ),
  ).toBe(expected)
})
