import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { endLife, type Stage, verifyEnded } from './kill-rounds.ts'
import { cutPower, readCalls } from './power-cut.ts'
import { randomFrom } from './random.ts'
import type { Verdict } from './verify.ts'

/* Disks that fail: full, broken, or without power. They stand between the process and the real one: see preload.c. */

/** States of the disk that are looked at after each recorded life. */
const CUTS = 3
/** Of the calls that a life makes, one of the first so many fails. */
const MOST_CALLS = 400

/** Compiles the library; null where there is no C compiler, or where libraries cannot be loaded first. */
export function compilePreload(): { readonly library: string; remove(): void } | null {
  if (process.platform !== 'linux') return null
  const folder = mkdtempSync(join(tmpdir(), 'torture-library-'))
  const library = join(folder, 'preload.so')
  const source = join(import.meta.dirname, 'preload.c')
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl', '-lpthread'])
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  if (compiled.status === 0) return { library, remove }
  remove()
  return null
}

/** Lets a call fail, once or from then on, and looks at what is there when the process has ended by itself or is killed. */
export async function failOnce(stage: Stage, library: string, seed: number): Promise<Verdict> {
  const random = randomFrom(seed)
  const isFull = random.next() < 0.5
  const ended = await endLife(stage, {
    seed,
    env: (folder) => ({
      LD_PRELOAD: library,
      TORTURE_FOLDER: folder,
      TORTURE_FAIL_AT: String(1 + random.below(MOST_CALLS)),
      TORTURE_ERRNO: String(isFull ? constants.errno.ENOSPC : constants.errno.EIO),
      ...(random.next() < 0.5 ? { TORTURE_FOREVER: '1' } : {}),
    }),
    moment: 1_500,
  })
  try {
    const verdict = verifyEnded(ended)
    // What the system says is put into words; a raw error is a mistake of the program.
    const raw = /^(?:Error|\w*Error): (?:ENOSPC|EIO|SQLITE_|database ).*$/m.exec(ended.errors)?.[0]
    return raw === undefined ? verdict : { ...verdict, lost: [...verdict.lost, `not in words: ${raw}`] }
  } finally {
    ended.remove()
  }
}

/** Records what a life does to the disk, and looks at what power cuts at random moments of it would have left. */
export async function losePower(stage: Stage, library: string, seed: number): Promise<Verdict> {
  const random = randomFrom(seed)
  const base = mkdtempSync(join(tmpdir(), 'torture-power-'))
  const log = join(base, 'calls')
  const ended = await endLife(stage, {
    seed,
    env: (folder) => ({ LD_PRELOAD: library, TORTURE_FOLDER: folder, TORTURE_LOG: log }),
  })
  const sum: Record<keyof Verdict, string[]> = { lost: [], closed: [], leftovers: [] }
  try {
    const calls = readCalls(log)
    for (let cut = 0; cut < CUTS; cut++) {
      const out = join(base, `cut-${cut}`, 'projects')
      const length = random.below(calls.length + 1)
      const lines = cutPower(calls, length, { stage: stage.folder, folder: ended.folder, out }, random)
      const verdict = verifyEnded({ folder: out, lines, begun: stage.begun })
      for (const key of ['lost', 'closed', 'leftovers'] as const) {
        sum[key].push(...verdict[key].map((what) => `after ${length} of ${calls.length} calls: ${what}`))
      }
    }
    return sum
  } finally {
    ended.remove()
    rmSync(base, { recursive: true, force: true })
  }
}
