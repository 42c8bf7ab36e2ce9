import { parentPort } from 'node:worker_threads'
import { ok, type Result } from '../../model/value/result.ts'
import { createProjectService } from './create-project-service.ts'
import type { ProjectService } from './project-service.ts'
import type { StoreAnswer, StoreCall } from './store-messages.ts'
import { unexpectedFailure } from '../threads/unexpected-failure.ts'

/* Entry of the thread that holds the open project, so that no work on the disk keeps a window waiting. */

const port = parentPort
if (!port) throw new Error('The store thread must be started as a worker.')

const service = createProjectService({
  onSlow: (name, milliseconds) => port.postMessage({ kind: 'slow', name, milliseconds } satisfies StoreAnswer),
  onBatchProgress: (records) => port.postMessage({ kind: 'batch', records } satisfies StoreAnswer),
})

/** Milliseconds without a request after which nobody is taken to wait for the next one. */
const PAUSE = 1_000

let pause: NodeJS.Timeout | undefined
const tidyInPause = (): void => {
  clearTimeout(pause)
  pause = setTimeout(() => service.tidy(), PAUSE)
}

const AS_JSON: ReadonlySet<keyof ProjectService> = new Set(['open', 'overview', 'annotationPage'])

port.on('message', ({ id, method, args, packed }: StoreCall) => {
  const run = service[method] as (...values: readonly unknown[]) => ReturnType<ProjectService[typeof method]>
  let result: Result<unknown>
  try {
    result = run(...args)
  } catch (error) {
    result = unexpectedFailure(error)
  }
  if (packed && result.ok) result = ok({ json: JSON.stringify(result.value) })
  const answer: StoreAnswer =
    AS_JSON.has(method) && !packed ? { kind: 'json', id, json: JSON.stringify(result) } : { kind: 'answer', id, result }
  port.postMessage(answer)
  tidyInPause()
})
