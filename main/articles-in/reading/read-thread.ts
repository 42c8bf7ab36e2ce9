import { ok } from '../../../model/value/result.ts'
import { openPort } from '../../threads/serve.ts'
import { readArticleFile } from './read-article-file.ts'
import type { ReadAnswer, ReadRequest } from './read-messages.ts'
import { giveWay } from '../../threads/thread-priority.ts'

/* Entry of a thread that reads article files. It may be ended at any moment: it holds nothing that must not be lost. */

const port = openPort()

giveWay()

// A library may leave a rejected promise unhandled when a file is broken; the request itself fails or takes too long.
process.on('unhandledRejection', () => undefined)

/** Bytes that can be transferred: a view of a larger buffer would take all of that buffer along. */
const wholeOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes)

port.serve<ReadRequest, ReadAnswer>(
  async (request) => {
    const answer = await readArticleFile(request)
    if (!answer.ok || answer.value.kind !== 'document') return answer
    return ok({ ...answer.value, bytes: wholeOf(answer.value.bytes) })
  },
  {
    transfer: (answer) =>
      answer.ok && answer.value.kind === 'document' ? [answer.value.bytes.buffer as ArrayBuffer] : [],
  },
)
