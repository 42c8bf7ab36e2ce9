import { expect, it } from 'vitest'
import { createKeyTable } from '../../../main/doctor/reading/key-table.ts'

it('gives each of many keys a slot of its own, and finds it again', () => {
  const keys = Array.from({ length: 30_000 }, (_, i) => `annotation:0190-${i.toString(16)}`)
  const table = createKeyTable()
  expect(keys.map((key) => table.put(key))).toEqual(keys.map((_, i) => i))
  expect(keys.map((key) => table.find(key))).toEqual(keys.map((_, i) => i))
  expect(table.find('annotation:other')).toBe(-1)
})
