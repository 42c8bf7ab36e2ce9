import type { BackupReason } from '../../model/past/backup.ts'
import { commandLineBackups } from '../backups/backup-place.ts'
import { makeBackup } from '../backups/make-backup.ts'
import type { CommandInput } from './command.ts'

export const BACKUP_OPTION = ['', 'make no backup before'] as const

/** Makes the backup that is due before a large change. One that fails is told, and stops nothing. */
export async function backUpBefore(
  project: string,
  reason: BackupReason,
  { options, terminal }: CommandInput,
): Promise<void> {
  const { on, root, mostBytes } = commandLineBackups(process.env)
  if (!on || options['no-backup']) return
  const made = await makeBackup({ project, reason, root, mostBytes, now: new Date().toISOString() })
  if (made.ok) return
  const { message, action } = made.failure
  terminal.message(`${project}: No backup could be made. ${message} ${action}`)
}
