import { randomUUID } from 'node:crypto'
import { openPort } from '../threads/serve.ts'
import { examineProject } from './examine-project.ts'
import { repairProject } from './repair-project.ts'
import type { DoctorJob, DoctorProgress } from './run-doctor.ts'

/* Entry of the thread in which a project is checked or repaired, so that it can be ended at any moment. */

const port = openPort<DoctorProgress>()

port.serve(({ job }: { readonly job: DoctorJob }) => {
  const { path, now, repairs } = job
  if (repairs !== undefined) return repairProject(path, repairs, { now, newId: randomUUID })
  return examineProject(path, { now, tell: (what, rows) => port.emit({ what, rows }) })
})
