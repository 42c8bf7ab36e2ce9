import { describe, expect, it } from 'vitest'
import { USUAL_OPTIONS } from '../../../main/articles-in/importer.ts'
import { importers } from '../../../main/articles-in/index.ts'
import { valueOf } from '../../support/result.ts'
import { FIXTURES } from './fixtures/make.ts'

/*
 * Broken files: cut off, bits turned, pieces doubled or blanked. Each ends in articles or in a failure with its
 * sentences; none throws and none takes long. FUZZ_RUNS sets how many a format.
 */

const RUNS = Number(process.env.FUZZ_RUNS ?? 60)

/** Longest time for one small file, in milliseconds; a hang would be one of minutes. */
const LONGEST = 10_000

/** Mulberry32: the same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function mutate(bytes: Uint8Array, next: () => number): Uint8Array {
  const at = (): number => Math.floor(next() * bytes.length)
  const kind = Math.floor(next() * 5)
  if (kind === 0) return bytes.slice(0, at())
  const changed = Uint8Array.from(bytes)
  if (kind === 1) for (let i = 0; i < 1 + next() * 20; i++) changed[at()] = Math.floor(next() * 256)
  if (kind === 2) changed.fill(Math.floor(next() * 256), at(), at())
  if (kind === 3) {
    const from = at()
    return new Uint8Array(Buffer.concat([bytes.slice(0, from), bytes.slice(from, from + 50), bytes.slice(from)]))
  }
  if (kind === 4) {
    const [from, to] = [at(), at()]
    return new Uint8Array(Buffer.concat([bytes.slice(0, Math.min(from, to)), bytes.slice(Math.max(from, to))]))
  }
  return changed
}

describe.each(FIXTURES.map(({ id }) => id))('%s', (id) => {
  it(`${RUNS} broken files end well`, { timeout: 600_000 }, async () => {
    const { fileName, make } = FIXTURES.find((item) => item.id === id)!
    const importer = importers.all.find((item) => item.id === id)!
    const whole = await make()
    valueOf(await importer.read(whole, fileName, USUAL_OPTIONS))
    const next = numbers(id.length * 7919)
    for (let run = 0; run < RUNS; run++) {
      const bytes = mutate(whole, next)
      const start = performance.now()
      const result = await importer.read(bytes, fileName, USUAL_OPTIONS)
      expect(performance.now() - start).toBeLessThan(LONGEST)
      if (result.ok) expect(result.value.articles.length + result.value.unread.length).toBeGreaterThan(0)
      else expect([result.failure.message, result.failure.action].every((said) => /[.!]$/.test(said))).toBe(true)
    }
  })
})
