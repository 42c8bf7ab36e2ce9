import { ok, type Result } from '../../model/value/result.ts'
import type { JobCall } from '../threads/run-job.ts'
import { openPort } from '../threads/serve.ts'
import { giveWay } from '../threads/thread-priority.ts'
import { projectBackups } from './list-backups.ts'
import type { BackupEvent, BackupJob } from './backup-job.ts'
import { makeBackup } from './make-backup.ts'
import { readyToOpen, restoreBackup } from './restore-backup.ts'

/* Entry of the thread that copies projects and reads copies, so that saving goes on beside it. */

const port = openPort<BackupEvent>()

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
    case 'restore': {
      const restored = await restoreBackup(job.backup, job.out)
      return restored.ok ? ok(null) : restored
    }
  }
}

port.serve(({ job }: JobCall<BackupJob>) => answer(job))
