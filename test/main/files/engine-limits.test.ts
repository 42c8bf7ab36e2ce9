import { expect, it } from 'vitest'
import { engineLimit } from '../../../main/files/engine-limits.ts'
import { DEEPEST_JSON, isDeep } from '../../../main/files/json-depth.ts'
import { failureOf } from '../../support/result.ts'

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

const endless = (depth: number): number => endless(depth + 1) + 1

it('turns the end of the stack and of memory into sentences, and nothing else', () => {
  const stack = engineLimit(
    thrownBy(() => endless(0)),
    'deep.md',
  )
  expect(stack && failureOf(stack, 'too-large').message).toContain('nested too deeply')
  const long = engineLimit(
    thrownBy(() => 'a'.repeat(2 ** 28).repeat(2 ** 10)),
    'long.txt',
  )
  const array = engineLimit(
    thrownBy(() => Object.assign([], { length: -1 })),
    'long.txt',
  )
  const buffer = engineLimit(
    thrownBy(() => new Uint8Array(2 ** 50)),
    'long.txt',
  )
  for (const failed of [array, buffer]) expect(failed && failureOf(failed, 'too-large').message).toContain('memory')
  expect(long === null || !long.ok).toBe(true)
  expect(engineLimit(new RangeError('precision is out of range'), 'a.txt')).toBeNull()
  expect(engineLimit(new TypeError('x is not a function'), 'a.txt')).toBeNull()
})

it('finds JSON that is nested too deep, whatever stands in its texts', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  expect(isDeep(nested(DEEPEST_JSON + 1))).toBe(true)
  expect(isDeep(nested(DEEPEST_JSON))).toBe(false)
  expect(isDeep(`[${'[],'.repeat(2_000)}1]`)).toBe(false)
  expect(isDeep(JSON.stringify(['['.repeat(5_000), String.raw`\"[[[`, '{'.repeat(5_000)]))).toBe(false)
  expect(isDeep(`{"a":"\\\\","b":${nested(600)}}`)).toBe(true)
})
