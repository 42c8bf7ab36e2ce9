import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLargeSaves } from '../../../main/desks/large-saves.ts'
import { type Change, makeChange } from '../../../model/change/change.ts'
import { decodeChange, encodeChange } from '../../../model/change/codec.ts'
import { fail, ok } from '../../../model/value/result.ts'
import { isLarge, piecesOf, saveInParts } from '../../../renderer/session/project/large-save.ts'
import { annotate } from '../../support/fake-workbench.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const ONE = annotate('a', 'quote', 'minister', { note: 'a "quote", \n ü 🙂' })
const many = (count: number) => Array.from({ length: count }, (_, i) => ({ ...ONE, id: `annotation-${i}` }))

describe('a large change', () => {
  test('law: its pieces are the text of the whole', () => {
    fc.assert(
      fc.property(fc.nat(1_200), fc.nat(1_200), fc.nat(700), fc.string(), (added, updated, removed, title) => {
        const change: Change = makeChange('change', title, {
          added: many(added),
          updated: many(updated).map((item) => [item, { ...item, note: '' }] as const),
          removed: many(removed),
        })
        expect([...piecesOf(change)].join('')).toBe(encodeChange(change))
        expect(isLarge(change)).toBe(added + updated + removed > 1_000)
      }),
      { numRuns: 10 },
    )
  })

  test('crosses to the main process in order and is saved once, as what it is', async () => {
    const change = makeChange('change', 'Map', { added: many(2_000) })
    const saved: unknown[] = []
    const savePart = createLargeSaves((json, as) => {
      saved.push([valueOf(decodeChange(json)), as])
      return Promise.resolve(ok({ sequence: 7 }))
    })
    const receipt = await saveInParts(savePart, { change, origin: 'undo', of: 'other' })
    expect(receipt).toEqual(ok({ sequence: 7 }))
    expect(saved).toEqual([[change, { origin: 'undo', of: 'other' }]])
  })

  test('is sent anew from its beginning after a failure, and never with a piece missing', async () => {
    const change = makeChange('change', 'Map', { added: many(1_500) })
    let saves = 0
    const savePart = createLargeSaves(() => {
      saves++
      return Promise.resolve(ok({ sequence: 1 }))
    })
    let sent = 0
    const broken = (...[part]: Parameters<typeof savePart>) =>
      ++sent === 3 ? Promise.resolve(fail('disk-error', 'The channel broke.', 'Try again.')) : savePart(part)
    failureOf(await saveInParts(broken, { change, origin: 'user', of: null }), 'disk-error')
    expect(saves).toBe(0)
    valueOf(await saveInParts(savePart, { change, origin: 'user', of: null }))
    expect(saves).toBe(1)
    valueOf(await savePart({ change: 'x', index: 0, text: '{', last: null }))
    const last = { origin: 'user', of: null } as const
    failureOf(await savePart({ change: 'x', index: 2, text: '}', last }), 'conflict')
    failureOf(await savePart({ change: 'x', index: 1, text: '}', last }), 'conflict')
    expect(saves).toBe(1)
  })
})
