import { parentPort, workerData } from 'node:worker_threads'
import type { CommandMessage } from './command-messages.ts'
import { runCommandLine } from './run.ts'

/* Entry of the thread that runs a command. It may be ended at any moment. */

const port = parentPort
if (!port) throw new Error('This file must be started as a worker.')

const send = (message: CommandMessage): void => port.postMessage(message)

const stop = new AbortController()
port.on('message', () => stop.abort())
// Listening alone does not keep the thread alive.
port.unref()

const terminal = {
  data: (text: string) => send({ kind: 'data', text }),
  message: (text: string) => send({ kind: 'message', text }),
}

const code = await runCommandLine(workerData as readonly string[], terminal, stop.signal)
send({ kind: 'done', code })
