import type { Backup } from '../../model/past/backup.ts'
import type { PastActs } from '../../model/past/past-act.ts'
import type { Result } from '../../model/value/result.ts'
import { runJob } from '../threads/run-job.ts'
import { threadFile } from '../threads/thread-file.ts'
import type { ProjectBackups } from './list-backups.ts'
import type { Moment } from '../store/sqlite/go-back.ts'
import type { BackupOrder } from './make-backup.ts'
import type { RestoreOrder } from './restore-difference.ts'

/* What the thread of the backups can be asked. Every question gets a thread of its own, which ends with the answer. */

export type BackupJob =
  | { readonly kind: 'make'; readonly order: BackupOrder }
  /** The backups of a project, and what all there are come to. */
  | { readonly kind: 'list'; readonly root: string; readonly project: string | null }
  /** Makes a backup ready to be opened for reading; one of an older version is brought up to date in a copy in `folder`. */
  | { readonly kind: 'look'; readonly backup: string; readonly folder: string }
  | { readonly kind: 'restore'; readonly backup: string; readonly out: string }

  /** Makes a project as it was at a moment, in a folder, to be looked at. */
  | { readonly kind: 'moment'; readonly project: string; readonly folder: string; readonly moment: Moment }
  | { readonly kind: 'acts'; readonly project: string; readonly before: number; readonly limit: number }
  | { readonly kind: 'restore-step'; readonly order: RestoreOrder }

/** The state that is copied is fixed: what is saved from now on is not in the copy. */
export type BackupEvent =
  | { readonly kind: 'frozen' }
  /** How many lines of a log have been undone, of how many. */
  | { readonly kind: 'undone'; readonly done: number; readonly of: number }

interface Answers {
  readonly make: Backup | null
  readonly list: ProjectBackups
  /** The path to open. */
  readonly look: string
  readonly restore: null
  /** The path to open. */
  readonly moment: string
  readonly acts: PastActs
  /** What restoring takes back, in words; empty where nothing is different. */
  readonly 'restore-step': readonly string[]
}

/** Runs a job in a thread of its own, which gives way to all others. */
export const runBackupJob = <Job extends BackupJob>(
  job: Job,
  onEvent?: (event: BackupEvent) => void,
): Promise<Result<Answers[Job['kind']]>> => runJob(threadFile('backup-thread'), job, { onEvent })
