import { ok, type Result } from '../../model/value/result.ts'
import { openPort } from '../threads/serve.ts'
import { createProjectService } from './create-project-service.ts'
import type { ProjectService } from './project-service.ts'
import type { StoreCall, StoreEvent } from './store-messages.ts'

/* Entry of the thread that holds the open project, so that no work on the disk keeps a window waiting. */

const port = openPort<StoreEvent>()

const service = createProjectService({
  onSlow: (name, milliseconds) => port.emit({ kind: 'slow', name, milliseconds }),
  onBatchProgress: (records) => port.emit({ kind: 'batch', records }),
})

/** Milliseconds without a request after which there is time for maintenance. */
const PAUSE = 1_000

let pause: NodeJS.Timeout | undefined
const tidyInPause = (): void => {
  clearTimeout(pause)
  pause = setTimeout(() => service.tidy(), PAUSE)
}

const AS_JSON: ReadonlySet<keyof ProjectService> = new Set(['open', 'overview', 'annotationPage'])

port.serve(
  ({ method, args, packed }: StoreCall) => {
    tidyInPause()
    const run = service[method] as (...values: readonly unknown[]) => Result<unknown>
    const result = run(...args)
    return packed && result.ok ? ok({ json: JSON.stringify(result.value) }) : result
  },
  { asText: ({ method, packed }) => AS_JSON.has(method) && !packed },
)
