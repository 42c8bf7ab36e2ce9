import { restoreInWords } from '../../model/past/restore-words.ts'
import { ok, type Result } from '../../model/value/result.ts'
import type { JobCall } from '../threads/run-job.ts'
import { openPort } from '../threads/serve.ts'
import { giveWay } from '../threads/thread-priority.ts'
import { projectBackups } from './list-backups.ts'
import type { BackupEvent, BackupJob } from './backup-job.ts'
import { makeBackup } from './make-backup.ts'
import { actsOf, lookAtMoment } from './past-moment.ts'
import { prepareRestore } from './restore-difference.ts'
import { readyToOpen, restoreBackup } from './restore-backup.ts'

/* Entry of the thread that copies projects and reads copies, so that saving goes on beside it. */

const port = openPort<BackupEvent>()

/** Lines undone are told so often, in milliseconds. */
const TELLING = 200

function tellUndone(): (done: number, of: number) => void {
  let told = 0
  return (done, of) => {
    const now = performance.now()
    if (now - told < TELLING) return
    told = now
    port.emit({ kind: 'undone', done, of })
  }
}

async function answer(job: BackupJob): Promise<Result<unknown>> {
  switch (job.kind) {
    case 'make':
      // Whoever waits for the moment waits for nothing else.
      return makeBackup(job.order, () => {
        port.emit({ kind: 'frozen' })
        giveWay()
      })
    case 'list':
      return ok(projectBackups(job.root, job.project))
    case 'look':
      return readyToOpen(job.backup, job.folder)
    case 'moment':
      return lookAtMoment(job.project, job.folder, job.moment, tellUndone())
    case 'acts':
      return actsOf(job.project, job.before, job.limit)
    case 'restore-step': {
      const steps = prepareRestore(job.order)
      return steps.ok ? ok(restoreInWords(steps.value)) : steps
    }
    case 'restore': {
      const restored = await restoreBackup(job.backup, job.out)
      return restored.ok ? ok(null) : restored
    }
  }
}

port.serve(({ job }: JobCall<BackupJob>) => answer(job))
