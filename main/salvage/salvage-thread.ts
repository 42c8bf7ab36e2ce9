import type { SalvageProgress } from '../../preload/contract/salvage.ts'
import { v7 as uuidv7 } from 'uuid'
import { isSet } from '../threads/cancel-flag.ts'
import type { JobCall } from '../threads/run-job.ts'
import { openPort } from '../threads/serve.ts'
import { type SalvageJob, salvageProject } from './salvage-project.ts'

/* Entry of the thread that salvages a project. */

const port = openPort<SalvageProgress>()

port.serve(({ job, cancelFlag }: JobCall<SalvageJob>) =>
  salvageProject(job, {
    now: () => new Date().toISOString(),
    newId: () => uuidv7(),
    onProgress: port.emit,
    isCancelled: () => isSet(cancelFlag),
  }),
)
