import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { exportDataset } from '../../../main/datasets/export/export-dataset.ts'
import { EVERYTHING } from '../../../main/datasets/export/filter-source.ts'
import { damage, opened, projectToDamage } from '../../support/damaged-project.ts'
import { valueOf } from '../../support/result.ts'

/*
 * Law: a damaged project gives the same dataset as before, or a sentence, or a dataset with a count of what is damaged;
 * never another dataset as if nothing had happened. ROUNDS=200 tries more, and says how they came out.
 */

const ROUNDS = Number(process.env['ROUNDS'] ?? 40)
const PAGE = 4096

/** A seeded source of whole numbers below a limit (mulberry32). */
function seeded(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

async function outcomeOf(project: string, name: string) {
  const out = join(dirname(project), name)
  mkdirSync(out)
  const report = await exportDataset(
    {
      project,
      out: join(out, 'data'),
      format: 'json',
      profile: null,
      offsets: 'codepoint',
      filter: EVERYTHING,
      texts: true,
      split: false,
      settings: {},
      dryRun: false,
    },
    { generator: 'Standoff', exportedAt: '2026-01-02T03:04:05.678Z', onProgress: () => {}, isCancelled: () => false },
  )
  return report.ok
    ? { report: report.value, bytes: readFileSync(join(report.value.folder, report.value.fileName), 'utf8') }
    : null
}

const WAYS: readonly (readonly [string, (bytes: Buffer, below: (limit: number) => number) => void])[] = [
  [
    'a bit is flipped',
    (bytes, below) => {
      const at = below(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8))
    },
  ],
  [
    'a page is overwritten',
    (bytes, below) => {
      const from = below(Math.ceil(bytes.length / PAGE)) * PAGE
      for (let at = from; at < Math.min(from + PAGE, bytes.length); at++) bytes[at] = below(2) === 0 ? 0 : below(256)
    },
  ],
]

it.each(WAYS)('law: no dataset is silently another one where %s', { timeout: 600_000 }, async (_what, spoil) => {
  const project = projectToDamage()
  const sound = await outcomeOf(project, 'sound')
  expect(sound?.report.damage).toEqual([])
  const counts = { equal: 0, refused: 0, counted: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = readFileSync(project)
    spoil(bytes, seeded(round + 1))
    const other = join(dirname(project), `spoilt-${round}.standoff`)
    writeFileSync(other, bytes)
    // oxlint-disable-next-line no-await-in-loop -- one file after the other
    const outcome = await outcomeOf(other, `out-${round}`)
    if (!outcome) counts.refused++
    else if (outcome.report.damage.length > 0) counts.counted++
    else {
      expect({ round, bytes: outcome.bytes }).toEqual({ round, bytes: sound?.bytes })
      counts.equal++
    }
  }
  if (process.env['ROUNDS'] !== undefined) process.stdout.write(`${JSON.stringify(counts)}\n`)
})

const SILENT: readonly (readonly [what: string, sql: string, said: string])[] = [
  ['a title', `UPDATE articles SET title = 'Other' WHERE id = 'article-0001'`, 'all of kind article'],
  ['a note', `UPDATE annotations SET note = 'Other' WHERE id = 'annotation-1-0001'`, 'annotation in article-0001'],
  [
    'an attribute',
    `UPDATE annotations SET attributes = '{"entity":"lind"}' WHERE id = 'annotation-1-0001'`,
    'annotation in article-0001',
  ],
  ['a name', `UPDATE entities SET name = 'Lund' WHERE id = 'lind'`, 'all of kind entity'],
  ['a role', `UPDATE relations SET role = 'cue' WHERE id = 'relation-1'`, 'relation in article-0001'],
  ['a score', `UPDATE predictions SET score = 0.9 WHERE id = 'prediction-1'`, 'prediction in article-0001'],
  ['a row that is gone', `DELETE FROM annotations WHERE id = 'annotation-1-0004'`, 'annotation in article-0001'],
  ['the name of the project', `UPDATE project SET description = 'Of 2024'`, 'all of kind project'],
  ['the name of an annotator', `UPDATE annotators SET name = 'Eda' WHERE name = 'Ada'`, 'all of kind annotator'],
]

it.each(SILENT)('says that %s is not as it was saved', async (_what, sql, said) => {
  const project = projectToDamage()
  damage(project, sql)
  const found = await outcomeOf(project, 'out')
  const altered = found?.report.damage.filter(({ kind }) => kind === 'damaged-altered')
  expect(altered).toMatchObject([{ ids: [said] }])
})

it('seals a project that has no seals, and keeps them while it is worked in', async () => {
  const project = projectToDamage()
  damage(project, 'DELETE FROM seals')
  const copy = join(dirname(project), 'copy.standoff')
  copyFileSync(project, copy)
  valueOf(opened(copy).service.close())
  expect((await outcomeOf(copy, 'out'))?.report.damage).toEqual([])
  damage(copy, `UPDATE entities SET name = 'Lund' WHERE id = 'lind'`)
  expect((await outcomeOf(copy, 'out-2'))?.report.damage).toMatchObject([{ kind: 'damaged-altered' }])
})
