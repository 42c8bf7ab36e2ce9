import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CSV_READING, csvRow } from '../../../main/formats/kit/tables/csv-syntax.ts'

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', ';', '"', '\r', '\n', '\t', ' ', '=', '\u2028') })

describe('rows of a CSV file', () => {
  it('quote only cells with a comma, a quote or any line end', () => {
    expect(csvRow([' a ', 'b,c', 'd"e', 'f\n', 'g\rh', '=i', 'j;k'])).toBe(' a ,"b,c","d""e","f\n","g\rh",=i,j;k\r\n')
  })

  it('leave empty cells without quotes, also where a row has no other', () => {
    expect(csvRow(['', null, 0, 0.5])).toBe(',,0,0.5\r\n')
    expect(csvRow([''])).toBe('\r\n')
    expect(csvRow([null])).toBe('\r\n')
  })

  it('law: are read as they were written, one by one and together', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 4 }), (rows) => {
        expect(parse(rows.map(csvRow).join(''), CSV_READING)).toEqual(rows)
      }),
    )
  })
})
