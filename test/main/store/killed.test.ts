import { expect, it } from 'vitest'
import { LIVES } from '../../torture/lives.ts'
import { endLife, stageOf, verifyEnded } from '../../torture/kill-rounds.ts'

// The short form of `npm run torture`, over what needs no threads. A round that fails says its seed.
const SEED = Date.now() % 1_000_000

it.each(['close', 'create', 'migrate'])(
  'killed at any moment, a life that is to %s leaves all that was done, and nothing else',
  async (name) => {
    const life = LIVES.find((one) => one.name === name)!
    const stage = await stageOf(life)
    try {
      const ended = await endLife(stage, { seed: SEED })
      const { lost, closed, leftovers } = verifyEnded(ended)
      ended.remove()
      expect([...lost, ...closed, ...leftovers], `seed ${SEED}`).toEqual([])
    } finally {
      stage.remove()
    }
  },
)
