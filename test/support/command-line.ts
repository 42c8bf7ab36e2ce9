import { runCommandLine } from '../../main/command-line/run.ts'

/** Runs a command in this process. `out` is what it wrote to stdout, `messages` what it wrote to stderr. */
export async function standoff(...args: string[]) {
  const out: string[] = []
  const messages: string[] = []
  const terminal = { data: (text: string) => void out.push(text), message: (text: string) => void messages.push(text) }
  const code = await runCommandLine(args, terminal, new AbortController().signal)
  return { code, out: out.join('\n'), messages: messages.join('\n') }
}
