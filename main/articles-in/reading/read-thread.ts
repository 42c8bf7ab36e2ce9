import { parentPort } from 'node:worker_threads'
import { ok } from '../../../model/value/result.ts'
import { readArticleFile } from './read-article-file.ts'
import type { ReadCall, ReadReply } from './read-messages.ts'
import { unexpectedFailure } from '../../threads/unexpected-failure.ts'
import { giveWay } from '../../threads/thread-priority.ts'

/* Entry of a thread that reads article files. It may be ended at any moment: it holds nothing that anybody misses. */

const port = parentPort
if (!port) throw new Error('A reading thread must be started as a worker.')

giveWay()

// A library may leave a promise to nobody when a file is broken; what it was asked for fails, or takes too long.
process.on('unhandledRejection', () => undefined)

/** Bytes that can be handed over. A piece of something larger would take all of it along, wherever it goes from here. */
const wholeOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes)

port.on('message', ({ id, request }: ReadCall) => {
  void readArticleFile(request)
    .catch(unexpectedFailure)
    .then((answer) => {
      if (!answer.ok || answer.value.kind !== 'document') {
        port.postMessage({ id, answer } satisfies ReadReply)
        return
      }
      const bytes = wholeOf(answer.value.bytes)
      port.postMessage({ id, answer: ok({ ...answer.value, bytes }) } satisfies ReadReply, [bytes.buffer])
    })
})
