import { runCommandLine } from './command-line/run.ts'

// A reader that has seen enough (`head`) closes the pipe, which is not a failure.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(0)
  process.stderr.write(`standoff: The output could not be written (${message}).\n`)
  process.exit(1)
})
// Messages that cannot be written do not stop the work.
process.stderr.on('error', () => undefined)

const cancel = new AbortController()
process.once('SIGINT', () => cancel.abort())
process.once('SIGTERM', () => cancel.abort())

const terminal = {
  data: (text: string) => void process.stdout.write(`${text}\n`),
  message: (text: string) => void process.stderr.write(`${text}\n`),
}

process.exitCode = await runCommandLine(process.argv.slice(2), terminal, cancel.signal)
