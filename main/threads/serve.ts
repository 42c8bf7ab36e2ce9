import { parentPort } from 'node:worker_threads'
import type { Failed, Result } from '../../model/value/result.ts'
import type { ThreadCall, ThreadMessage } from './thread.ts'
import { unexpectedFailure } from './unexpected-failure.ts'

export interface ServeOptions<Call, Answer> {
  /** Whether the answer to a call goes as JSON text, because it holds thousands of small objects. */
  readonly asText?: (call: Call) => boolean
  /** Buffers that go along with an answer instead of being copied. */
  readonly transfer?: (answer: Answer | Failed) => readonly ArrayBuffer[]
}

/** The near end of a thread: where it takes calls and sends events. */
export interface ThreadPort<Event> {
  readonly emit: (event: Event) => void
  /** Answers every call. What is thrown becomes an `unexpected` failure. */
  serve<Call, Answer extends Result<unknown>>(
    answer: (call: Call) => Answer | Promise<Answer>,
    options?: ServeOptions<Call, Answer>,
  ): void
}

/** Opens the port of the thread this runs in. Throws outside of a thread. */
export function openPort<Event = never>(): ThreadPort<Event> {
  const port = parentPort
  if (!port) throw new Error('This file must be started as a worker.')
  const send = (message: ThreadMessage, transfer: readonly ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer)
  return {
    emit: (event) => send({ kind: 'event', event }),
    serve<Call, Answer extends Result<unknown>>(
      answer: (call: Call) => Answer | Promise<Answer>,
      { asText = () => false, transfer = () => [] }: ServeOptions<Call, Answer> = {},
    ) {
      port.on('message', ({ id, call: sent }: ThreadCall) => {
        const call = sent as Call
        const reply = (result: Answer | Failed): void => {
          if (asText(call)) send({ kind: 'json', id, json: JSON.stringify(result) })
          else send({ kind: 'answer', id, result }, transfer(result))
        }
        void attempt(() => answer(call)).then(reply)
      })
    },
  }
}

async function attempt<Answer>(work: () => Answer | Promise<Answer>): Promise<Answer | Failed> {
  try {
    return await work()
  } catch (error) {
    return unexpectedFailure(error)
  }
}
