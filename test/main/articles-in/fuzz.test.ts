import { describe, expect, it } from 'vitest'
import { importers } from '../../../main/articles-in/index.ts'
import { HEAD_LENGTH, USUAL_OPTIONS } from '../../../main/articles-in/importer.ts'
import { MUTATED, runMutations } from '../../torture/mutation-rounds.ts'
import { valueOf } from '../../support/result.ts'
import { FIXTURES } from './fixtures/make.ts'

/*
 * The short form of `node test/torture/mutations.ts`: a few damaged files for every importer and reader. FUZZ_RUNS sets how
 * many a format.
 */

const RUNS = Number(process.env.FUZZ_RUNS ?? 25)

describe('damaged files', () => {
  it.each(MUTATED)(`of %s end well, ${RUNS} of them`, { timeout: 600_000 }, async (format) => {
    const { faults, rounds, read, refused } = await runMutations(format, RUNS, format.length * 7919)
    expect(faults).toEqual([])
    expect(read + refused).toBe(rounds)
  })

  it('are made of whole ones', async () => {
    for (const { id, fileName, make } of FIXTURES) {
      const importer = importers.all.find((item) => item.id === id)
      // oxlint-disable-next-line no-await-in-loop -- each by itself
      valueOf(await importer!.read(await make(), fileName, USUAL_OPTIONS))
    }
  })

  it('are looked at in no time, whatever they begin with', () => {
    const beginnings = [
      '<!---->',
      '<!-- -->',
      ' ',
      '\n',
      '<?xml ',
      'A:b\n',
      'From: ',
      '{\\rtf',
      '"',
      '\0',
      '<',
      '[',
      'a,',
    ]
    const start = performance.now()
    for (const piece of beginnings) {
      const head = Buffer.from(piece.repeat(HEAD_LENGTH / piece.length))
      for (const { extensions } of importers.all) importers.find(head, `a.${extensions[0] ?? ''}`)
    }
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
