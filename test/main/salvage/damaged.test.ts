import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findProblems } from '../../../main/project/inspect-project.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import { makeBusyProject } from '../../support/busy-project.ts'
import { type Damage, flipped, overwritten, truncated } from '../../support/damage.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { contentsOf } from '../../support/project-contents.ts'
import { randomFrom } from '../../support/random.ts'
import { salvage } from '../../support/salvage.ts'

/** SALVAGE_ROUNDS=50,200,200 is the long form: rounds of each kind over a larger project. It prints what came back. */
const long = process.env['SALVAGE_ROUNDS']
const [cuts = 0, flips = 0, pages = 0] = (long ?? '4,4,5').split(',').map(Number)
const SIZE = long ? { articles: 12, annotations: 720 } : { articles: 4, annotations: 120 }

const stable = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    item && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )

interface Original {
  readonly bytes: Buffer
  readonly texts: number
  readonly annotations: ReadonlySet<string>
  /** Every version that a record ever had. */
  readonly ever: ReadonlySet<string>
}

function original(): Original {
  const path = join(temporaryFolder(), 'news.standoff')
  makeBusyProject(path, { seed: 11, ...SIZE })
  const { records, texts, log } = contentsOf(path)
  const versions: ProjectRecord[] = [...records.values()]
  for (const { change } of log) versions.push(...change.added, ...change.removed, ...change.updated.flat())
  return {
    bytes: readFileSync(path),
    texts: texts.length,
    annotations: new Set([...records.values()].filter(({ kind }) => kind === 'annotation').map(recordKey)),
    ever: new Set(versions.map(stable)),
  }
}

async function rounds(name: string, count: number, damage: Damage, { bytes, texts, annotations, ever }: Original) {
  const folder = temporaryFolder()
  const shares: number[] = []
  const textShares: number[] = []
  let refused = 0
  let slowest = 0
  for (let seed = 1; seed <= count; seed++) {
    const [broken, out, list] = ['broken', 'out', 'report'].map((part) => join(folder, `${part}-${seed}`)) as [
      string,
      string,
      string,
    ]
    writeFileSync(broken, damage(bytes, randomFrom(seed)))
    const start = performance.now()
    const done = await salvage(broken, out, list)
    slowest = Math.max(slowest, performance.now() - start)
    if (!done.ok) {
      expect(done.failure.code, `seed ${seed}`).toBe('not-a-project')
      refused++
      shares.push(0)
      textShares.push(0)
      continue
    }
    const problems = findProblems(out)
    expect(problems, `${name}, seed ${seed}`).toEqual({ ok: true, value: [] })
    const { records, texts: back } = contentsOf(out)
    const report = JSON.parse(readFileSync(list, 'utf8'))
    const named = new Set<string>([
      ...report.changed.map((item: { after: ProjectRecord }) => recordKey(item.after)),
      ...report.made.map((item: { record: ProjectRecord }) => recordKey(item.record)),
      ...report.twoVersions.map((item: { kept: ProjectRecord }) => recordKey(item.kept)),
      'annotator:salvager',
    ])
    for (const record of records.values()) {
      if (!named.has(recordKey(record)))
        expect(ever.has(stable(record)), `${name}, seed ${seed}: ${stable(record)}`).toBe(true)
    }
    shares.push([...annotations].filter((key) => records.has(key)).length / annotations.size)
    textShares.push(Math.min(texts, back.length) / texts)
    rmSync(broken)
    rmSync(out)
  }
  const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length
  if (long) {
    const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
    const least = percent(Math.min(...shares))
    process.stdout.write(
      `${name}: ${count} rounds; texts ${percent(mean(textShares))}, annotations ${percent(mean(shares))} (at least ${least}); all of them ${shares.filter((share) => share === 1).length} times, nothing ${refused} times; slowest ${Math.round(slowest)} ms\n`,
    )
  }
  return shares
}

describe('salvaging a damaged project', () => {
  let made: Original | null = null
  const whole = (): Original => (made ??= original())

  it('returns only what was there, in a sound project, from files that were cut off', async () => {
    await rounds('truncated', cuts, truncated, whole())
  }, 600_000)
  it('from files in which a bit is another one', async () => {
    await rounds('flipped', flips, flipped, whole())
  }, 600_000)
  it('from files with pages that were written over', async () => {
    await rounds('overwritten', pages, overwritten, whole())
  }, 600_000)
})
