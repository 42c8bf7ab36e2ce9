import { expect, test } from 'vitest'
import { isStorable, storable, unstorableCount } from '../../../model/value/storable.ts'

test('half characters and zero characters are replaced, whole ones stay', () => {
  expect(storable('a\ud83d b\0 \ud83d\ude42')).toBe('a\ufffd b\ufffd \ud83d\ude42')
  expect(unstorableCount('a\ud83d b\0 \ud83d\ude42')).toBe(2)
})

test('names and nested values are replaced, too', () => {
  const value = { 'n\0': ['\udc00', 1, null], ['__proto__']: true }
  expect(isStorable(value)).toBe(false)
  expect(storable(value)).toEqual({ 'n\ufffd': ['\ufffd', 1, null], _proto_: true })
})

test('what can be stored comes back as the same object', () => {
  const value = { a: ['b', { c: 2 }] }
  expect(storable(value)).toBe(value)
})
