import type { Backup } from '../../model/past/backup.ts'
import type { Result } from '../../model/value/result.ts'
import { runJob } from '../threads/run-job.ts'
import { threadFile } from '../threads/thread-file.ts'
import type { ShelvedBackup } from './backup-folder.ts'
import type { BackupOrder } from './make-backup.ts'

/* What the thread of the backups can be asked. Every question gets a thread of its own, which ends with the answer. */

export type BackupJob =
  | { readonly kind: 'make'; readonly order: BackupOrder }
  | { readonly kind: 'list'; readonly root: string }
  | { readonly kind: 'restore'; readonly backup: string; readonly out: string }

/** The state that is copied is fixed: what is saved from now on is not in the copy. */
export type BackupEvent = { readonly kind: 'frozen' }

interface Answers {
  readonly make: Backup | null
  readonly list: readonly ShelvedBackup[]
  readonly restore: null
}

/** Runs a job in a thread of its own, which gives way to all others. */
export const runBackupJob = <Job extends BackupJob>(
  job: Job,
  onEvent?: (event: BackupEvent) => void,
): Promise<Result<Answers[Job['kind']]>> => runJob(threadFile('backup-thread'), job, { onEvent })
