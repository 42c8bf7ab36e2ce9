import { parentPort } from 'node:worker_threads'
import { readSourceFile } from './read-source-file.ts'
import type { ReadCall, ReadReply } from './read-messages.ts'
import { unexpectedFailure } from './store-messages.ts'
import { giveWay } from './thread-priority.ts'

/* Entry of a thread that reads article files. It may be ended at any moment: it holds nothing that anybody misses. */

const port = parentPort
if (!port) throw new Error('A reading thread must be started as a worker.')

giveWay()

// A library may leave a promise to nobody when a file is broken; what it was asked for fails, or takes too long.
process.on('unhandledRejection', () => undefined)

port.on('message', ({ id, request }: ReadCall) => {
  void readSourceFile(request)
    .catch(unexpectedFailure)
    .then((answer) => {
      const reply: ReadReply = { id, answer }
      const bytes = answer.ok && answer.value.kind === 'document' ? answer.value.bytes : null
      // Handed over, not copied, where they are not a piece of something larger.
      const whole = bytes && bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
      port.postMessage(reply, whole ? [bytes.buffer] : [])
    })
})
