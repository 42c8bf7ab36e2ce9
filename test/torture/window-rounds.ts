import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findElectron, hasDisplay } from '../../scripts/find-needs.mjs'
import { verifyEnded } from './kill-rounds.ts'
import { LIVES } from './lives.ts'
import { randomFrom } from './random.ts'
import type { Verdict } from './verify.ts'

/* The real window, killed while it starts with a project, or, as at a shutdown, a moment after it was asked to end. */

const APP = resolve(import.meta.dirname, '../..')
/** Milliseconds in which a window starts on a slow machine. */
const LONGEST_START = 6_000
/** Milliseconds in which it ends. */
const LONGEST_END = 1_500

/** What is missing for these rounds; null where nothing is. */
export function needOfWindow(): string | null {
  if (!findElectron()) return 'Electron is not there'
  return hasDisplay() ? null : 'there is no display (run it in xvfb-run)'
}

export async function windowStage(name: 'window-start' | 'window-end') {
  const base = mkdtempSync(join(tmpdir(), 'torture-window-'))
  const first = join(base, 'first')
  mkdirSync(first)
  const begun = (await LIVES.find((life) => life.name === 'tag')?.prepare(first)) ?? []
  const old = LIVES.find((life) => life.name === 'migrate')
  const oldFolder = join(base, 'old')
  mkdirSync(oldFolder)
  const oldBegun = (await old?.prepare(oldFolder)) ?? []
  return {
    /** Every other window starts with a project of an older version. */
    async round(seed: number): Promise<Verdict> {
      const isOld = seed % 2 === 1
      const home = mkdtempSync(join(base, 'home-'))
      const folder = join(home, 'projects')
      cpSync(isOld ? oldFolder : first, folder, { recursive: true })
      const holdings = isOld ? oldBegun : begun
      const project = join(folder, holdings[0]?.project ?? '')
      try {
        await startAndKill(project, home, name, randomFrom(seed).next())
        return verifyEnded({ folder, lines: '', begun: holdings })
      } finally {
        rmSync(home, { recursive: true, force: true, maxRetries: 5 })
      }
    },
    end: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }),
  }
}

async function startAndKill(project: string, home: string, name: string, random: number): Promise<void> {
  const temporary = join(home, 'temporary')
  mkdirSync(temporary)
  const { NODE_OPTIONS: _options, ...inherited } = process.env
  const child = spawn(findElectron() ?? '', ['--no-sandbox', '--disable-gpu', APP, project], {
    env: {
      ...inherited,
      TMPDIR: temporary,
      STANDOFF_USER_DATA: join(home, 'settings'),
      STANDOFF_DOCUMENTS: join(home, 'documents'),
    },
    stdio: 'ignore',
  })
  const ended = once(child, 'close')
  const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
  if (name === 'window-start') await wait(random * LONGEST_START)
  else {
    await wait(LONGEST_START)
    child.kill('SIGTERM')
    await wait(random * LONGEST_END)
  }
  child.kill('SIGKILL')
  await ended
}
