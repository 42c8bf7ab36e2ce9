import { runCommandLine } from './command-line/run.ts'

// A reader that has seen enough (head) closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const cancel = new AbortController()
process.once('SIGINT', () => cancel.abort())
process.once('SIGTERM', () => cancel.abort())

const terminal = {
  data: (text: string) => void process.stdout.write(`${text}\n`),
  message: (text: string) => void process.stderr.write(`${text}\n`),
}

process.exitCode = await runCommandLine(process.argv.slice(2), terminal, cancel.signal)
