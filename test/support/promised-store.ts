import { createProjectService } from '../../main/project/create-project-service.ts'
import type { StoreClient, StoreClientOptions } from '../../main/project/store-client.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'

/**
 * The real service in this thread, which answers with promises as its own thread does. `deaf` names requests that fail.
 * `die` ends it as the death of the thread does.
 */
export function promisedStore(options: StoreClientOptions = {}) {
  const service = createProjectService()
  const deaf = new Set<string>()
  const calls = service as unknown as Readonly<Record<string, (...args: readonly unknown[]) => Result<unknown>>>
  const late = async (name: string, args: readonly unknown[]): Promise<Result<unknown>> => {
    await Promise.resolve()
    const call = calls[name]
    if (!call) throw new Error(`The service has no ${name}`)
    return deaf.has(name) ? fail('disk-error', `The disk failed at ${name}.`, 'Try again.') : call(...args)
  }
  const functions = (own: object, call: (name: string, args: readonly unknown[]) => unknown): object =>
    new Proxy(own, {
      get: (target, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined
        return name in target
          ? (target as Record<string, unknown>)[name]
          : (...args: readonly unknown[]) => call(name, args)
      },
    })
  const packed = functions({}, async (name, args) => {
    const answer = await late(name, args)
    return answer.ok ? ok({ json: JSON.stringify(answer.value) }) : answer
  })
  const own = {
    packed,
    warm: () => undefined,
    terminate: () => Promise.resolve(service.close()),
    abandon: () => undefined,
    isHung: () => false,
  }
  return {
    store: functions(own, late) as StoreClient,
    deaf,
    die: () => {
      service.close()
      options.onDeath?.(new Error('The thread ran out of memory.'))
    },
  }
}
