import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Holding, Life } from './lives.ts'
import { randomFrom } from './random.ts'
import { toldIn, type Verdict, verify } from './verify.ts'

/** Milliseconds of a life within which its end comes. */
const LONGEST_LIFE = 250
const CHILD = join(import.meta.dirname, 'child.ts')

export interface RoundOptions {
  readonly seed: number
  /** For the process that is killed, given the folder of its projects. */
  readonly env?: (folder: string) => Readonly<Record<string, string>>
  /** Milliseconds after the beginning; a random moment where none is given. */
  readonly moment?: number
}

/** What a life leaves when it ends, in a folder that is removed by `remove`. */
export interface Ended {
  readonly folder: string
  readonly lines: string
  readonly begun: readonly Holding[]
  /** How it ended: a signal, or a status. */
  readonly end: string
  readonly errors: string
  remove(): void
}

/** A life's beginning, made once and copied for each round. */
export interface Stage {
  readonly life: Life
  readonly folder: string
  readonly begun: readonly Holding[]
  remove(): void
}

/** Makes the beginning of a life. Everything temporary, of this process, too, goes below a folder of its own. */
export async function stageOf(life: Life): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    return { life, folder, begun: await life.prepare(folder), remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** Lets a life begin and kills it. */
export async function endLife(stage: Stage, { seed, env = () => ({}), moment }: RoundOptions): Promise<Ended> {
  const base = mkdtempSync(join(tmpdir(), 'torture-'))
  const folder = join(base, 'projects')
  const temporary = join(base, 'temporary')
  mkdirSync(temporary)
  cpSync(stage.folder, folder, { recursive: true })
  const child = spawn(process.execPath, [CHILD, stage.life.name, folder, String(seed), JSON.stringify(stage.begun)], {
    env: { ...process.env, TMPDIR: temporary, STANDOFF_USER_DATA: join(base, 'settings'), ...env(folder) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let lines = ''
  let errors = ''
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
  child.stdout.on('data', (bytes: Buffer) => {
    if (lines === '') setTimeout(() => child.kill('SIGKILL'), moment ?? randomFrom(seed).next() * LONGEST_LIFE)
    lines += bytes.toString()
  })
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null]
  return {
    folder,
    lines,
    begun: stage.begun,
    end: signal ?? String(status),
    errors,
    remove: () => rmSync(base, { recursive: true, force: true }),
  }
}

/** Looks at what a life left, as the next start of the program does. `folder` and `lines` may be others than its own. */
export function verifyEnded({ folder, lines, begun }: Pick<Ended, 'folder' | 'lines' | 'begun'>): Verdict {
  const before = process.env['TMPDIR']
  const temporary = join(folder, '../temporary')
  mkdirSync(temporary, { recursive: true })
  process.env['TMPDIR'] = temporary
  try {
    return verify(folder, toldIn(lines, begun))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
