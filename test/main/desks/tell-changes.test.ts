import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Change, makeChange } from '../../../model/change/change.ts'
import { CHANGE_INTERVAL, createChangeTeller } from '../../../main/desks/tell-changes.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const change = (id: string): Change => makeChange(id, 'Import', {})

test('changes of a moment are told as one, when the moment is over', () => {
  const told: Change[] = []
  const teller = createChangeTeller((each) => told.push(each))
  teller.add(change('a'))
  teller.add(change('b'))
  expect(told).toEqual([])
  vi.advanceTimersByTime(CHANGE_INTERVAL)
  expect(told.map(({ id }) => id)).toEqual(['b'])
  vi.advanceTimersByTime(10 * CHANGE_INTERVAL)
  expect(told).toHaveLength(1)
})

test('what was added is told though nothing follows, and the end does not wait', () => {
  const told: string[] = []
  const teller = createChangeTeller(({ id }) => told.push(id))
  teller.add(change('a'))
  vi.advanceTimersByTime(CHANGE_INTERVAL)
  teller.add(change('b'))
  teller.flush()
  expect(told).toEqual(['a', 'b'])
  teller.flush()
  vi.advanceTimersByTime(CHANGE_INTERVAL)
  expect(told).toEqual(['a', 'b'])
})
