import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLossLog, lossReport } from '../../../main/formats/kit/losses.ts'

const KINDS = ['one', 'two', 'three'].map((id) => ({ id, what: `What is "${id}"\nis left out.` }))
const HEAD = { format: 'x', generator: 'Standoff "test"', exportedAt: '2025-03-01T12:00:00.000Z', dataset: 'a.x' }

it('law: the pieces of a report are the JSON of all losses', () => {
  const added = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.string({ unit: 'binary' })))
  fc.assert(
    fc.property(added, (list) => {
      const log = createLossLog(KINDS)
      for (const [{ id: kind }, id] of list) log.add(kind, id)
      const losses = log.losses()
      const total = losses.reduce((sum, { ids }) => sum + ids.length, 0)
      const whole = { ...HEAD, nothingLost: total === 0, total, losses }
      expect([...lossReport(log, HEAD)].join('')).toBe(`${JSON.stringify(whole, null, 2)}\n`)
    }),
  )
})

it('no piece of a report grows with the number of ids', () => {
  const log = createLossLog(KINDS)
  const ids = Array.from({ length: 20_500 }, (_, i) => `annotation-${i}`)
  for (const id of ids) log.add('two', id)
  const pieces = [...lossReport(log, HEAD)]
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(40_000)
  expect(JSON.parse(pieces.join(''))).toMatchObject({ total: ids.length, losses: [{ kind: 'two', ids }] })
  expect(log.losses(3)).toMatchObject([{ count: ids.length, ids: ids.slice(0, 3) }])
})
