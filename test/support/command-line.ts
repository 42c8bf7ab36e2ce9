import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { runCommandLine } from '../../main/command-line/run.ts'

// What the command line keeps beside the settings goes into a folder of the test's own.
const settings = mkdtempSync(join(tmpdir(), 'standoff-settings-'))
process.env.STANDOFF_USER_DATA = settings
afterAll(() => rmSync(settings, { recursive: true, force: true }))

/** Runs a command in this process. `out` is what it wrote to stdout, `messages` what it wrote to stderr. */
export async function standoff(...args: string[]) {
  const out: string[] = []
  const messages: string[] = []
  const terminal = { data: (text: string) => void out.push(text), message: (text: string) => void messages.push(text) }
  const code = await runCommandLine(args, terminal, new AbortController().signal)
  return { code, out: out.join('\n'), messages: messages.join('\n') }
}
