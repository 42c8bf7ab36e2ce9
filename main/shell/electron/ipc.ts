import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { fail, type Result } from '../../../model/value/result.ts'
import type { RequestName, Requests } from '../../../preload/contract/contract.ts'
import { decodeArguments, droppedPathsDecoder, requestDecoders } from '../../desks/decode-requests.ts'

type Awaitable<T> = T | Promise<T>

/** One handler a request of the contract. A request without one does not compile. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (...args: Parameters<Requests[Name]>) => Awaitable<ReturnType<Requests[Name]>>
}

export interface RequestPort {
  readonly handlers: RequestHandlers
  readonly importDropped: (paths: readonly string[]) => Awaitable<Result<unknown>>
  /** Whether a message comes from the page itself: the main frame of our window, showing our page. */
  readonly isTrusted: (event: Pick<IpcMainInvokeEvent, 'senderFrame'>) => boolean
  readonly log: (what: string, error: unknown) => void
}

/** A frame as far as trusting it goes. */
interface Frame {
  readonly url: string
}

/** Whether a frame is the main frame of our window and shows a page of ours. A frame that is gone is nobody. */
export const isOwnFrame = (frame: Frame | null, main: Frame | null, isOwnUrl: (url: string) => boolean): boolean =>
  frame !== null && frame === main && isOwnUrl(frame.url)

const stranger = (name: string) =>
  fail(
    'invalid-message',
    `A request (${name}) came from something that is not this program's window; nothing was done.`,
    'Close the window that sent it. If there is none, please report this.',
  )

const unexpected = (name: string) =>
  fail(
    'unexpected',
    `The request "${name}" stopped on a mistake of the program.`,
    'Try again; if it happens again, please report it with the log.',
  )

/**
 * Answers every request of the contract, and nothing else. This is the one place where messages of the window come in:
 * the sender is checked, the arguments are decoded, and what a handler throws stays here.
 */
export function registerRequests(ipc: Pick<IpcMain, 'handle'>, port: RequestPort): void {
  const register = <Args extends readonly unknown[]>(
    name: string,
    decode: (values: readonly unknown[]) => Result<Args>,
    handle: (...args: Args) => Awaitable<Result<unknown>>,
  ): void => {
    ipc.handle(`request:${name}`, async (event, ...values: unknown[]) => {
      if (!port.isTrusted(event)) return stranger(name)
      const args = decode(values)
      if (!args.ok) return args
      try {
        return withoutTraces(await handle(...args.value))
      } catch (error) {
        port.log(`request ${name}`, error)
        return unexpected(name)
      }
    })
  }

  /** What is known about a mistake of the program belongs into the log; the window is told in words. */
  const withoutTraces = (result: Result<unknown>): Result<unknown> => {
    if (result.ok || result.failure.code !== 'unexpected') return result
    const { code, message, action, details } = result.failure
    port.log(message, details?.join('\n') ?? action)
    return fail(code, message, action)
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the arguments to the handler
  const registerRequest = <Name extends RequestName>(name: Name): void => {
    const handle: (...args: Parameters<Requests[Name]>) => Awaitable<Result<unknown>> = port.handlers[name]
    register(name, (values) => decodeArguments(requestDecoders[name], name, values), handle)
  }

  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its type says that its keys are the names
  for (const name of Object.keys(requestDecoders) as RequestName[]) registerRequest(name)
  register(
    'importDropped',
    (values) => decodeArguments(droppedPathsDecoder, 'importDropped', values),
    (paths) => port.importDropped(paths),
  )
}
