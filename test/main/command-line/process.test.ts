import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { standoff } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/folder.ts'

/* The command line as a process of its own: what ends it, what it leaves, and what it refuses to wait for. */

const CLI = fileURLToPath(new URL('../../../main/cli.ts', import.meta.url))

/** A process still loads and starts threads for seconds on a busy machine. */
const PATIENCE = 60_000

interface Ended {
  readonly code: number | null
  readonly messages: string
  /** Milliseconds from the signal to the end; null without a signal. */
  readonly after: number | null
}

/** Runs a command. `signal` is sent when the first line is written to stderr, or after so many milliseconds. */
function run(
  args: readonly string[],
  { signal, delay = 0, env = {} }: { signal?: NodeJS.Signals; delay?: number; env?: Record<string, string> } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let messages = ''
    let sent: number | null = null
    child.stderr.on('data', (piece: Buffer) => {
      messages += piece.toString()
    })
    if (signal) {
      setTimeout(() => {
        sent = performance.now()
        child.kill(signal)
      }, delay)
    }
    child.on('close', (code) => resolve({ code, messages, after: sent === null ? null : performance.now() - sent }))
  })
}

const table = (rows: number): string =>
  `text\n${Array.from({ length: rows }, (_, i) => `The council of town ${i} met, and ${i} people came to hear the mayor.`).join('\n')}\n`

describe('the process of the command line', { timeout: PATIENCE * 2 }, () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends at once at %s in the middle of an import, and leaves the project sound', async (signal, status) => {
    const folder = temporaryFolder()
    const [project, temporary] = [join(folder, 'p.standoff'), join(folder, 'tmp')]
    mkdirSync(temporary)
    writeFileSync(join(folder, 'a.csv'), table(60_000))
    await standoff('new', project)
    const ended = await run(['import', project, join(folder, 'a.csv')], {
      signal,
      delay: 2_500,
      env: { TMPDIR: temporary },
    })
    expect(ended.code).toBe(status)
    expect(ended.after).toBeLessThan(5_000)
    expect(readdirSync(folder).toSorted()).toEqual(['a.csv', 'p.standoff', 'tmp'])
    expect(readdirSync(temporary)).toEqual([])
    expect((await standoff('check', project)).code).toBe(0)
  })

  it('refuses to wait for a pipe, as a project and as input', async () => {
    const folder = temporaryFolder()
    const [pipe, project] = [join(folder, 'pipe.standoff'), join(folder, 'p.standoff')]
    execFileSync('mkfifo', [pipe])
    await standoff('new', project)
    const commands = [
      ['info', pipe],
      ['check', pipe],
      ['import', pipe, project],
      ['import', project, pipe],
      ['import-dataset', project, pipe],
      ['validate', pipe],
      ['convert', pipe, '--to', 'json', '--out', join(folder, 'out.json')],
      ['export', pipe, '--format', 'json'],
      ['codebook', 'export', pipe],
      ['codebook', 'import', project, pipe],
    ]
    for (const command of commands) {
      // oxlint-disable-next-line no-await-in-loop -- each by itself, so that a wait can be told whose it is
      const ended = await standoff(...command)
      expect(ended.code, command.join(' ')).toBe(1)
      expect(ended.messages, command.join(' ')).toContain('[not-a-file]')
    }
    expect(readdirSync(folder).toSorted()).toEqual(['p.standoff', 'pipe.standoff'])
  })

  it('names a path that is too long for a project', async () => {
    const folder = join(temporaryFolder(), ...Array.from({ length: 5 }, () => 'd'.repeat(100)))
    mkdirSync(folder, { recursive: true })
    const made = await standoff('new', join(folder, 'p.standoff'))
    expect(made.code).toBe(1)
    expect(made.messages).toMatch(/The path of "p\.standoff" is \d+ bytes long.*\[not-permitted\]/)
    expect(readdirSync(folder)).toEqual([])
  })
})
