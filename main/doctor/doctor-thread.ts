import { openPort } from '../threads/serve.ts'
import type { JobCall } from '../threads/run-job.ts'
import { examineProject } from './examine-project.ts'
import type { DoctorJob, DoctorProgress } from './run-doctor.ts'

/* Entry of the thread in which a project is checked, so that nobody waits for it and it can be ended at any moment. */

const port = openPort<DoctorProgress>()

port.serve(({ job }: JobCall<DoctorJob>) =>
  examineProject(job.path, { now: job.now, tell: (what, rows) => port.emit({ what, rows }) }),
)
