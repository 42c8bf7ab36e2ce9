import { randomUUID } from 'node:crypto'
import { ok } from '../../model/value/result.ts'
import { openPort } from '../threads/serve.ts'
import { examineProject } from './examine-project.ts'
import { offeredRepairs } from './offered-repairs.ts'
import { repairProject } from './repair-project.ts'
import type { DoctorJob, DoctorProgress } from './run-doctor.ts'

/* Entry of the thread in which a project is checked or repaired, so that it can be ended at any moment. */

const port = openPort<DoctorProgress>()

port.serve(({ job }: { readonly job: DoctorJob }) => {
  const { path, now, repairs } = job
  if (repairs === undefined) {
    const found = examineProject(path, { now, tell: (what, rows) => port.emit({ what, rows }) })
    return found.ok ? ok({ checks: found.value, offered: offeredRepairs(found.value) }) : found
  }
  const done = repairProject(path, repairs, { now, newId: randomUUID })
  return done.ok ? ok({ ...done.value, offered: offeredRepairs(done.value.remaining) }) : done
})
