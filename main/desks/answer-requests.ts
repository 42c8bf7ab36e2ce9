import type { z } from 'zod'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { REQUESTS, type RequestName, type Requests } from '../../preload/contract/requests.ts'
import type { Log } from '../files/log.ts'

type Awaitable<T> = T | Promise<T>

/** One handler a request. A request without one does not compile. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (...args: Parameters<Requests[Name]>) => Awaitable<ReturnType<Requests[Name]>>
}

/** The table as it is read here: each entry fits the arguments of its own request. */
const TABLE: { readonly [Name in RequestName]: { readonly args: z.ZodType<Parameters<Requests[Name]>> } } = REQUESTS

/** Answers one request. `trusted` says whether it comes from the page itself, in the main frame of our window. */
export type RequestListener = (trusted: boolean, values: readonly unknown[]) => Promise<Result<unknown>>

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

/** Decodes the arguments of a request; what does not fit is an `invalid-message` failure that names each place. */
function decodeArguments<T>(decoder: z.ZodType<T>, name: string, values: readonly unknown[]): Result<T> {
  const parsed = decoder.safeParse(values)
  if (parsed.success) return ok(parsed.data)
  return fail(
    'invalid-message',
    `The window sent a request (${name}) that is not as expected; nothing was done.`,
    'This is a mistake of the program. Please report it with the lines below.',
    parsed.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  )
}

/**
 * Answers every request of the table, and nothing else. This is the one place where messages of the window come in: the
 * sender is checked, the arguments are decoded, and what a handler throws stays here.
 */
export function answerRequests(
  listen: (name: string, listener: RequestListener) => void,
  handlers: RequestHandlers,
  log: Log,
): void {
  /** What is known about a mistake of the program belongs into the log; the window is told in words. */
  const withoutTraces = (result: Result<unknown>): Result<unknown> => {
    if (result.ok || result.failure.code !== 'unexpected') return result
    const { code, message, action, details } = result.failure
    log(message, details?.join('\n') ?? action)
    return fail(code, message, action)
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the arguments to the handler
  const answer = <Name extends RequestName>(name: Name): void => {
    const { args: decoder } = TABLE[name]
    const handle: (...args: Parameters<Requests[Name]>) => Awaitable<Result<unknown>> = handlers[name]
    listen(name, async (trusted, values) => {
      if (!trusted) return stranger(name)
      const args = decodeArguments(decoder, name, values)
      if (!args.ok) return args
      try {
        return withoutTraces(await handle(...args.value))
      } catch (error) {
        log(`request ${name}`, error)
        return unexpected(name)
      }
    })
  }

  for (const name of Object.keys(REQUESTS) as RequestName[]) answer(name)
}
