import type { ProjectState } from '../change/project-state.ts'
import type { Backup, BackupReason } from './backup.ts'
import { localDay } from './local-day.ts'

/**
 * Whether a backup is due before a change: nothing is copied twice, and the first change of a day needs one only where the
 * day has none. `backups`: those of the project; `place`: where its file is. What a backup more says is never more.
 */
export function isBackupDue(
  { reason, now }: { readonly reason: BackupReason; readonly now: Date },
  { state, changedAt }: Pick<ProjectState, 'state' | 'changedAt'>,
  backups: readonly Pick<Backup, 'state' | 'at' | 'path'>[],
  place: string,
): boolean {
  if (reason === 'asked') return true
  if (changedAt === null) return false
  if (backups.some((backup) => backup.state === state)) return false
  if (reason !== 'first-change') return true
  const today = localDay(now)
  const isToday = (at: string): boolean => localDay(new Date(at)) === today
  // A day that began without one (a full disk, a kill) gets it at the next start.
  return !isToday(changedAt) || !backups.some(({ at, path }) => isToday(at) && path === place)
}
