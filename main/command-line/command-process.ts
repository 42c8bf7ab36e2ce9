import { constants } from 'node:os'
import { Worker } from 'node:worker_threads'
import { threadFile } from '../threads/thread-file.ts'
import type { CommandMessage } from './command-messages.ts'
import { clearAfterwards } from './clear-afterwards.ts'

/*
 * A command runs in a thread of its own, so that this one hears signals at once, whatever the command is doing.
 */

/** A command that is told to stop has so long to leave everything as it should be, in milliseconds. */
const GRACE = 500

/** A thread that is ended waits for SQLite to finish its statement; not longer than this. */
const LONGEST_END = 2_000

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Runs a command; its exit status, or 128 and the signal that ended it, becomes that of this process. */
export function startCommand(args: readonly string[]): void {
  const worker = new Worker(threadFile('command-thread'), { workerData: args })
  let ending: { readonly code: number; readonly signal: NodeJS.Signals | null } | null = null

  const leave = (): void => {
    if (!ending) return
    clearAfterwards(args)
    process.exit(ending.code)
  }
  /** Ends the thread, whatever it does; where it cannot be ended, the process. */
  const terminate = (): void => {
    void worker.terminate().then(leave)
    setTimeout(() => {
      clearAfterwards(args)
      const signal = ending?.signal ?? 'SIGTERM'
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    }, LONGEST_END)
  }
  const stop = (code: number, signal: NodeJS.Signals | null): void => {
    // Told a second time: at once.
    if (ending) return terminate()
    ending = { code, signal }
    worker.postMessage('stop')
    setTimeout(terminate, GRACE)
    return undefined
  }

  for (const signal of SIGNALS) process.on(signal, () => stop(128 + constants.signals[signal], signal))
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`head`) closes the pipe, which is not a failure.
    if (code === 'EPIPE') return stop(0, null)
    process.stderr.write(`standoff: The output could not be written (${message}).\n`)
    return stop(1, null)
  })
  // Messages that cannot be written do not stop the work.
  process.stderr.on('error', () => undefined)

  worker.on('message', (message: CommandMessage) => {
    switch (message.kind) {
      case 'data':
        if (!ending) process.stdout.write(`${message.text}\n`)
        break
      case 'message':
        process.stderr.write(`${message.text}\n`)
        break
      case 'done':
        process.exitCode = ending?.code ?? message.code
        break
    }
  })
  worker.on('error', (error) => {
    process.exitCode = 1
    const detail = error.stack ?? error.message
    process.stderr.write(`standoff: Something went wrong inside the program. Please report this.\n  ${detail}\n`)
  })
  worker.on('exit', leave)
}
